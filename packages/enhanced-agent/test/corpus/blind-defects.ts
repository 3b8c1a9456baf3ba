import { countKinds } from "./blind-chance.ts";
import {
  alternating,
  capitalised,
  type Disguise,
  lookAlikes,
  lowerCase,
  plain,
  zeroWidths,
} from "./blind-disguises.ts";

// Written from the description of the protocol alone, without a look at the parser, and not to be fitted to it: what it gets wrong
// is to be reported as it is.

/** What a well-meant message says, once its defects are seen through. */
export interface BlindAction {
  readonly name: string;
  /**
   * The text of each field as it was written, without white space around it, and with `\n` for every end of a line: whoever compares
   * may have to bring what the parser gives into that form.
   */
  readonly fields: Readonly<Record<string, string>>;
}

export interface BlindDefect {
  readonly kind: string;
  readonly text: string;
  readonly expected: readonly BlindAction[];
}

const delegate: BlindAction = {
  name: "DELEGATE",
  fields: {
    AGENT_TYPE: "knowledge",
    TASK: "Compare the prices of green tea in 2024: Assam and Uji",
    TIMEOUT: "30",
  },
};
/** Letters of other scripts, joined emoji and full-width signs in the text stay what they are. */
const foreign: BlindAction = {
  name: "DELEGATE",
  fields: { CAPABILITY: "research", TASK: "Сравни цены： 绿茶 и 👩\u200d💻 — ΑCTIΟN" },
};
const json: BlindAction = {
  name: "DELEGATE",
  fields: {
    AGENT_TYPE: "browser",
    TASK: "Open it",
    INPUT: '{\n  "url": "https://example.com/a?b=c:d",\n  "depth": 2\n}',
  },
};
const answer: BlindAction = {
  name: "ANSWER",
  fields: { TEXT: "Uji costs more [E1.1].\n\nAssam is cheaper [E2].\nNote: both are black or green." },
};
const plan: BlindAction = {
  name: "PLAN",
  fields: { STEPS: "- [knowledge] Look up both\n- [planner] Write it down", CRITERIA: "- Both are named" },
};
const verify: BlindAction = { name: "VERIFY", fields: { VERDICT: "pass" } };
const reflect: BlindAction = { name: "REFLECT", fields: { LESSON: "Ask for prices with a year." } };
const consensus: BlindAction = {
  name: "CONSENSUS",
  fields: { QUESTION: "Is Uji dearer?", AGENTS: "knowledge, knowledge, planner", MIN_AGREEMENT: "0.6" },
};

const single = [delegate, foreign, json, answer, plan, verify, reflect, consensus] as const;
const pairs = [
  [delegate, foreign],
  [plan, delegate],
  [consensus, json],
  [delegate, delegate],
  [verify, reflect],
] as const;
const triple = [plan, delegate, json] as const;

interface Style {
  readonly keyword?: Disguise;
  /** The name of the action too; it is a keyword. */
  readonly name?: Disguise;
  readonly colon?: string;
  readonly end?: string;
  /** Between fields. */
  readonly gap?: string;
  /** Between a colon and the end of its line, where the text begins on the next one. */
  readonly below?: boolean;
  readonly wrapLine?: (line: string, part: "action" | "field") => string;
}

function write(action: BlindAction, style: Style = {}): string {
  const {
    keyword = plain,
    name = plain,
    colon = ": ",
    end = "---END---",
    gap = "\n",
    below = false,
    wrapLine = (line) => line,
  } = style;
  const lines = [
    wrapLine(`${keyword("ACTION")}${colon}${name(action.name)}`, "action"),
    ...Object.entries(action.fields).map(([field, value]) =>
      wrapLine(`${keyword(field)}${below ? `${colon.trimEnd()}\n` : colon}${value}`, "field"),
    ),
  ];
  return [lines.join(gap), ...(end === "" ? [] : [end])].join("\n");
}

type Make = (add: (kind: string, text: string, ...expected: readonly BlindAction[]) => void) => void;

const lineEnds: Make = (add) => {
  for (const action of single) {
    add("CRLF", `I go on.\r\n\r\n${write(action).replaceAll("\n", "\r\n")}\r\n`, action);
    add("CR", `I go on.\r\r${write(action).replaceAll("\n", "\r")}\r`, action);
  }
  for (const [first, second] of pairs)
    add(
      "mixed ends of lines",
      `${write(first).replaceAll("\n", "\r\n")}\n\n${write(second)}\r`,
      first,
      second,
    );
};

const keywords: Make = (add) => {
  for (const [at, keyword] of zeroWidths.entries()) {
    const action = single[at % single.length]!;
    add("zero-width characters in keywords", write(action, { keyword }), action);
    add(
      "zero-width characters in keywords",
      `So:\n${write(delegate, { keyword, end: keyword("---END---") })}`,
      delegate,
    );
  }
  for (const [at, keyword] of lookAlikes.entries()) {
    const action = single[at % single.length]!;
    add("look-alike letters in keywords", write(action, { keyword }), action);
    add(
      "look-alike letters in keywords",
      write(foreign, { keyword, end: `---${keyword("END")}---` }),
      foreign,
    );
    add("look-alike letters in names of actions", write(delegate, { name: keyword }), delegate);
  }
  for (const action of single) {
    add("full-width colons", write(action, { colon: "：" }), action);
    add("full-width colons", write(action, { colon: "： ", gap: "\n" }), action);
    add("lower case keywords", write(action, { keyword: lowerCase, end: "---end---" }), action);
    add("mixed case keywords", write(action, { keyword: capitalised, end: "---End---" }), action);
    add("mixed case keywords", write(action, { keyword: alternating }), action);
  }
  for (const action of [delegate, plan, verify]) {
    add("lower case names of actions", write(action, { keyword: lowerCase, name: lowerCase }), action);
    add("mixed case names of actions", write(action, { keyword: capitalised, name: capitalised }), action);
  }
};

const several: Make = (add) => {
  for (const [first, second] of pairs) {
    add("several actions", `${write(first)}\n\n${write(second)}`, first, second);
    add("several actions", `First:\n${write(first)}\nThen:\n${write(second)}\nThat is all.`, first, second);
    add("missing end at the next action", `${write(first, { end: "" })}\n${write(second)}`, first, second);
    add(
      "missing end at the next action",
      `${write(first, { end: "" })}\n\n\n${write(second, { end: "" })}`,
      first,
      second,
    );
  }
  add("several actions", triple.map((action) => write(action)).join("\n"), ...triple);
  add(
    "missing end at the next action",
    triple.map((action) => write(action, { end: "" })).join("\n\n"),
    ...triple,
  );
  for (const action of single) {
    add("missing end at the end", write(action, { end: "" }), action);
    add("missing end at the end", `I go on.\n\n${write(action, { end: "" })}\n\n`, action);
  }
};

const layout: Make = (add) => {
  for (const action of single) {
    add("spaces around colons", write(action, { colon: " : " }), action);
    add("spaces around colons", write(action, { colon: ":" }), action);
    add("spaces around colons", write(action, { colon: "\t:\t" }), action);
    add("spaces around colons", write(action, { colon: ":    " }), action);
    add("empty lines between fields", write(action, { gap: "\n\n" }), action);
    add("empty lines between fields", write(action, { gap: "\n \n\n" }), action);
    add("text below its field", write(action, { below: true }), action);
  }
  for (const end of [
    "--END--",
    "-END-",
    "----END----",
    "---------END---------",
    "--- END ---",
    "—END—",
    "–––END–––",
    "---END--",
    "--END---",
    "---END---   ",
  ])
    for (const action of [delegate, answer])
      add("ends with other dashes", `${write(action, { end })}\nI wait.`, action);
};

const markdown: Make = (add) => {
  for (const action of single) {
    add("bold keywords", write(action, { keyword: (word) => `**${word}`, colon: ":** " }), action);
    add("bold keywords", write(action, { keyword: (word) => `**${word}**` }), action);
    add("bold keywords", write(action, { keyword: (word) => `__${word}__` }), action);
    add(
      "bold line of the action",
      write(action, { wrapLine: (line, part) => (part === "action" ? `**${line}**` : line) }),
      action,
    );
    add(
      "headings",
      write(action, { wrapLine: (line, part) => (part === "action" ? `### ${line}` : line) }),
      action,
    );
    add(
      "headings",
      `# Next step\n\n${write(action, { wrapLine: (line, part) => (part === "action" ? `## ${line}` : line) })}`,
      action,
    );
    add("bold end", write(action, { end: "**---END---**" }), action);
  }
  for (const action of [delegate, foreign, verify, reflect, consensus]) {
    for (const bullet of ["- ", "* ", "+ ", "• "]) {
      add(
        "bullets",
        write(action, { wrapLine: (line, part) => (part === "field" ? `${bullet}${line}` : line) }),
        action,
      );
    }
    add("bullets", write(action, { wrapLine: (line) => `- ${line}` }), action);
    add(
      "bold bullets",
      write(action, {
        keyword: (word) => `**${word}`,
        colon: ":** ",
        wrapLine: (line, part) => (part === "field" ? `- ${line}` : line),
      }),
      action,
    );
  }
  for (const action of single)
    add(
      "prose around",
      `# Thoughts\n\n*I should* act now, as the plan says:\n\n${write(action)}\n\nI shall wait for what comes back.`,
      action,
    );
};

const together: Make = (add) => {
  const worst: Style = {
    keyword: (word) => `**${capitalised(word)}`,
    colon: "：** ",
    gap: "\n\n",
    end: "—end—",
  };
  for (const action of single) {
    add("several defects at once", write(action, worst).replaceAll("\n", "\r\n"), action);
    add(
      "several defects at once",
      write(action, { keyword: (word) => lookAlikes[0]!(zeroWidths[0]!(word)), colon: " ： ", end: "" }),
      action,
    );
  }
};

function createBlindDefects(): readonly BlindDefect[] {
  const entries: BlindDefect[] = [];
  const seen = new Set<string>();
  for (const make of [lineEnds, keywords, several, layout, markdown, together]) {
    make((kind, text, ...expected) => {
      if (!seen.has(text)) entries.push({ kind, text, expected });
      seen.add(text);
    });
  }
  return entries;
}

export const blindDefects: readonly BlindDefect[] = createBlindDefects();
export const blindDefectCounts = countKinds(blindDefects);

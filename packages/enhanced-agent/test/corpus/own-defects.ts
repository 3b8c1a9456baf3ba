import type { CorpusCase } from "./own-grammar.ts";

type Expected = NonNullable<CorpusCase["expected"]>[number];

const delegation: Expected = {
  name: "DELEGATE",
  fields: { AGENT_TYPE: "knowledge", TASK: "Find what the Raft paper says about leases.\nNOTE: quote it." },
};
const consensus: Expected = {
  name: "CONSENSUS",
  fields: { QUESTION: "Is it “true”: yes or no?", AGENTS: "- knowledge\n- code", MIN_AGREEMENT: "0.7" },
};
const plan: Expected = {
  name: "PLAN",
  fields: { STEPS: "- [knowledge] Read\n- [code] Write: a test", CRITERIA: "1. It runs" },
};
const sent: Expected = {
  name: "ANSWER",
  fields: { TEXT: "It is so [E1].\n\n```ts\nconst a = 1;\n```\n\nТак: да." },
};
const all = [delegation, consensus, plan, sent];

interface Writing {
  readonly action?: string;
  readonly colon?: string;
  readonly keyword?: (word: string) => string;
  readonly name?: (word: string) => string;
  readonly end?: string;
  readonly separator?: string;
  readonly line?: string;
}

function write(
  { name, fields }: Expected,
  {
    keyword = (word) => word,
    name: writeName = (word) => word,
    colon = ":",
    separator = " ",
    end = "---END---",
    line = "\n",
  }: Writing,
): string {
  const lines = Object.entries(fields).map(([field, text]) => `${keyword(field)}${colon}${separator}${text}`);
  return [`${keyword("ACTION")}${colon}${separator}${writeName(name)}`, ...lines, end].join(line);
}

const swap = (from: string, to: string) => (word: string) =>
  [...word].map((letter) => [...to][from.indexOf(letter)] ?? letter).join("");
const shift = (distance: number) => (word: string) =>
  word.replace(/[A-Z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + distance));
const title = (word: string): string =>
  word.toLowerCase().replace(/^[a-z]|_[a-z]/g, (letter) => letter.toUpperCase());
const noEnd = { end: "" };

const writings: readonly (Writing & { readonly kind: string })[] = [
  { kind: "as it should be" },
  ...["：", "﹕", "∶", "꞉", "ː", " :", "\u00A0:", "\u200B:"].map((colon) => ({
    kind: "other colons",
    colon,
  })),
  ...["", "   ", "\t", "\u00A0"].map((separator) => ({ kind: "other spaces behind the colon", separator })),
  { kind: "Cyrillic letters", keyword: swap("ACEHIKMOPTXY", "АСЕНІКМОРТХУ") },
  {
    kind: "Greek letters",
    keyword: swap("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
    name: swap("AEINOPT", "ΑΕΙΝΟΡΤ"),
  },
  { kind: "full-width letters", keyword: shift(0xff21 - 0x41), name: shift(0xff21 - 0x41) },
  { kind: "mathematical letters", keyword: shift(0x1d400 - 0x41) },
  { kind: "zero-width characters", keyword: (word) => `\u200B${[...word].join("\u200D")}\u2060` },
  { kind: "byte order marks", keyword: (word) => `\uFEFF${word}` },
  { kind: "soft hyphens", keyword: (word) => [...word].join("\u00AD") },
  { kind: "lower case", keyword: (word) => word.toLowerCase(), name: (word) => word.toLowerCase() },
  { kind: "title case", keyword: title, name: title },
  { kind: "spaces for _", keyword: (word) => word.replaceAll("_", " ") },
  { kind: "hyphens for _", keyword: (word) => word.replaceAll("_", "-") },
  { kind: "spaces before", keyword: (word) => `  ${word}` },
  { kind: "bold keywords", keyword: (word) => `**${word}**` },
  { kind: "bold keywords with their colon", keyword: (word) => `**${word}`, colon: ":**" },
  { kind: "bold names", name: (word) => `**${word}**` },
  { kind: "underlined keywords", keyword: (word) => `__${word}__` },
  { kind: "keywords as code", keyword: (word) => `\`${word}\`` },
  { kind: "names as code", name: (word) => `\`${word}\`` },
  { kind: "headings", keyword: (word) => `### ${word}` },
  { kind: "bullets", keyword: (word) => `- ${word}` },
  { kind: "bullets with bold", keyword: (word) => `* **${word}**` },
  { kind: "names in quotes", name: (word) => `"${word}"` },
  { kind: "names with a full stop", name: (word) => `${word}.` },
  { kind: "names in brackets", name: (word) => `[${word}]` },
  ...[
    "--END--",
    "----- END -----",
    "— END —",
    "–––END–––",
    "**---END---**",
    "===END===",
    "---end---",
    "  ---END---  ",
    "---END ACTION---",
    "`---END---`",
    "---\u200BEND---",
    "**END**",
    "---END",
    "－－－END－－－",
    "---ЕND---",
  ].map((end) => ({ kind: "other ends", end })),
  { kind: "CRLF", line: "\r\n" },
  { kind: "CR", line: "\r" },
];

const each = writings.flatMap(({ kind, ...writing }) =>
  all.map((action) => ({
    kind,
    text: `I will do this.\n${write(action, writing)}\nThen I wait.`,
    expected: [action],
  })),
);

/** Messages that mean well and are not written as they should be, with the actions that they mean. */
export const ownDefects: readonly CorpusCase[] = [
  ...each,
  ...all.map((action) => ({ kind: "no end", text: write(action, noEnd), expected: [action] })),
  ...all.map((action) => ({
    kind: "no end before the next action",
    text: `${write(action, noEnd)}\n\n${write(action, {})}`,
    expected: [action, action],
  })),
  ...all.map((action) => ({
    kind: "in a list",
    text: `1. First:\n\n    ${write(action, { line: "\n    ", ...noEnd })}`.replace(
      /\n {4}(?=[-•]|\d|`|const|Так|NOTE)/g,
      "\n",
    ),
    expected: [action],
  })),
  {
    kind: "fields further in",
    text: "ACTION: DELEGATE\n    AGENT_TYPE: code\n    TASK: Count\n---END---",
    expected: [{ name: "DELEGATE", fields: { AGENT_TYPE: "code", TASK: "Count" } }],
  },
  {
    kind: "texts below their keywords",
    text: 'ACTION: DELEGATE\n\nAGENT_TYPE:\ncode\n\nINPUT:\n```json\n{"TASK: a": 1}\n```\n\nTASK:\n\nCount\n\n---END---',
    expected: [
      {
        name: "DELEGATE",
        fields: { AGENT_TYPE: "code", INPUT: '```json\n{"TASK: a": 1}\n```', TASK: "Count" },
      },
    ],
  },
  {
    kind: "bold around whole lines",
    text: "**ACTION: DELEGATE**\n**AGENT_TYPE: code**\n**TASK: Count**\n**---END---**",
    expected: [{ name: "DELEGATE", fields: { AGENT_TYPE: "code", TASK: "Count" } }],
  },
  {
    kind: "a list of one field in pieces",
    text: "ACTION: VERIFY\nVERDICT: fail\nUNMET: one\nUNMET: two\n---END---",
    expected: [{ name: "VERIFY", fields: { VERDICT: "fail", UNMET: "one\ntwo" } }],
  },
];

import type { GoalClause, GoalIntent } from "../../goal-reading.ts";
import { findLastWord, findWord } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { readNumber } from "../words/numbers.ts";
import type { ClauseReader } from "./clause-input.ts";
import { dropPurpose } from "./read-click.ts";
import { asField } from "./as-field.ts";
import { dropQuestion, readQuestion } from "./read-question.ts";

/** Verbs with nothing but things: expand, collapse, close, clear, copy, paste, submit, highlight. */
export const readPlain: ClauseReader = ({ goal, source, tokens: all, verb, said }) => {
  const intent = verb.name as GoalIntent;
  const tokens = intent === "resize" ? all : dropPurpose(all);
  if (intent === "copy") {
    const at = findLastWord(tokens, ["into", "to"]);
    if (at > 0 && at < tokens.length - 1) {
      return [
        { intent, source, things: readThings(goal, tokens.slice(0, at)) },
        { intent: "paste", source, things: [asField(readThing(goal, tokens.slice(at + 1)))] },
      ];
    }
  }
  if (intent === "paste") {
    const at = findLastWord(tokens, ["into", "in", "to", "inside"]);
    const target = at === -1 ? [] : tokens.slice(at + 1);
    return [{ intent, source, things: target.length === 0 ? [] : [asField(readThing(goal, target))] }];
  }
  if (intent === "resize") return [readResize(goal, source, tokens, said)];
  return [{ intent, source, things: readThings(goal, tokens) }];
};

/** "resize the box so that the width is larger than before", "shrink the panel". */
function readResize(goal: string, source: string, tokens: readonly Token[], said: string): GoalClause {
  const so = findWord(tokens, ["so", "to", "until"]);
  const end = so > 0 ? so : tokens.length;
  const words = tokens.map(({ lower }) => lower);
  const isSmaller =
    said === "shrink" || words.some((word) => /^(?:smaller|narrower|shorter|less)$/.test(word));
  const side =
    words.find((word) => word === "width" || word === "height") ??
    (words.some((word) => /^(?:wider|narrower)$/.test(word))
      ? "width"
      : words.some((word) => /^(?:taller|shorter)$/.test(word))
        ? "height"
        : undefined);
  return {
    intent: "resize",
    source,
    things: [readThing(goal, tokens.slice(0, end))],
    direction: isSmaller ? "smaller" : "larger",
    ...(side !== undefined && { slots: [{ label: "dimension", value: side }] }),
  };
}

/** "scroll down", "scroll to the bottom", "scroll the list up", "scroll to X". */
export const readScroll: ClauseReader = ({ goal, source, tokens }) => {
  const at = findWord(tokens, ["up", "down", "left", "right", "top", "bottom", "end", "start"]);
  if (at !== -1) {
    const word = tokens[at]!.lower;
    const direction = word === "end" ? "bottom" : word === "start" ? "top" : word;
    const rest = trimMarks(
      tokens.filter(
        (token, index) => index !== at && !/^(?:to|the|all|way|of|by|in|until|pixels|px)$/.test(token.lower),
      ),
    );
    const amount = rest.map(({ lower }) => readNumber(lower)).find((number) => number !== undefined);
    const named = rest.filter(({ lower }) => readNumber(lower) === undefined && lower !== "page");
    return [
      {
        intent: "scroll",
        source,
        things: named.length === 0 ? [] : [readThing(goal, named)],
        direction,
        ...(amount !== undefined && { amount }),
      },
    ];
  }
  const rest = tokens[0]?.lower === "to" || tokens[0]?.lower === "until" ? tokens.slice(1) : tokens;
  return [{ intent: "scroll", source, things: rest.length === 0 ? [] : [readThing(goal, rest)] }];
};

const unfolding = new Set(["section", "folder", "tree"]);

/** "go to the settings page", "open example.com/cart", "switch to the second tab", "open the Shipping section". */
export const readGo: ClauseReader = ({ goal, source, tokens: all, verb, said }) => {
  if (verb.name === "back") return [{ intent: "back", source, things: [] }];
  const tokens = dropPurpose(all).filter(({ lower }, index) => !(index === 0 && lower === "to"));
  const [first] = tokens;
  if (first === undefined) return [{ intent: "unknown", source, things: [] }];
  if (tokens.length === 1 && isAddress(first.text))
    return [{ intent: "go_to", source, things: [], value: first.text }];
  const path = splitPath(tokens);
  if (path.length > 1)
    return path.map((step) => ({ intent: "go_to" as const, source, things: [readThing(goal, step)] }));
  const things = readThings(goal, tokens);
  const [thing] = things;
  const opens = said === "open" || said === "open up";
  if (opens && thing?.kind !== undefined && unfolding.has(thing.kind) && thing.kind !== "folder") {
    return [{ intent: "expand", source, things }];
  }
  return [
    {
      intent:
        opens && (thing?.kind === "dropdown" || thing?.kind === "menu" || thing?.kind === "dialog")
          ? "click"
          : "go_to",
      source,
      things,
    },
  ];
};

function isAddress(text: string): boolean {
  return (
    text.length <= 2000 &&
    (/^https?:\/\/\S+$/i.test(text) ||
      /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:\/\S*)?$/i.test(text))
  );
}

/** "Settings > Privacy > Cookies". */
function splitPath(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const steps: Token[][] = [[]];
  for (const token of tokens) {
    if (/^(?:>|->|→|»)$/.test(token.text)) steps.push([]);
    else steps.at(-1)!.push(token);
  }
  return steps.filter((step) => step.length > 0);
}

/** "sort by price descending", "sort the table by name from Z to A". */
export const readSort: ClauseReader = ({ goal, source, tokens, said }) => {
  const words = tokens.map(({ lower }) => lower).join(" ");
  const descending =
    /\b(?:descending|desc|high(?:est)? to low(?:est)?|highest first|largest first|newest first|most expensive first|z to a|z-a|decreasing|reverse|latest first)\b/.test(
      words,
    );
  const ascending =
    /\b(?:ascending|asc|low(?:est)? to high(?:est)?|lowest first|smallest first|oldest first|cheapest first|a to z|a-z|increasing|alphabetical(?:ly)?)\b/.test(
      words,
    );
  const by = said.endsWith(" by") ? 0 : findWord(tokens, ["by"]) + 1;
  const end = tokens.findIndex(
    ({ lower }, index) =>
      index >= by &&
      /^(?:in|from|descending|ascending|desc|asc|high|low|highest|lowest|newest|oldest|a-z|z-a|alphabetically|largest|smallest|cheapest|,|\()$/.test(
        lower,
      ),
  );
  const column = tokens.slice(by, end === -1 ? tokens.length : end);
  const scope = by > 1 ? tokens.slice(0, by - 1) : [];
  return [
    {
      intent: "sort",
      source,
      things: column.length === 0 ? [] : [readThing(goal, column)],
      ...((descending || ascending) && { value: descending ? "descending" : "ascending" }),
      ...(scope.length > 0 && { scope: readThing(goal, scope) }),
    },
  ];
};

/** "wait 3 seconds", "wait for the results". */
export const readWait: ClauseReader = ({ goal, source, tokens: all }) => {
  const tokens = all.filter(({ lower }, index) => !(index === 0 && lower === "for"));
  const amount = tokens[0] === undefined ? undefined : readNumber(tokens[0].lower);
  const unit = tokens[1]?.lower ?? "";
  if (
    amount !== undefined &&
    (unit === "" || /^(?:s|secs?|seconds?|ms|milliseconds?|minutes?|mins?)$/.test(unit))
  ) {
    const seconds = unit.startsWith("m")
      ? unit.startsWith("ms") || unit.startsWith("mill")
        ? amount / 1000
        : amount * 60
      : amount;
    return [{ intent: "wait", source, things: [], amount: seconds }];
  }
  return [{ intent: "wait", source, things: tokens.length === 0 ? [] : [readThing(goal, tokens)] }];
};

/** "find X", "look for X". What it is good for shows in the clauses around it. */
export const readFind: ClauseReader = (input) => {
  const { goal, source, tokens, said } = input;
  const question = tokens[0]?.lower ?? "";
  if (/^(?:which|what|who|when|where|how|whether)$/.test(question)) {
    return readQuestion({ ...input, said: question, tokens: question === "how" ? tokens : tokens.slice(1) });
  }
  if (said === "find out" || said === "discover")
    return [{ intent: "read", source, things: [readThing(goal, dropQuestion(tokens))] }];
  return [{ intent: "find", source, things: tokens.length === 0 ? [] : [readThing(goal, tokens)] }];
};

/** "draw a circle around X", 'draw the number "5" in the grid'. */
export const readDraw: ClauseReader = ({ goal, source, tokens }) => {
  const quoted = tokens.find(({ kind }) => kind === "quoted");
  return [
    {
      intent: "draw",
      source,
      things: [readThing(goal, tokens)],
      ...(quoted !== undefined && { value: quoted.text }),
    },
  ];
};

/** "search for X", "search for X in the Y field", "search the site for X". */
export const readSearch: ClauseReader = ({ goal, source, tokens, said }) => {
  const forAt =
    said.endsWith(" for") || said === "look up" || said === "google" ? -1 : findWord(tokens, ["for"]);
  const value = forAt >= 0 ? tokens.slice(forAt + 1) : tokens;
  const place = forAt > 0 ? tokens.slice(0, forAt) : [];
  const at = findLastWord(value, ["in", "on", "using", "with", "within", "from"]);
  const target = at > 0 ? readThing(goal, value.slice(at + 1)) : undefined;
  const isField = target?.kind !== undefined && /field|table|list|page|search|inbox/.test(target.kind);
  const words = trimMarks(
    isField || (at > 0 && value.length > 1 && value[0]!.kind === "quoted") ? value.slice(0, at) : value,
  );
  if (words.length === 0)
    return [{ intent: "click", source, things: [{ text: "search", name: "search", isQuoted: false }] }];
  const things = [
    ...(place.length > 0 ? [readThing(goal, place)] : []),
    ...(isField && target.kind !== "page" ? [target] : []),
  ];
  return [
    {
      intent: "search",
      source,
      things,
      value: textOf(goal, words),
      ...(words.length === 1 && words[0]!.kind === "quoted" && { isValueQuoted: true }),
    },
  ];
};

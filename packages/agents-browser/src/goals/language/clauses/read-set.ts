import type { GoalClause, GoalIntent } from "../../goal-reading.ts";
import { looksLikeDate } from "../looks-like-date.ts";
import { findLastWord, findWord } from "../match-words.ts";
import { splitList } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf, trimMarks } from "../tokenize.ts";
import { readNumber } from "../words/numbers.ts";
import { readColor } from "../words/qualities.ts";
import type { ClauseReader } from "./clause-input.ts";
import { asField } from "./as-field.ts";

const styles: Readonly<Record<string, string>> = {
  bold: "bold",
  italic: "italic",
  italics: "italic",
  underlined: "underline",
  underline: "underline",
  bolded: "bold",
  italicized: "italic",
  strikethrough: "strikethrough",
};
const switches: Readonly<Record<string, GoalIntent>> = {
  on: "check",
  checked: "check",
  enabled: "check",
  off: "uncheck",
  unchecked: "uncheck",
  disabled: "uncheck",
};

/** "set Y to X", "change Y from A to X", "make it 25", "make the text bold", "make X larger". */
export const readSet: ClauseReader = ({ goal, source, tokens, verb }) => {
  const items = splitList(tokens);
  if (items.length > 1 && items.every((item) => findWord(item, ["to"]) > 0)) {
    return items.map((item) => readAssignment(goal, source, item, findLastWord(item, ["to"])));
  }
  const at = findLastWord(tokens, ["to", "as"]);
  if (at > 0 && at < tokens.length - 1) return [readAssignment(goal, source, tokens, at)];
  const withAt = findWord(tokens, ["with"]);
  if (withAt > 0 && verb.name === "change")
    return [assign(goal, source, tokens.slice(0, withAt), tokens.slice(withAt + 1))];
  const last = tokens.at(-1);
  if (last === undefined) return [{ intent: "unknown", source, things: [] }];
  const style = readStyle(last);
  if (style !== undefined && tokens.length > 1) {
    const what = tokens
      .slice(0, -1)
      .filter(({ lower }, index, all) => !(index === all.length - 1 && /^(?:color|colour|the)$/.test(lower)));
    return [{ intent: "style", source, things: [readThing(goal, dropTrailing(what))], value: style }];
  }
  const direction = /^(?:larger|bigger|wider|taller)$/.test(last.lower)
    ? "larger"
    : /^(?:smaller|narrower|shorter)$/.test(last.lower)
      ? "smaller"
      : undefined;
  if (direction !== undefined && tokens.length > 1) {
    return [{ intent: "resize", source, things: [readThing(goal, tokens.slice(0, -1))], direction }];
  }
  if (
    tokens.length > 1 &&
    (last.kind === "quoted" || readNumber(last.lower) !== undefined || looksLikeDate(last.text))
  ) {
    return [assign(goal, source, tokens.slice(0, -1), [last])];
  }
  return [
    { intent: "act", source, verb: verb.name === "set" ? "set" : "edit", things: [readThing(goal, tokens)] },
  ];
};

function dropTrailing(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 1 && /^(?:color|colour|the)$/.test(tokens[end - 1]!.lower)) end -= 1;
  return tokens.slice(0, end);
}

export function readStyle({ lower, text, kind }: Token): string | undefined {
  const word = kind === "quoted" ? text.toLowerCase() : lower;
  return Object.hasOwn(styles, word) ? styles[word] : readColor(word);
}

function readAssignment(goal: string, source: string, tokens: readonly Token[], at: number): GoalClause {
  const from = findWord(tokens, ["from"]);
  // "the from date" is a field, "the size from S to M" says what it was.
  const isNamed = from > 0 && tokens.slice(0, from).some(({ lower }) => !/^(?:the|a|an|my)$/.test(lower));
  const end = isNamed && from < at ? from : at;
  return assign(goal, source, tokens.slice(0, end), tokens.slice(at + 1));
}

function assign(goal: string, source: string, what: readonly Token[], to: readonly Token[]): GoalClause {
  const value = trimMarks(to).filter(({ lower }, index) => !(index === 0 && lower === "be"));
  const [first] = value;
  const things = [asField(readThing(goal, what))];
  if (value.length === 1 && first!.kind === "word" && Object.hasOwn(switches, first!.lower)) {
    return { intent: switches[first!.lower]!, source, things };
  }
  const text = textOf(goal, value);
  const isDate = looksLikeDate(text);
  return {
    intent: isDate ? "choose_date" : "set_value",
    source,
    things,
    value: text,
    ...(value.length === 1 && first!.kind === "quoted" && { isValueQuoted: true }),
  };
}

/** "increase the quantity by 3", "lower the volume to 20". */
export const readAdjust: ClauseReader = ({ goal, source, tokens, verb }) => {
  const direction = verb.name === "increase" ? "up" : "down";
  const by = findLastWord(tokens, ["by"]);
  const to = findLastWord(tokens, ["to"]);
  const at = Math.max(by, to);
  const amount = at > 0 ? readNumber(tokens[at + 1]?.lower ?? "") : undefined;
  if (at < 1 || amount === undefined) {
    return [
      { intent: "set_value", source, things: [asField(readThing(goal, tokens))], direction, amount: 1 },
    ];
  }
  const things = [asField(readThing(goal, tokens.slice(0, at)))];
  return at === by
    ? [{ intent: "set_value", source, things, direction, amount }]
    : [{ intent: "set_value", source, things, value: textOf(goal, tokens.slice(at + 1)) }];
};

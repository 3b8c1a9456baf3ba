import type { ThingPhrase } from "../../goal-reading.ts";
import { findLastWord, findWord } from "../match-words.ts";
import { readThing } from "../read-thing.ts";
import { type Token, trimMarks } from "../tokenize.ts";
import type { ClauseReader } from "./clause-input.ts";
import { readAct } from "./read-act.ts";
import { readStyle } from "./read-set.ts";

const byVerb: Readonly<Record<string, string>> = {
  bold: "bold",
  italicize: "italic",
  underline: "underline",
};

/** 'give the text X the style bold', "color the heading red", "underline the second word". */
export const readStyleClause: ClauseReader = (input) => {
  const { goal, source, tokens, said } = input;
  if (Object.hasOwn(byVerb, said))
    return [{ intent: "style", source, things: [readThing(goal, tokens)], value: byVerb[said]! }];
  const last = trimMarks(tokens).at(-1);
  const style = last === undefined ? undefined : readStyle(last);
  if (style === undefined) return readAct({ ...input, verb: { family: "act", name: said, isWeak: false } });
  let end = findLastWord(tokens, ["style", "color", "colour", "formatting", "format"]);
  if (end === -1) end = tokens.length - 1;
  const what = tokens.slice(0, end);
  while (what.length > 1 && /^(?:the|a|in|with)$/.test(what.at(-1)!.lower)) what.pop();
  return [{ intent: "style", source, things: [readText(goal, what)], value: style }];
};

/** "the text lorem": what is called "text" here is the words themselves. */
function readText(goal: string, tokens: readonly Token[]): ThingPhrase {
  const at = findWord(tokens, ["text", "word"]);
  return readThing(goal, at >= 0 && at < 2 ? tokens.slice(at === 0 ? 0 : at) : tokens);
}

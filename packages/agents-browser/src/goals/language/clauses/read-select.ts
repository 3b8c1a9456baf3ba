import type { GoalClause, GoalIntent, ThingPhrase } from "../../goal-reading.ts";
import { looksLikeDate } from "../looks-like-date.ts";
import { findLastWord } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { readThing } from "../read-thing.ts";
import { type Token, textOf } from "../tokenize.ts";
import type { ClauseReader } from "./clause-input.ts";
import { dropPurpose } from "./read-click.ts";

const valueKinds = new Set(["slider", "spinner", "color picker", "calendar"]);
const textKinds = new Set(["text", "word", "paragraph", "sentence"]);

/** "select A, B and C", "choose X from the list", "pick 7 with the slider", "select 09/23/2016 as the date". */
export const readSelect: ClauseReader = ({ goal, source, tokens: all, verb }) => {
  const tokens = dropPurpose(all);
  const set = verb.name === "select" ? readSetting(goal, source, tokens) : undefined;
  if (set !== undefined) return [set];
  if (tokens.length === 1 && tokens[0]!.lower === "nothing")
    return [{ intent: verb.name as GoalIntent, source, things: [], isExclusive: true }];
  const things = shareWithin(readThings(goal, tokens));
  const [first] = things;
  if (
    verb.name === "select" &&
    things.length === 1 &&
    first!.kind !== undefined &&
    textKinds.has(first!.kind) &&
    (first!.name === undefined || first!.isQuoted)
  ) {
    return [{ intent: "highlight", source, things }];
  }
  return [{ intent: verb.name as GoalIntent, source, things }];
};

/** With a control of its own for the value: a slider, a calendar, a wheel of colours. */
function readSetting(goal: string, source: string, tokens: readonly Token[]): GoalClause | undefined {
  const at = findLastWord(tokens, ["with", "using", "as", "on", "in", "from", "for"]);
  if (at > 0 && at < tokens.length - 1) {
    const value = tokens.slice(0, at);
    const control = readThing(goal, tokens.slice(at + 1));
    const text = textOf(goal, value);
    const isDate = looksLikeDate(text);
    if ((control.kind !== undefined && valueKinds.has(control.kind)) || isDate) {
      return {
        intent: isDate ? "choose_date" : "set_value",
        source,
        things: [control],
        value: text,
        ...(value.length === 1 && value[0]!.kind === "quoted" && { isValueQuoted: true }),
      };
    }
  }
  const text = textOf(goal, tokens);
  if (looksLikeDate(text)) return { intent: "choose_date", source, things: [], value: text };
  // "choose the date October 3, 2021"
  const date = tokens.findIndex(({ lower }) => lower === "date");
  const rest = textOf(goal, tokens.slice(date + 1));
  if (date !== -1 && date < 4 && looksLikeDate(rest)) {
    return {
      intent: "choose_date",
      source,
      things: [readThing(goal, tokens.slice(0, date + 1))],
      value: rest,
    };
  }
  return undefined;
}

/** "A and B from the list": both are in the list. */
function shareWithin(things: readonly ThingPhrase[]): readonly ThingPhrase[] {
  const last = things.at(-1);
  if (last?.within === undefined || things.length < 2) return things;
  if (things.slice(0, -1).some(({ within }) => within !== undefined)) return things;
  return things.map((thing) => ({ ...thing, within: last.within, of: last.of }));
}

import type { GoalIntent } from "../../goal-reading.ts";
import { findLastWord } from "../match-words.ts";
import { readThings } from "../read-list.ts";
import { textOf } from "../tokenize.ts";
import { readNumber } from "../words/numbers.ts";
import type { ClauseReader } from "./clause-input.ts";
import { readQuestion } from "./read-question.ts";

const intents: Readonly<Record<string, GoalIntent>> = { check: "check", uncheck: "uncheck", toggle: "click" };

const states = new Set([
  "important",
  "read",
  "unread",
  "done",
  "complete",
  "completed",
  "spam",
  "favorite",
  "favourite",
  "paid",
  "resolved",
]);

/** "check A and B", "untick the box", "mark the email as important", "rate the film 5 stars", "check whether …". */
export const readMark: ClauseReader = (input) => {
  const { goal, source, tokens, verb, said } = input;
  if (/^(?:whether|if|that|how|what)$/.test(tokens[0]?.lower ?? ""))
    return readQuestion({ ...input, said: "check" });
  if (said === "rate") {
    const stars = tokens.findIndex(({ lower }) => readNumber(lower) !== undefined);
    if (stars > 0) {
      const end = /^(?:with|as|at)$/.test(tokens[stars - 1]!.lower) ? stars - 1 : stars;
      return [
        {
          intent: "act",
          source,
          verb: said,
          things: readThings(goal, tokens.slice(0, end)),
          value: tokens[stars]!.text,
        },
      ];
    }
  }
  if (said === "mark" || said === "flag" || said === "rate" || said === "tag") {
    const at = findLastWord(tokens, ["as", "with"]);
    // "mark it important"
    const isState = at <= 0 && tokens.length > 1 && states.has(tokens.at(-1)!.lower);
    const end = at > 0 ? at : isState ? tokens.length - 1 : tokens.length;
    const things = readThings(goal, tokens.slice(0, end));
    const isControl =
      said === "mark" &&
      at <= 0 &&
      things.every(({ kind }) => kind === "checkbox" || kind === "radio" || kind === "option");
    if (isControl) return [{ intent: "check", source, things }];
    const value = at > 0 ? textOf(goal, tokens.slice(at + 1)) : isState ? tokens.at(-1)!.text : undefined;
    return [{ intent: "act", source, verb: said, things, ...(value !== undefined && { value }) }];
  }
  const things = readThings(goal, tokens).map((thing) =>
    thing.kind === "field" ? { ...thing, kind: "checkbox" } : thing,
  );
  return [{ intent: intents[verb.name] ?? "check", source, things }];
};

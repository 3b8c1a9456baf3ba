import type { GoalClause } from "../../goal-reading.ts";
import { findWord } from "../match-words.ts";
import { readThing } from "../read-thing.ts";
import { textOf, trimMarks } from "../tokenize.ts";
import type { ClauseReader } from "./clause-input.ts";
import { enterClause } from "./read-enter.ts";
import { readPairs } from "./read-pairs.ts";

/** 'log in with the username "A" and the password "B"', "sign in as ada with password x", "log in". */
export const readLogin: ClauseReader = ({ goal, source, tokens }) => {
  const clauses: GoalClause[] = [];
  const at = findWord(tokens, ["with", "using", "as"]);
  if (at >= 0) {
    let from = at;
    if (tokens[at]!.lower === "as") {
      const end = findWord(tokens, ["with", "using", "and"], at + 1);
      const user = trimMarks(tokens.slice(at + 1, end === -1 ? tokens.length : end)).filter(
        ({ lower }) => lower !== "user" && lower !== "the",
      );
      if (user.length > 0) {
        const username = { text: "username", name: "username", isQuoted: false, kind: "username" };
        clauses.push(
          enterClause(
            source,
            [username],
            textOf(goal, user),
            user.length === 1 && user[0]!.kind === "quoted",
          ),
        );
      }
      from = end;
    }
    const pairs = from === -1 ? undefined : readPairs(goal, tokens.slice(from + 1));
    for (const { thing, value, isQuoted } of pairs ?? [])
      clauses.push(enterClause(source, [thing], value, isQuoted));
    if (clauses.length === 0)
      return [
        { intent: "act", source, verb: "log in", things: [], value: textOf(goal, tokens.slice(at + 1)) },
      ];
  }
  const place = tokens.slice(0, at === -1 ? tokens.length : at).filter(({ lower }) => lower !== "to");
  return [
    ...clauses,
    {
      intent: "act",
      source,
      verb: "log in",
      things: [],
      ...(place.length > 0 && { scope: readThing(goal, place) }),
    },
  ];
};

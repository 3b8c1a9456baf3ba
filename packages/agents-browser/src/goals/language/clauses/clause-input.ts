import type { GoalClause } from "../../goal-reading.ts";
import type { Token } from "../tokenize.ts";
import type { Verb } from "../words/verbs.ts";

/** A clause whose verb is known. */
export interface ClauseInput {
  readonly goal: string;
  /** The words of the whole clause. */
  readonly source: string;
  /** What follows the verb. */
  readonly tokens: readonly Token[];
  readonly verb: Verb;
  /** The verb as it is written, in lower case: "how many", "press". */
  readonly said: string;
}

/** Reads the clauses of one family of verbs; one sentence may ask for several things ("log in with …"). */
export type ClauseReader = (input: ClauseInput) => readonly GoalClause[];

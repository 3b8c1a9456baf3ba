import type { ResearchDigest } from "../research/research-digest.ts";
import type { Concern } from "./concerns.ts";
import type { Intent } from "./verbs.ts";

/** Limits that the goal's own words set. */
export interface GoalLimits {
  /** USD. */
  readonly maxCostUsd?: number;
  /** Milliseconds. */
  readonly maxDurationMs?: number;
  /** A date as it was written, e.g. `"Friday"`. */
  readonly deadline?: string;
  /** The end of that day (or the hour named), in milliseconds since 1970; missing when the words name no date. */
  readonly deadlineAt?: number;
}

/** A comparative as it was asked for, and the quality behind it: `"faster"` and `"fast"`. */
export interface Criterion {
  readonly asked: string;
  readonly quality: string;
}

/** A goal, or one clause of it, taken apart; every list holds the goal's own words. */
export interface Goal {
  /** The words that were read, without control characters and repeated spaces. */
  readonly text: string;
  /** False for another language, or for text without words: nothing but `text` is known then. */
  readonly readable: boolean;
  /** What kind of work the verb asks for. */
  readonly intent: Intent;
  /** The verb in lower case; empty when there is none. */
  readonly verb: string;
  /** What the work is about, e.g. `"REST API for invoices"`; never empty. */
  readonly object: string;
  /** The members of a list of objects (`"React, Vue and Angular"`), else `object` alone. */
  readonly objects: readonly string[];
  /** What it shall have or do: `"with authentication and search"`. */
  readonly features: readonly string[];
  /** What it shall be made with: `"using FastAPI"`, `"in Python"`, and known names elsewhere in the text. */
  readonly technologies: readonly string[];
  /** What it shall not have or use: `"without Redux"`. */
  readonly exclusions: readonly string[];
  /** What it must do or be, as a verb phrase: `"be reachable from phones"` in "it must be reachable from phones". */
  readonly requirements?: readonly string[];
  /** Where the result shall run or appear, with its preposition: `"to AWS"` in "deploy the blog to AWS". */
  readonly destination?: string;
  /** "vote" when several shall decide: "by majority", "as a team", "let several agents choose". */
  readonly decidesBy?: "vote";
  /** What an improve, fix, review or test goal is about beside functions: `"performance"` in "make the API faster". */
  readonly concern?: Concern;
  /** What a comparison is decided by: "which is faster". */
  readonly criterion?: Criterion;
  /** The question, when the goal is one. */
  readonly question?: string;
  /** True when it is about what the goal before it finds out: "… and summarise the findings". */
  readonly isAboutFindings?: boolean;
  /** True when a pronoun in it stood for the object of the goal before it. */
  readonly refersBack?: boolean;
  /** Where a migration starts: `"from Jest"`. */
  readonly origin?: string;
  /** Where a migration ends: `"to Vitest"`. */
  readonly target?: string;
  readonly limits: GoalLimits;
  /** Limits that no plan can keep ("under -5 USD", "by February 31st"), as sentences: a task with them is refused. */
  readonly impossible?: readonly string[];
  /** The goals inside a goal that asks for several things, in order; empty for a simple goal. */
  readonly clauses: readonly Goal[];
  /** What was cut, guessed or left unread, as sentences for the plan's assumptions. */
  readonly notes: readonly string[];
  /** What is known already. */
  readonly research?: ResearchDigest;
  /** Names of research results that earlier steps of the same plan produce. */
  readonly earlierResearch?: readonly string[];
}

import type { LanguageModel } from "@convoke/core";
import type { ActionRecord } from "../actions/action-record.ts";
import type { GoalReading } from "../goals/goal-reading.ts";
import type { PursueGoal } from "../goals/pursue-goal.ts";
import type { Expectation } from "../program/expectation.ts";
import type { ModelOptions } from "./model-options.ts";

/** What to do on the page that is open, and with which model. */
export interface ModelGoalRequest {
  readonly goal: string;
  readonly model: LanguageModel;
  readonly modelOptions?: Partial<ModelOptions>;
  /** What must hold in the end; without it the model's word that the goal is reached is taken. */
  readonly expect?: Expectation;
  /** The names of the secrets that the model may have filled in; it never gets their values. @default none */
  readonly secretNames?: readonly string[];
  /** Told after each step. */
  readonly onStep?: (record: ActionRecord) => void;
  /** Actions that may be tried, from 1 to 200. @default 25 */
  readonly maxSteps?: number;
  /** Takes over when the model fails before anything was done; without it that is an error. */
  readonly withoutModel?: PursueGoal;
}

/** What came of a goal that was reached; one that was not is a `BrowserError`. */
export interface ModelGoalOutcome {
  readonly steps: readonly ActionRecord[];
  /** For goals that ask for something. */
  readonly answer?: string;
  /** Whether the answer stood, word for word, on a page that was seen. Missing without an answer. */
  readonly isBorneOut?: boolean;
  /** Who reached the goal: the model, or the rules that took over from it. */
  readonly pursuedBy: "model" | "rules";
  /** How the rules read the goal. */
  readonly reading?: GoalReading;
  /** Calls of the model. */
  readonly modelCalls: number;
  /** For people: why the model was not used, or that nothing but its word says that the goal was reached. */
  readonly notes: readonly string[];
}

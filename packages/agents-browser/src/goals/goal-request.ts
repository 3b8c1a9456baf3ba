import type { ActionRecord } from "../actions/action-record.ts";
import type { GoalReading } from "./goal-reading.ts";

/** What came of a goal that was reached; one that was not is a `BrowserError`. */
export interface GoalOutcome {
  readonly reading: GoalReading;
  readonly steps: readonly ActionRecord[];
  /** For goals that ask for something: what was found on the page. */
  readonly answer?: string;
  /** Whether the answer stands on the page as it is; counted and computed ones mostly do not. */
  readonly isAnswerShown?: boolean;
}

/** What to do on the page that is open. */
export interface GoalRequest {
  readonly goal: string;
  /** Told after each step. */
  readonly onStep?: (record: ActionRecord) => void;
  /** @default 40 */
  readonly maxSteps?: number;
}

import type { Goal } from "./goal.ts";
import { parseGoal } from "./parse-goal.ts";

/** Takes goals apart. */
export interface GoalReader {
  /** Total: every text gives a goal; one that cannot be read has `readable: false`. */
  read(text: string): Goal;
}

/** What a goal is read against. */
export interface GoalReaderOptions {
  /** Milliseconds since 1970 at which "Friday" and "tomorrow" are meant. */
  readonly now: number;
}

/** Makes a reader of goals; what it needs for English is loaded once per process. */
export async function createGoalReader(_options: GoalReaderOptions): Promise<GoalReader> {
  return { read: parseGoal };
}

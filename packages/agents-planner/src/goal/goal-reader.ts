import { createDateReader } from "./limits/dates.ts";
import { loadEnglish } from "./english/english.ts";
import type { Goal } from "./goal.ts";
import { parseGoal } from "./parse-goal.ts";
import { type Deadline, readDeadline } from "./limits/read-deadline.ts";

/** Takes goals apart. */
export interface GoalReader {
  /** Milliseconds since 1970 against which dates are read. */
  readonly now: number;
  /** Pure and total: every text gives a goal; one that cannot be read has `readable: false`. */
  read(text: string): Goal;
  /** Reads a date given for itself ("Friday", "by March 3rd", "2026-12-24"); `undefined` when the text names none. */
  readDeadline(text: string): Deadline | undefined;
}

/** What a goal is read against. */
export interface GoalReaderOptions {
  /** Milliseconds since 1970 at which "Friday" and "tomorrow" are meant. */
  readonly now: number;
}

/**
 * Makes a reader of goals; what it needs for English and for dates is loaded once per process.
 *
 * @example
 * const reader = await createGoalReader({ now: runtime.now() });
 * reader.read("Build a shop by Friday").limits.deadlineAt; // the last millisecond of that day, local time
 */
export async function createGoalReader({ now }: GoalReaderOptions): Promise<GoalReader> {
  const [english, dates] = await Promise.all([loadEnglish(), createDateReader(now)]);
  return {
    now,
    read: (text) => parseGoal(text, { english, dates }),
    readDeadline: (text) => readDeadline(text, dates),
  };
}

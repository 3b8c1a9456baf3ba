import type { RunState } from "./run-state.ts";
import { SettledRecords } from "./settled-records.ts";
import type { SettledRun } from "./settled-run.ts";
import type { Task } from "./task.ts";

/** Runs on a page; a power of ten, so that the last digits of a run's number say where on its page it is. */
export const pageSize = 1_000;

/** A run; of a settled single task, which most are, the record alone, or the rows among which it is. */
export type Entry = RunState | SettledRun | SettledRecords | Task;

/** A stretch of the numbered runs. */
export interface IndexPage {
  readonly entries: (Entry | undefined)[];
  readonly records: SettledRecords;
  living: number;
}

export function createPage(): IndexPage {
  // Of the right size at once: a list that grows leaves copies of itself, which hold on to young objects until all
  // of the old ones are collected.
  return {
    entries: new Array<Entry | undefined>(pageSize),
    records: new SettledRecords(pageSize),
    living: 0,
  };
}

let lastDigits: readonly string[] | undefined;

/** The last digits of the number of the run at a place; made for the first page that needs them. */
export function lastDigitsAt(place: number): string {
  lastDigits ??= Array.from({ length: pageSize }, (_, each) => String(each).padStart(3, "0"));
  return lastDigits[place];
}

import type { TaskArchive, TaskStore } from "@convoke/core";
import type { ConformanceCase } from "../conformance-case.ts";

/** The clock by which the subject judges leases, in the hands of the case. */
export interface SubjectClock {
  /** Milliseconds since 1970-01-01 UTC, as the subject sees them. */
  now(): number;
  /** Lets time pass for the subject; a real clock simply waits. */
  advance(ms: number): Promise<void>;
}

/** What a store case works on: an empty store and its clock. */
export interface StoreContext {
  readonly subject: TaskStore & TaskArchive;
  readonly clock: SubjectClock;
}

/** One promise of a store. */
export type StoreCase = ConformanceCase<StoreContext>;

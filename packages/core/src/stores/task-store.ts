import type { Amount } from "../budget/budget-limits.ts";
import type { ErrorCode } from "../errors/error-code.ts";
import type { Spend, Task } from "../tasks/task.ts";

/** The right to write to one run; every take-over increases the fence and ends older leases. */
export interface Lease {
  readonly runId: string;
  readonly owner: string;
  readonly fence: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresAt: number;
  /** Owners in a row that lost the run, by death or silence, before it had come any further; 0 for a new run. */
  readonly recoveries: number;
}

/** A run that a store is asked to remember. The plan is JSON and never changes. */
export interface NewRun {
  readonly runId: string;
  /** The name of the plan's strategy. */
  readonly strategy: string;
  /** What the run is for, in words: what listings show and search. */
  readonly title: string;
  readonly plan: unknown;
  readonly createdAt: number;
}

export type RunStatus = "running" | "completed" | "failed" | "cancelled";

/** How a run stands. */
export interface RunRecord extends NewRun {
  readonly status: RunStatus;
  readonly finishedAt?: number;
  /** Why it was stopped, of a run that did not end by itself. */
  readonly stop?: RunStop;
}

/** What stopped a run: a cancel, a deadline, a budget. */
export interface RunStop {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A task as stored: its record without causes, and what a resumed run needs to go on. */
export interface TaskRecord {
  readonly task: Task;
  /** What was asked for; tells a repeated request from a different one under the same key. */
  readonly fingerprint?: string;
  /** Which of agent type and fallbacks is at work: 0 is the first. */
  readonly agentIndex: number;
  /** Attempts that the agent at work has failed. */
  readonly failedAttempts: number;
  /** Of a delegated task: total attempts of its parent when it was asked for. */
  readonly parentAttempt?: number;
  /** Not to be tried again before this time, in milliseconds since 1970-01-01 UTC. */
  readonly retryAt?: number;
}

/** The recorded value of one `context.step`. */
export interface StepRecord {
  readonly taskId: string;
  readonly key: string;
  readonly value: unknown;
}

/** A reservation and, once settled, what was really used. Unsettled ones count as spent after a crash. */
export interface SpendRecord {
  readonly ticketId: string;
  readonly taskId: string;
  readonly reserved: Amount;
  readonly settled?: Amount;
}

/** One event as stored; `cursor` is given by the store. */
export interface EventRecord {
  readonly runId: string;
  readonly sequence: number;
  readonly event: unknown;
}

/** Everything that changes together. Later entries for the same task, step or ticket replace earlier ones. */
export interface Writes {
  readonly run?: { readonly status: RunStatus; readonly finishedAt: number; readonly stop?: RunStop };
  readonly tasks?: readonly TaskRecord[];
  readonly steps?: readonly StepRecord[];
  readonly spend?: readonly SpendRecord[];
  readonly events?: readonly EventRecord[];
}

/** What a commit answers: the store-wide number of its last event; the events of a commit are numbered in a row. */
export interface CommitReceipt {
  readonly cursor: number;
}

/** An answer given to a task that waits, or will wait, under `key`. */
export interface AnswerRecord {
  readonly taskId: string;
  readonly key: string;
  readonly value: unknown;
}

/** A run with everything that was committed for it. */
export interface StoredRun extends RunRecord {
  readonly tasks: readonly TaskRecord[];
  readonly steps: readonly StepRecord[];
  readonly spend: readonly SpendRecord[];
  readonly answers: readonly AnswerRecord[];
  /** The `sequence` of the last committed event; 0 before any. */
  readonly sequence: number;
}

/** Where runs and tasks are remembered. Values handed in and out are copies: the store shares nothing. */
export interface TaskStore {
  /** Remembers a new run, owned by `owner`. Rejects with `duplicate_task` when the id is known. */
  open(run: NewRun, owner: string, leaseMs: number): Promise<Lease>;
  /**
   * Takes over unfinished runs without a living owner, oldest first; each fence increases. A run that another owner has not
   * given back counts one more of `recoveries`; a commit with a settled task, a step, or an event `task-waiting` that is not
   * told `besideWork` sets them to 0.
   */
  claim(owner: string, leaseMs: number, limit: number): Promise<readonly Lease[]>;
  /** Extends a lease by its own length from now. Rejects with `lease_lost` when somebody else owns the run. */
  renew(lease: Lease): Promise<Lease>;
  /** Gives an unfinished run back: anybody may claim it at once. Rejects with `lease_lost` like a commit. */
  release(lease: Lease): Promise<void>;
  /** Writes all or nothing. Rejects with `lease_lost` for an old fence, and for a run that has ended. */
  commit(lease: Lease, writes: Writes): Promise<CommitReceipt>;
  /** Records an answer without a lease; the first one for a key stays. May come before the task waits. */
  answer(taskId: string, key: string, value: unknown): Promise<void>;
  /** The answers of a run alone, which is asked for again and again while a task waits; none of a run that is not known. */
  loadAnswers(runId: string): Promise<readonly AnswerRecord[]>;
  load(runId: string): Promise<StoredRun | undefined>;
}

/** Which records to list. */
export type ArchiveFilter =
  | { readonly kind: "runs"; readonly status?: RunStatus }
  | {
      readonly kind: "tasks";
      readonly runId?: string;
      readonly status?: Task["status"];
      readonly agentType?: string;
      /** Leaves out inputs and results, which may be large. @default false */
      readonly brief?: boolean;
    };

/** Which runs to list; every given part must fit. */
export interface RunFilter {
  readonly status?: RunStatus;
  readonly strategy?: string;
  /** The type of an agent that worked, or was asked, for one of its tasks. */
  readonly agentType?: string;
  /** A part of the title or of the id, in any case of its letters. */
  readonly search?: string;
}

/** A run in a listing: everything but its plan, and what its tasks come to. */
export interface RunSummary extends Omit<RunRecord, "plan"> {
  /** How many of its tasks stand how, children included. */
  readonly tasks: Readonly<Record<Task["status"], number>>;
  /** The agent types of its tasks, sorted. */
  readonly agentTypes: readonly string[];
  /** What its tasks have used. */
  readonly spend: Spend;
}

/** An event as it is kept: with the store-wide number that it was given. */
export type StoredEvent = EventRecord & { readonly cursor: number };

/** A part of a listing; `cursor` continues it and is absent at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

/** How much settled history to keep; the run that finished last is kept whatever they say. */
export interface Retention {
  /** Settled tasks to keep, in whole runs, newest first. @default Infinity */
  readonly maxSettledTasks?: number;
  /** Finished runs to keep, newest first. @default Infinity */
  readonly keepSettledRuns?: number;
}

/** The reading and housekeeping side of a store. */
export interface TaskArchive {
  find(taskId: string): Promise<TaskRecord | undefined>;
  /** The record of a run, without the tasks and steps that `load` brings along. */
  findRun(runId: string): Promise<RunRecord | undefined>;
  /** Lists records in the order in which they were first stored, at most 100 a page, 1,000 of brief ones. */
  query(filter: ArchiveFilter, cursor?: string): Promise<Page<TaskRecord | RunRecord>>;
  /** Lists runs, the newest first, at most 50 a page. */
  listRuns(filter: RunFilter, cursor?: string): Promise<Page<RunSummary>>;
  /** Events after `cursor`, oldest first, at most `limit`, of one run or of all; 0 starts at the oldest that is kept. */
  readEvents(cursor: number, limit: number, runId?: string): Promise<readonly StoredEvent[]>;
  /** The number of the newest event; 0 before any. */
  lastCursor(): Promise<number>;
  /** Drops the oldest finished runs beyond either number of the retention; unfinished ones stay. */
  prune(retention: Retention): Promise<void>;
}

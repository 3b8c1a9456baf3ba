import type { ErrorCode } from "../errors/error-code.ts";
import type { RunLimits, StoreLimits } from "./retention.ts";
import type { ArchiveFilter, Lease, RunFilter, RunStatus } from "../stores/task-store.ts";

/** What goes between the store and its worker: texts that SQLite keeps, JSON as text, and numbers. */

/** Task, in this order: id, status, agent type, USD, tokens, record without input and result, input, result. */
export type TaskRow = readonly [
  taskId: string,
  status: TaskState,
  agentType: string,
  costUsd: number,
  tokens: number,
  brief: string,
  input: string | null,
  result: string | null,
];

export type TaskState = "pending" | "in_progress" | "completed" | "failed" | "cancelled";

export interface OpenRequest {
  readonly kind: "open";
  readonly runId: string;
  readonly strategy: string;
  readonly title: string;
  /** Title and id in lower case, for searching. */
  readonly searched: string;
  readonly createdAt: number;
  readonly plan: string | null;
  readonly owner: string;
  readonly leaseMs: number;
  readonly now: number;
}

export interface ClaimRequest {
  readonly kind: "claim";
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
  readonly now: number;
}

export interface RenewRequest {
  readonly kind: "renew";
  readonly lease: Lease;
  readonly now: number;
}

export interface ReleaseRequest {
  readonly kind: "release";
  readonly lease: Lease;
}

export interface CommitRequest {
  readonly kind: "commit";
  readonly lease: Lease;
  /** Whether the run comes further by it. */
  readonly isProgress: boolean;
  readonly end: readonly [status: RunStatus, finishedAt: number, stop: string | null] | undefined;
  readonly tasks: readonly TaskRow[];
  readonly steps: readonly (readonly [taskId: string, key: string, value: string | null])[];
  readonly spend: readonly (readonly [ticketId: string, record: string])[];
  readonly events: readonly (readonly [sequence: number, event: string | null])[];
}

export interface AnswerRequest {
  readonly kind: "answer";
  readonly runId: string;
  readonly taskId: string;
  readonly key: string;
  readonly value: string | null;
}

interface PruneRequest {
  readonly kind: "prune";
  readonly limits: RunLimits;
}

export type WriteRequest =
  | OpenRequest
  | ClaimRequest
  | RenewRequest
  | ReleaseRequest
  | CommitRequest
  | AnswerRequest
  | PruneRequest;

export type ReadRequest =
  | { readonly kind: "load"; readonly runId: string }
  | { readonly kind: "loadAnswers"; readonly runId: string }
  | { readonly kind: "find"; readonly taskId: string }
  | { readonly kind: "findRun"; readonly runId: string }
  | { readonly kind: "query"; readonly filter: ArchiveFilter; readonly after: number }
  | { readonly kind: "listRuns"; readonly filter: RunFilter; readonly before: number }
  | {
      readonly kind: "readEvents";
      readonly cursor: number;
      readonly limit: number;
      readonly runId: string | undefined;
    }
  | { readonly kind: "lastCursor" };

export type Request = WriteRequest | ReadRequest;

/** Some requests of one turn, numbered in a row from `first`. */
export interface RequestBatch {
  readonly first: number;
  readonly requests: readonly Request[];
}

/** What went wrong, in a form that threads can hand on. */
export interface Failure {
  readonly message: string;
  /** Of typed errors. */
  readonly code?: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What SQLite says: https://www.sqlite.org/rescode.html. */
  readonly sqliteCode?: number;
  /** What the file system says, e.g. `EACCES`. */
  readonly systemCode?: string;
}

export type Answer =
  | readonly [number: number, failure: undefined, value: unknown]
  | readonly [number: number, failure: Failure];

/** What the worker tells: that it is open or could not open, answers, that it has closed. */
export type WorkerMessage =
  | { readonly kind: "opened" }
  | { readonly kind: "refused"; readonly failure: Failure }
  | { readonly kind: "answers"; readonly answers: readonly Answer[] };

/** What the worker is started with. */
export interface WorkerOptions {
  readonly path: string;
  readonly limits: StoreLimits;
}

/** Ends the worker once everything before is done. */
export const closeMessage = "close";

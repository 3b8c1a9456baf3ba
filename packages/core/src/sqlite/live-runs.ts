import { createLeaseLostError } from "../stores/lease-lost.ts";
import type { Lease } from "../stores/task-store.ts";
import type { TaskState } from "./protocol.ts";
import type { Row, Statements } from "./statements.ts";
import { decodeText } from "./store-text.ts";

/** What the tasks of a run come to. */
export type Totals = Record<TaskState | "costUsd" | "tokens", number>;

/** A task as it was last written. */
export interface KnownTask {
  readonly number: number;
  status: TaskState;
  agentType: string;
  costUsd: number;
  tokens: number;
}

/** A run that goes on, as the next commit finds it. */
export interface LiveRun {
  readonly number: number;
  readonly owner: string;
  readonly fence: number;
  /** Take-overs since it has come any further. */
  recoveries: number;
  sequence: number;
  readonly totals: Totals;
  /** All of its tasks; `undefined` for one that was opened before, or has too many: those are looked up. */
  tasks: Map<string, KnownTask> | undefined;
}

/**
 * Runs that go on, so that a commit need not look up what the last one has left. They are what the tables hold: a
 * transaction that fails takes them away, and they are read again.
 */
export interface LiveRuns {
  /** The run of a lease; throws `lease_lost` when the lease is not in force, or the run has ended. */
  require(lease: Lease): LiveRun;
  add(runId: string, run: LiveRun): void;
  forget(runId: string): void;
  clear(): void;
}

const maxRuns = 10_000;

export const emptyTotals: Totals = {
  pending: 0,
  in_progress: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  costUsd: 0,
  tokens: 0,
};

const findRun = `SELECT number, status, owner, fence, recoveries, released, sequence, pending, in_progress, completed,
  failed, cancelled, cost_usd, tokens FROM runs WHERE run_id = ?`;

export function createLiveRuns(sql: Statements): LiveRuns {
  const runs = new Map<string, LiveRun>();

  function add(runId: string, run: LiveRun): void {
    if (runs.size >= maxRuns) runs.clear();
    runs.set(runId, run);
  }

  function read(lease: Lease): LiveRun {
    const row = sql.get(findRun, lease.runId);
    if (row === undefined) throw refuse(lease, "the store does not know the run");
    if (row["status"] !== "running") throw refuse(lease, `the run has ended as ${row["status"]}`);
    if (row["released"] === 1) throw refuse(lease, "the run was given back");
    const run = {
      number: Number(row["number"]),
      owner: String(row["owner"]),
      fence: Number(row["fence"]),
      recoveries: Number(row["recoveries"]),
      sequence: Number(row["sequence"]),
      totals: readTotals(row),
      tasks: undefined,
    };
    add(lease.runId, run);
    return run;
  }

  return {
    require(lease) {
      const run = runs.get(lease.runId) ?? read(lease);
      if (run.fence === lease.fence && run.owner === lease.owner) return run;
      throw refuse(lease, `${decodeText(run.owner)} owns it with fence ${run.fence}`);
    },
    add,
    forget: (runId) => void runs.delete(runId),
    clear: () => runs.clear(),
  };
}

function refuse(lease: Lease, reason: string): Error {
  const told = { ...lease, runId: decodeText(lease.runId), owner: decodeText(lease.owner) };
  return createLeaseLostError(told, reason);
}

function readTotals(row: Row): Totals {
  return {
    pending: Number(row["pending"]),
    in_progress: Number(row["in_progress"]),
    completed: Number(row["completed"]),
    failed: Number(row["failed"]),
    cancelled: Number(row["cancelled"]),
    costUsd: Number(row["cost_usd"]),
    tokens: Number(row["tokens"]),
  };
}

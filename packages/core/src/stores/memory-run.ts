import { createLeaseLostError } from "./lease-lost.ts";
import type {
  AnswerRecord,
  Lease,
  RunRecord,
  SpendRecord,
  StepRecord,
  StoredRun,
  TaskRecord,
  Writes,
} from "./task-store.ts";

/** A task of the memory store, with the way to its run. */
export interface MemoryTask {
  readonly run: MemoryRun;
  record: TaskRecord;
}

/** A run as the memory store holds it; nothing in here leaves the store uncopied. */
export interface MemoryRun {
  record: RunRecord;
  lease: Lease;
  leaseMs: number;
  sequence: number;
  /** Events of the run that the store's log still holds. */
  eventCount: number;
  /** True once retention has taken the run; the logs then skip what belongs to it. */
  isDropped: boolean;
  readonly tasks: Map<string, MemoryTask>;
  readonly steps: Map<string, StepRecord>;
  readonly spend: Map<string, SpendRecord>;
  readonly answers: Map<string, AnswerRecord>;
}

/** One text for a task and a key, so that no two pairs share it. */
export function joinKey(taskId: string, key: string): string {
  return JSON.stringify([taskId, key]);
}

/** Refuses a lease that is not the one in force for a run that goes on. */
export function requireLease(run: MemoryRun | undefined, lease: Lease): MemoryRun {
  if (run === undefined) throw createLeaseLostError(lease, "the store does not know the run");
  if (run.record.status !== "running") {
    throw createLeaseLostError(lease, `the run has ended as ${run.record.status}`);
  }
  if (run.lease.fence !== lease.fence || run.lease.owner !== lease.owner) {
    throw createLeaseLostError(lease, `${run.lease.owner} owns it with fence ${run.lease.fence}`);
  }
  return run;
}

/** Writes everything but events into the run; returns the tasks that it did not have before. */
export function applyWrites(run: MemoryRun, writes: Writes): MemoryTask[] {
  const added: MemoryTask[] = [];
  for (const record of writes.tasks ?? []) {
    const known = run.tasks.get(record.task.taskId);
    if (known !== undefined) {
      known.record = record;
      continue;
    }
    const task = { run, record };
    run.tasks.set(record.task.taskId, task);
    added.push(task);
  }
  for (const step of writes.steps ?? []) run.steps.set(joinKey(step.taskId, step.key), step);
  for (const spend of writes.spend ?? []) run.spend.set(spend.ticketId, spend);
  for (const event of writes.events ?? []) run.sequence = Math.max(run.sequence, event.sequence);
  if (writes.run !== undefined) run.record = { ...run.record, ...writes.run };
  return added;
}

/** The whole run as `load` answers it, not yet copied. */
export function describeRun(run: MemoryRun): StoredRun {
  return {
    ...run.record,
    tasks: Array.from(run.tasks.values(), (task) => task.record),
    steps: [...run.steps.values()],
    spend: [...run.spend.values()],
    answers: [...run.answers.values()],
    sequence: run.sequence,
  };
}

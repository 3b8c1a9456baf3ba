import { copyJson, writeJson } from "../json/canonical-json.ts";
import { createLeaseLostError } from "./lease-lost.ts";
import type { Spend, Task } from "../tasks/task.ts";
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

/** A task of the memory store: its record as text, what listings look for beside it, and the way to its run. */
export interface MemoryTask {
  readonly run: MemoryRun;
  status: Task["status"];
  agentType: string;
  spend: Spend | undefined;
  text: string;
}

/**
 * A run as the memory store holds it. What may be large is held as text: it cannot be changed from outside, and costs the
 * collector of garbage nothing.
 */
export interface MemoryRun {
  record: Omit<RunRecord, "plan">;
  readonly plan: string | undefined;
  lease: Lease;
  leaseMs: number;
  sequence: number;
  /** True once its owner has given it back. */
  isReleased: boolean;
  /** Events of the run that the store's log still holds. */
  eventCount: number;
  /** True once retention has taken the run; the logs then skip what belongs to it. */
  isDropped: boolean;
  readonly tasks: Map<string, MemoryTask>;
  /** These few runs have: they are made for the first that comes. */
  steps: Map<string, StepRecord> | undefined;
  spend: Map<string, SpendRecord> | undefined;
  answers: Map<string, AnswerRecord> | undefined;
}

/** Writes that can be kept: nothing of them is shared with whoever made them. */
export interface KeptWrites extends Pick<Writes, "run" | "steps" | "spend"> {
  readonly tasks: readonly (Omit<MemoryTask, "run"> & { readonly taskId: string })[];
  readonly events: readonly { readonly sequence: number; readonly text: string | undefined }[];
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
  if (run.isReleased) throw createLeaseLostError(lease, "the run was given back");
  if (run.lease.fence !== lease.fence || run.lease.owner !== lease.owner) {
    throw createLeaseLostError(lease, `${run.lease.owner} owns it with fence ${run.lease.fence}`);
  }
  return run;
}

/** Copies writes; throws `not_serializable` for what JSON cannot hold, so that the whole commit is refused. */
export function keepWrites({ run, tasks = [], steps, spend, events = [] }: Writes): KeptWrites {
  return {
    run: run && copyJson(run),
    tasks: tasks.map((record) => {
      const { taskId, status, agentType, spend: used } = record.task;
      return { taskId, status, agentType, spend: used && copyJson(used), text: writeRecord(record) };
    }),
    steps: steps && copyJson(steps),
    spend: spend && copyJson(spend),
    events: events.map(({ sequence, event }) => ({ sequence, text: writeJson(event) })),
  };
}

/** What was thrown stays in the process where it was thrown. */
function writeRecord(record: TaskRecord): string {
  const { failure } = record.task;
  if (failure?.cause === undefined) return writeJson(record);
  return writeJson({ ...record, task: { ...record.task, failure: { ...failure, cause: undefined } } });
}

export function readRecord({ text }: MemoryTask): TaskRecord {
  return JSON.parse(text) as TaskRecord;
}

/** Writes everything but events into the run; returns the tasks that it did not have before. */
export function applyWrites(run: MemoryRun, writes: KeptWrites): MemoryTask[] {
  const added: MemoryTask[] = [];
  for (const { taskId, status, agentType, spend, text } of writes.tasks) {
    const known = run.tasks.get(taskId);
    if (known !== undefined) {
      Object.assign(known, { status, agentType, spend, text });
      continue;
    }
    const task = { run, status, agentType, spend, text };
    run.tasks.set(taskId, task);
    added.push(task);
  }
  for (const step of writes.steps ?? [])
    (run.steps ??= new Map<string, StepRecord>()).set(joinKey(step.taskId, step.key), step);
  for (const spend of writes.spend ?? [])
    (run.spend ??= new Map<string, SpendRecord>()).set(spend.ticketId, spend);
  for (const event of writes.events) run.sequence = Math.max(run.sequence, event.sequence);
  if (writes.run !== undefined) run.record = { ...run.record, ...writes.run };
  return added;
}

/** The record of a run with its plan, not shared with the store. */
export function readRun({ record, plan }: MemoryRun): RunRecord {
  return { ...copyJson(record), plan: plan === undefined ? undefined : (JSON.parse(plan) as unknown) };
}

/** The whole run as `load` answers it. */
export function describeRun(run: MemoryRun): StoredRun {
  const list = <Value>(map: Map<string, Value> | undefined): readonly Value[] =>
    map === undefined ? [] : copyJson([...map.values()]);
  return {
    ...readRun(run),
    tasks: Array.from(run.tasks.values(), readRecord),
    steps: list(run.steps),
    spend: list(run.spend),
    answers: list(run.answers),
    sequence: run.sequence,
  };
}

import type { EventRecord, SpendRecord, StepRecord, TaskRecord, Writes } from "../stores/task-store.ts";

/** An event that has no cursor yet. */
export interface UnnumberedEvent extends EventRecord {
  readonly event: { readonly type: string; readonly at: number };
}

/** What the next commit of a run writes. */
export interface Batch {
  run: Writes["run"];
  readonly tasks: Map<string, TaskRecord>;
  readonly steps: StepRecord[];
  readonly spend: Map<string, SpendRecord>;
  readonly events: UnnumberedEvent[];
}

export function createBatch(): Batch {
  return { run: undefined, tasks: new Map(), steps: [], spend: new Map(), events: [] };
}

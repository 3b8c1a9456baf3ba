import { runProbe } from "./run-probe.ts";

/** Size of the heap after garbage collection, in bytes. */
export interface HeapGrowth {
  /** With an orchestrator, and before its first task. */
  readonly before: number;
  /** After so many tasks in all. */
  readonly sizes: readonly { readonly tasks: number; readonly bytes: number }[];
}

export function measureMemory(): HeapGrowth {
  return runProbe("memory", []) as HeapGrowth;
}

import { OrchestrationError, type Lease, type TaskArchive, type TaskStore } from "@convoke/core";
import type { MemoryContext } from "./memory-context.ts";

/** What a mutant replaces methods of. */
export type Subject = TaskStore & TaskArchive;

/** Replaces some of a healthy store's methods by broken ones. */
export type StoreMutant = (healthy: Subject, context: MemoryContext) => Partial<Subject>;

/** Runs `work`, and answers with `fallback` when it rejects with a code that the mutant swallows. */
export async function swallow<Value>(work: Promise<Value>, code: string, fallback: Value): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (OrchestrationError.is(error) && error.code === code) return fallback;
    throw error;
  }
}

/** Remembers the newest lease of every run, as a store without fences would. */
export function trackLeases(
  healthy: Subject,
): Pick<Subject, "open" | "claim"> & { newest: Map<string, Lease> } {
  const newest = new Map<string, Lease>();
  return {
    newest,
    async open(run, owner, leaseMs) {
      const lease = await healthy.open(run, owner, leaseMs);
      newest.set(lease.runId, lease);
      return lease;
    },
    async claim(owner, leaseMs, limit) {
      const leases = await healthy.claim(owner, leaseMs, limit);
      for (const lease of leases) newest.set(lease.runId, lease);
      return leases;
    },
  };
}

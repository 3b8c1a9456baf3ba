import { ErrorCode, type StoredRun } from "@convoke/core";
import { swallow, type StoreMutant } from "./store-mutant.ts";

/** Stores that break what is promised about values. */
export const valueMutants: Readonly<Record<string, StoreMutant>> = {
  "what was handed in may change": (healthy) => {
    let plan: unknown;
    return {
      open(run, owner, leaseMs) {
        plan = run.plan;
        return healthy.open(run, owner, leaseMs);
      },
      async load(runId) {
        const run = await healthy.load(runId);
        return run && { ...run, plan };
      },
    };
  },
  "what was handed out may change": (healthy) => {
    const cache = new Map<string, Promise<StoredRun | undefined>>();
    return {
      load(runId) {
        const run = cache.get(runId) ?? healthy.load(runId);
        cache.set(runId, run);
        return run;
      },
    };
  },
  "open refuses what is no JSON": (healthy) => ({
    open: (run, owner, leaseMs) =>
      healthy.open({ ...run, plan: JSON.parse(JSON.stringify(run.plan)) }, owner, leaseMs),
  }),
  "commit refuses what is no JSON": (healthy) => ({
    commit: (...commit) => swallow(healthy.commit(...commit), ErrorCode.NOT_SERIALIZABLE, { cursor: 0 }),
  }),
  "answer refuses what is no JSON": (healthy) => ({
    answer: (...answer) => swallow(healthy.answer(...answer), ErrorCode.NOT_SERIALIZABLE, undefined),
  }),
  "unusual text is kept": (healthy) => ({
    async load(runId) {
      const run = await healthy.load(runId);
      return run && { ...run, steps: run.steps.map((step) => ({ ...step, key: step.key.split(":")[0] })) };
    },
  }),
  "absent values stay absent": (healthy) => ({
    async load(runId) {
      const run = await healthy.load(runId);
      return run && { ...run, steps: run.steps.map((step) => ({ ...step, value: step.value ?? null })) };
    },
  }),
  "a big value is kept": (healthy) => ({
    async find(taskId) {
      const record = await healthy.find(taskId);
      return (
        record && { ...record, task: { ...record.task, result: String(record.task.result).slice(0, 65_535) } }
      );
    },
  }),
};

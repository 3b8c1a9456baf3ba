import { ErrorCode, type StoredRun } from "@convoke/core";
import { swallow, type StoreMutant, type Subject } from "./store-mutant.ts";

/** Replaces a part of what `load` answers, and of what `loadAnswers` does. */
function alterLoad(healthy: Subject, change: (run: StoredRun) => StoredRun): Partial<Subject> {
  return {
    async load(runId) {
      const run = await healthy.load(runId);
      return run && change(run);
    },
    async loadAnswers(runId) {
      const run = await healthy.load(runId);
      return run === undefined ? [] : change(run).answers;
    },
  };
}

/** Keeps the first record of every name. */
function keepFirst<Item>(items: readonly Item[], name: (item: Item) => string): Item[] {
  return items.filter((item, index) => items.findIndex((other) => name(other) === name(item)) === index);
}

/** Stores that break what commits and answers promise. */
export const commitMutants: Readonly<Record<string, StoreMutant>> = {
  "commit writes every kind of record": (healthy) => ({
    commit: (lease, { steps: _, ...writes }) => healthy.commit(lease, writes),
  }),
  "commit replaces tasks by id": (healthy) => ({
    async commit(lease, writes) {
      const known = new Set((await healthy.load(lease.runId))?.tasks.map(({ task }) => task.taskId));
      const tasks = writes.tasks?.filter(({ task }) => !known.has(task.taskId));
      return healthy.commit(lease, { ...writes, tasks });
    },
  }),
  "commit replaces steps by task and key": (healthy) =>
    alterLoad(healthy, (run) => ({ ...run, steps: keepFirst(run.steps, (step) => step.key) })),
  "commit settles spend by ticket": (healthy) =>
    alterLoad(healthy, (run) => ({ ...run, spend: run.spend.map(({ settled: _, ...open }) => open) })),
  "commit writes all or nothing": (healthy) => ({
    async commit(lease, { tasks, steps, spend, events, run }) {
      await healthy.commit(lease, { tasks });
      await healthy.commit(lease, { steps, spend });
      return healthy.commit(lease, { events, run });
    },
  }),
  "commit ends a run": (healthy) => ({
    commit: (lease, writes) =>
      healthy.commit(lease, { ...writes, run: writes.run && { ...writes.run, status: "completed" } }),
  }),
  "commit refuses a run that has ended": (healthy) => ({
    commit: (...commit) => swallow(healthy.commit(...commit), ErrorCode.LEASE_LOST, { cursor: 0 }),
  }),
  "commit refuses an unknown run": (healthy) => ({
    async commit(lease, writes) {
      if ((await healthy.load(lease.runId)) !== undefined) return healthy.commit(lease, writes);
      const opened = await healthy.open(
        { runId: lease.runId, strategy: "task", title: "r", plan: {}, createdAt: 0 },
        lease.owner,
        1_000,
      );
      return healthy.commit(opened, writes);
    },
  }),
  "commit refuses records of other runs": (healthy) => ({
    commit: (...commit) => swallow(healthy.commit(...commit), ErrorCode.INVALID_ARGUMENT, { cursor: 0 }),
  }),
  "concurrent commits are all kept": (healthy) => {
    let isBusy = false;
    return {
      async commit(lease, writes) {
        const { tasks: _, ...rest } = writes;
        const written = isBusy ? rest : writes;
        isBusy = true;
        const receipt = await healthy.commit(lease, written);
        isBusy = false;
        return receipt;
      },
    };
  },
  "answer is loaded with its run": (healthy) => ({
    async answer(taskId, key, value) {
      if (taskId.split("/").length < 3) await healthy.answer(taskId, key, value);
    },
  }),
  "answer keeps the first": (healthy) => {
    const newest = new Map<string, unknown>();
    return {
      async answer(taskId, key, value) {
        newest.set(key, value);
        await healthy.answer(taskId, key, value);
      },
      ...alterLoad(healthy, (run) => ({
        ...run,
        answers: run.answers.map((answer) => ({ ...answer, value: newest.get(answer.key) })),
      })),
    };
  },
  "answer may come before its run": (healthy) => ({
    async answer(taskId, key, value) {
      if ((await healthy.load(taskId.split("/")[0])) !== undefined) await healthy.answer(taskId, key, value);
    },
  }),
  "answers are apart by task and key": (healthy) =>
    alterLoad(healthy, (run) => ({ ...run, answers: keepFirst(run.answers, (answer) => answer.key) })),
  "loadAnswers answers with those of one run": (healthy) => ({
    loadAnswers: async (runId) => [...(await healthy.loadAnswers(runId))].reverse(),
  }),
  "answers survive a take-over": (healthy) => {
    const forgetful = new Set<string>();
    return {
      async claim(owner, leaseMs, limit) {
        const leases = await healthy.claim(owner, leaseMs, limit);
        for (const lease of leases) forgetful.add(lease.runId);
        return leases;
      },
      ...alterLoad(healthy, (run) => (forgetful.has(run.runId) ? { ...run, answers: [] } : run)),
    };
  },
};

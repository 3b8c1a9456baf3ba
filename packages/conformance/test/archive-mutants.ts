import type { ArchiveFilter, RunRecord, TaskRecord } from "@convoke/core";
import type { StoreMutant, Subject } from "./store-mutant.ts";

type Item = TaskRecord | RunRecord;

async function listAll(healthy: Subject, filter: ArchiveFilter): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await healthy.query(filter, cursor);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

function readId(item: Item): string {
  return "task" in item ? item.task.taskId : item.runId;
}

/** Hides runs from every listing once `prune` was called. */
function hideRuns(
  healthy: Subject,
  isHidden: (run: RunRecord, all: readonly RunRecord[]) => boolean,
): Partial<Subject> {
  let isPruned = false;
  return {
    async prune() {
      isPruned = true;
    },
    async query(filter, cursor) {
      const page = await healthy.query(filter, cursor);
      const runs = page.items.filter((item) => "runId" in item);
      return isPruned ? { ...page, items: runs.filter((run) => !isHidden(run, runs)) } : page;
    },
  };
}

/** Stores that break what events, listings and retention promise. */
export const archiveMutants: Readonly<Record<string, StoreMutant>> = {
  "events are numbered over all runs": (healthy) => ({
    async commit(lease, writes) {
      await healthy.commit(lease, writes);
      return { cursor: writes.events?.at(-1)?.sequence ?? 0 };
    },
  }),
  "findRun answers with one run": (healthy) => ({ findRun: (runId) => healthy.load(runId) }),
  "readEvents goes on after a cursor": (healthy) => ({
    readEvents: (cursor, limit) => healthy.readEvents(Math.max(0, cursor - 1), limit),
  }),
  "readEvents keeps to its limit": (healthy) => ({
    readEvents: (cursor) => healthy.readEvents(cursor, 1_000),
  }),
  "readEvents reads one run's": (healthy) => ({
    // Filters what a page of all events holds.
    readEvents: async (cursor, limit, runId) =>
      (await healthy.readEvents(cursor, limit)).filter(
        (event) => runId === undefined || event.runId === runId,
      ),
  }),
  "lastCursor is that of the newest event": (healthy) => ({
    lastCursor: async () => (await healthy.readEvents(0, 1_000)).at(-1)?.cursor ?? 0,
  }),
  "events come back as they were": (healthy) => ({
    async readEvents(cursor, limit) {
      const events = await healthy.readEvents(cursor, limit);
      return events.map((event) => ({
        ...event,
        event: { ...(event.event as object), cursor: event.cursor },
      }));
    },
  }),
  "a run knows its last event": (healthy) => ({
    async load(runId) {
      const run = await healthy.load(runId);
      const events = await healthy.readEvents(0, 1_000);
      return run && { ...run, sequence: events.filter((event) => event.runId === runId).length };
    },
  }),
  "find answers with one task": (healthy) => ({
    find: async (taskId) => (await healthy.find(taskId)) ?? healthy.find(taskId.slice(0, -1)),
  }),
  "query lists in order, in pages": (healthy) => ({
    query: async (filter) => ({ items: await listAll(healthy, filter) }),
  }),
  "query is stable while writes go on": (healthy) => {
    const changedAt = new Map<string, number>();
    let changes = 0;
    return {
      async commit(lease, writes) {
        for (const { task } of writes.tasks ?? []) changedAt.set(task.taskId, ++changes);
        return healthy.commit(lease, writes);
      },
      async query(filter, cursor = "0") {
        const age = (item: Item): number => changedAt.get(readId(item)) ?? 0;
        const items = (await listAll(healthy, filter)).sort((left, right) => age(left) - age(right));
        const end = Number(cursor) + 100;
        return { items: items.slice(Number(cursor), end), cursor: end < items.length ? `${end}` : undefined };
      },
    };
  },
  "query filters tasks": (healthy) => ({
    query: (filter, cursor) =>
      healthy.query(filter.kind === "tasks" ? { ...filter, agentType: undefined } : filter, cursor),
  }),
  "query filters by the present status": (healthy) => {
    const firstStatus = new Map<string, string>();
    return {
      async commit(lease, writes) {
        for (const { task } of writes.tasks ?? []) {
          if (!firstStatus.has(task.taskId)) firstStatus.set(task.taskId, task.status);
        }
        return healthy.commit(lease, writes);
      },
      async query(filter) {
        const items = await listAll(healthy, { kind: "tasks" });
        return { items: items.filter((item) => firstStatus.get(readId(item)) === filter.status) };
      },
    };
  },
  "query lists runs": (healthy) => ({
    async query(filter) {
      const { items } = await healthy.query(filter);
      const loaded = await Promise.all(items.map((item) => healthy.load(readId(item))));
      return { items: loaded.filter((run) => run !== undefined) };
    },
  }),
  "query leaves out values when it is brief": (healthy) => ({
    async query(filter, cursor) {
      const page = await healthy.query(filter, cursor);
      if (filter.kind === "runs" || filter.brief !== true) return page;
      const items = page.items.map((item) => ("task" in item ? { ...item, fingerprint: undefined } : item));
      return { ...page, items };
    },
  }),
  "query lists brief records in long pages": (healthy) => ({
    query: async (filter) => ({ items: await listAll(healthy, filter) }),
  }),
  "prune drops the oldest finished runs": () => ({ prune: async () => {} }),
  "prune keeps so many finished runs": (healthy) => ({
    prune: ({ maxSettledTasks, keepSettledRuns }) =>
      healthy.prune(maxSettledTasks === undefined ? { keepSettledRuns } : { maxSettledTasks }),
  }),
  "prune drops nothing that fits": (healthy) => ({
    prune: ({ maxSettledTasks = 0 }) => healthy.prune({ maxSettledTasks: maxSettledTasks - 1 }),
  }),
  "prune keeps unfinished runs": (healthy) => {
    let isPruned = false;
    return {
      prune: async () => void (isPruned = true),
      async load(runId) {
        const run = await healthy.load(runId);
        return isPruned && run?.status === "running" ? undefined : run;
      },
    };
  },
  "prune keeps the newest finished run": (healthy) => hideRuns(healthy, (run) => run.status === "completed"),
  "prune counts age from the end of a run": (healthy) =>
    hideRuns(healthy, (run, all) => run.createdAt < Math.max(...all.map((other) => other.createdAt))),
  "prune takes a run's tasks and events along": (healthy) => {
    let kept: Awaited<ReturnType<Subject["readEvents"]>> | undefined;
    return {
      async prune(retention) {
        kept = await healthy.readEvents(0, 1_000);
        await healthy.prune(retention);
      },
      readEvents: async (cursor, limit) => kept ?? healthy.readEvents(cursor, limit),
    };
  },
};

import type { RunFilter, RunSummary } from "@convoke/core";
import type { StoreMutant, Subject } from "./store-mutant.ts";

/** All summaries in one page, changed. */
function alterAll(
  healthy: Subject,
  change: (items: readonly RunSummary[], filter: RunFilter) => readonly RunSummary[] | Promise<RunSummary[]>,
  narrow: (filter: RunFilter) => RunFilter = (filter) => filter,
): Partial<Subject> {
  return {
    async listRuns(filter) {
      const items: RunSummary[] = [];
      let cursor: string | undefined;
      do {
        const page = await healthy.listRuns(narrow(filter), cursor);
        items.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return { items: await change(items, filter) };
    },
  };
}

const alterEach = (healthy: Subject, change: (item: RunSummary) => RunSummary): Partial<Subject> =>
  alterAll(healthy, (items) => items.map(change));

/** Stores that break what listings of runs promise. */
export const listingMutants: Readonly<Record<string, StoreMutant>> = {
  "listRuns lists the newest first": (healthy) =>
    alterAll(healthy, (items) => items.toSorted((left, right) => right.createdAt - left.createdAt)),
  // Counts how many runs a reader has seen, as a database's OFFSET does.
  "listRuns lists in pages": (healthy) => ({
    async listRuns(filter, cursor = "0") {
      const all = await alterAll(healthy, (items) => items).listRuns?.(filter);
      const items = all?.items ?? [];
      const end = Number(cursor) + 50;
      return { items: items.slice(Number(cursor), end), cursor: end < items.length ? `${end}` : undefined };
    },
  }),
  "listRuns refuses an invented cursor": (healthy) => ({
    listRuns: (filter, cursor) => healthy.listRuns(filter, /^\d+$/.test(cursor ?? "") ? cursor : undefined),
  }),
  "listRuns filters": (healthy) => ({
    listRuns: ({ strategy, ...filter }, cursor) =>
      healthy.listRuns(filter.agentType === undefined ? { ...filter, strategy } : filter, cursor),
  }),
  "listRuns filters by the present agents": (healthy) => {
    const runIds = new Map<string, Set<string>>();
    return {
      async commit(lease, writes) {
        for (const { task } of writes.tasks ?? []) {
          const known = runIds.get(task.agentType) ?? new Set();
          runIds.set(task.agentType, known.add(lease.runId));
        }
        return healthy.commit(lease, writes);
      },
      ...alterAll(
        healthy,
        (items, { agentType }) =>
          agentType === undefined ? items : items.filter(({ runId }) => runIds.get(agentType)?.has(runId)),
        (filter) => ({ ...filter, agentType: undefined }),
      ),
    };
  },
  "listRuns searches": (healthy) =>
    alterAll(
      healthy,
      (items, { search = "" }) =>
        items.filter(({ title, runId }) => `${title}${runId}`.toLowerCase().includes(search.toLowerCase())),
      (filter) => ({ ...filter, search: undefined }),
    ),
  "listRuns sums up a run that goes on": (healthy) => {
    const spent = new Map<string, number>();
    return {
      async commit(lease, writes) {
        for (const { task } of writes.tasks ?? []) {
          spent.set(lease.runId, (spent.get(lease.runId) ?? 0) + (task.spend?.tokens ?? 0));
        }
        return healthy.commit(lease, writes);
      },
      ...alterEach(healthy, (item) => ({
        ...item,
        spend: { ...item.spend, tokens: spent.get(item.runId) ?? 0 },
      })),
    };
  },
  "listRuns sums up a run that has ended": (healthy) => alterEach(healthy, ({ stop: _, ...item }) => item),
  "listRuns forgets what was dropped": (healthy) => ({
    async prune(retention) {
      const { items } = await healthy.listRuns({ agentType: "tester" });
      await healthy.prune(retention);
      const { listRuns } = healthy;
      this.listRuns = async (filter, cursor) =>
        filter.agentType === undefined ? listRuns(filter, cursor) : { items };
    },
  }),
};

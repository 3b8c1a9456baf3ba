import type { RunSummary } from "../../../api/run.ts";

/** Which runs are listed. */
export interface RunFilter {
  readonly status: RunSummary["status"] | undefined;
  readonly strategy: RunSummary["strategy"] | undefined;
  readonly agentType: string | undefined;
  /** A part of the title or of the id. */
  readonly search: string | undefined;
}

export const statuses = ["running", "completed", "failed", "cancelled"] as const;
export const strategies = ["task", "sequential", "parallel", "hierarchical", "consensus", "graph"] as const;

const longestSearch = 200;

/** Reads a filter from the query of an address; what it does not know is left out. */
export function readFilter(query: string): RunFilter {
  const given = new URLSearchParams(query);
  return {
    status: statuses.find((status) => status === given.get("status")),
    strategy: strategies.find((strategy) => strategy === given.get("strategy")),
    agentType: given.get("agent") || undefined,
    search: given.get("search")?.slice(0, longestSearch) || undefined,
  };
}

/** The address of the runs that a filter lets through. */
export function writeFilter({ status, strategy, agentType, search }: RunFilter): string {
  const query = new URLSearchParams();
  if (search !== undefined && search !== "") query.set("search", search.slice(0, longestSearch));
  if (status !== undefined) query.set("status", status);
  if (strategy !== undefined) query.set("strategy", strategy);
  if (agentType !== undefined) query.set("agent", agentType);
  return query.size === 0 ? "/runs" : `/runs?${query}`;
}

/** Whether a filter leaves anything out. */
export function isFiltered(filter: RunFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

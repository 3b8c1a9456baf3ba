import type { RunSummary } from "../../../api/run.ts";

const names = {
  task: "Single task",
  sequential: "Sequential",
  parallel: "Parallel",
  hierarchical: "Hierarchical",
  consensus: "Consensus",
  graph: "Graph",
} as const;

/** The word for a strategy. */
export function nameStrategy(strategy: RunSummary["strategy"]): string {
  return names[strategy];
}

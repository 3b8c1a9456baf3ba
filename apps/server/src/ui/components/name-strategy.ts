import type { RunSummary } from "../../api/run.ts";

const names = {
  task: "One task",
  sequential: "Sequence",
  parallel: "Parallel",
  graph: "Graph",
  hierarchical: "Hierarchy",
  consensus: "Consensus",
} as const;

/** The name of a strategy, for people. */
export function nameStrategy(strategy: RunSummary["strategy"]): string {
  return names[strategy];
}

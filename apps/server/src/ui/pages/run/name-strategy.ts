const names: Readonly<Record<string, string>> = {
  task: "Single task",
  sequential: "Sequential",
  parallel: "Parallel",
  hierarchical: "Hierarchical",
  consensus: "Consensus",
  graph: "Graph",
};

/** The name of a strategy, for people. */
export function nameStrategy(strategy: string): string {
  return names[strategy] ?? strategy;
}

interface Ordered {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/** The steps in an order that respects dependencies, and those that cannot be ordered because of a cycle. */
export interface SortedSteps<Step extends Ordered> {
  readonly sorted: readonly Step[];
  readonly stuck: readonly Step[];
}

/** Orders steps after what they depend on, otherwise as given; unknown dependencies are ignored. Linear, not recursive. */
export function sortSteps<Step extends Ordered>(steps: readonly Step[]): SortedSteps<Step> {
  // of two steps with one id, the later one stands for it
  const positions = new Map<string, number>();
  for (const [index, { id }] of steps.entries()) positions.set(id, index);
  const dependents: number[][] = steps.map(() => []);
  const open = new Int32Array(steps.length);
  /** For each step the last one that was found to depend on it: a repeated dependency counts once. */
  const last = new Int32Array(steps.length).fill(-1);
  for (const [index, { dependsOn }] of steps.entries()) {
    for (const id of dependsOn) {
      const before = positions.get(id);
      if (before === undefined || last[before] === index) continue;
      last[before] = index;
      dependents[before]!.push(index);
      open[index]! += 1;
    }
  }
  const order: number[] = [];
  for (let index = 0; index < steps.length; index += 1) if (open[index] === 0) order.push(index);
  for (let next = 0; next < order.length; next += 1) {
    for (const dependent of dependents[order[next]!]!) {
      open[dependent]! -= 1;
      if (open[dependent] === 0) order.push(dependent);
    }
  }
  return {
    sorted: order.map((index) => steps[index]!),
    stuck: steps.filter((_, index) => open[index]! > 0),
  };
}

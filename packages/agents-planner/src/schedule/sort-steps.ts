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
  const known = new Map(steps.map((step) => [step.id, step]));
  const dependents = new Map<string, Step[]>();
  const open = new Map<Step, number>();
  for (const step of steps) {
    const dependencies = new Set(step.dependsOn.filter((id) => known.has(id)));
    open.set(step, dependencies.size);
    for (const id of dependencies) {
      const list = dependents.get(id);
      if (list === undefined) dependents.set(id, [step]);
      else list.push(step);
    }
  }
  const sorted = steps.filter((step) => open.get(step) === 0);
  for (let index = 0; index < sorted.length; index += 1) {
    const step = sorted[index];
    // of two steps with one id, the later one stands for it
    if (step === undefined || known.get(step.id) !== step) continue;
    for (const dependent of dependents.get(step.id) ?? []) {
      const left = (open.get(dependent) ?? 0) - 1;
      open.set(dependent, left);
      if (left === 0) sorted.push(dependent);
    }
  }
  return { sorted, stuck: steps.filter((step) => (open.get(step) ?? 0) > 0) };
}

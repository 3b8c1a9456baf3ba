/** Steps in a binary heap: the one with the smallest key first, of equal keys the smallest step. */
export interface StepHeap {
  readonly size: () => number;
  readonly peek: () => number;
  readonly push: (step: number) => void;
  readonly pop: () => number;
}

/** A key must not change while its step is in the heap; `pop` and `peek` of an empty heap answer -1. */
export function createStepHeap(keys: Float64Array): StepHeap {
  const steps: number[] = [];
  const precedes = (one: number, other: number): boolean => {
    const difference = keys[one]! - keys[other]!;
    return difference < 0 || (difference === 0 && one < other);
  };
  return {
    size: () => steps.length,
    peek: () => steps[0] ?? -1,
    push(step) {
      let index = steps.length;
      steps.push(step);
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (!precedes(step, steps[parent]!)) break;
        steps[index] = steps[parent]!;
        index = parent;
      }
      steps[index] = step;
    },
    pop() {
      const top = steps[0];
      const last = steps.pop();
      if (top === undefined || last === undefined) return -1;
      if (steps.length === 0) return top;
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= steps.length) break;
        if (child + 1 < steps.length && precedes(steps[child + 1]!, steps[child]!)) child += 1;
        if (!precedes(steps[child]!, last)) break;
        steps[index] = steps[child]!;
        index = child;
      }
      steps[index] = last;
      return top;
    },
  };
}

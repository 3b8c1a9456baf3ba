import { createMinHeap } from "../runtime/min-heap.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";

/** Tasks that could start, by their positions in the plan. */
export interface ReadyLine {
  push(position: number): void;
  /** Takes out whoever goes first; `undefined` when nobody is there. */
  take(): number | undefined;
}

/**
 * Makes a line in which the highest priority goes first, and among equals who came first.
 *
 * Where no task has a priority, which is usual, nothing is compared.
 */
export function createReadyLine(specs: readonly TaskSpec[]): ReadyLine {
  if (specs.every(({ priority = 0 }) => priority === 0)) {
    const positions: number[] = [];
    let next = 0;
    return {
      push: (position) => void positions.push(position),
      take: () => (next < positions.length ? positions[next++] : undefined),
    };
  }
  const rankOf = (position: number): number => specs[position]!.priority ?? 0;
  const heap = createMinHeap<{ readonly position: number; readonly number: number }>(
    (left, right) => rankOf(right.position) - rankOf(left.position) || left.number - right.number,
  );
  let count = 0;
  return {
    push: (position) => heap.push({ position, number: count++ }),
    take: () => heap.pop()?.position,
  };
}

/** Simulated time: what is scheduled happens in the order of its time, and of its scheduling where that is the same. */
export interface EventQueue {
  /** Milliseconds since the start. */
  now(): number;
  schedule(delayMs: number, event: () => void): void;
  /** Lets events happen until none is left, or the next one is later than `endMs`. */
  runUntil(endMs: number): void;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly event: () => void;
}

export function createEventQueue(): EventQueue {
  // A binary heap: the entry at n is not later than those at 2n + 1 and 2n + 2.
  const heap: Entry[] = [];
  let now = 0;
  let scheduled = 0;
  const isBefore = (one: Entry, other: Entry): boolean =>
    one.at < other.at || (one.at === other.at && one.order < other.order);

  function push(entry: Entry): void {
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = entry;
  }

  function pop(): Entry {
    const [first] = heap;
    const last = heap.pop()!;
    if (heap.length === 0) return last;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
      if (!isBefore(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first!;
  }

  return {
    now: () => now,
    schedule(delayMs, event) {
      push({ at: now + delayMs, order: (scheduled += 1), event });
    },
    runUntil(endMs) {
      while (heap.length > 0 && heap[0]!.at <= endMs) {
        const entry = pop();
        now = entry.at;
        entry.event();
      }
      now = endMs;
    },
  };
}

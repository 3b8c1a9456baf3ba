/**
 * The `limit` candidates of the highest scores, best first; of equal scores the lower candidate leads.
 *
 * Keeps a heap of `limit`, so many candidates cost little more than looking at each.
 */
export function selectTop(candidates: Iterable<number>, scores: ArrayLike<number>, limit: number): number[] {
  const heap: number[] = [];
  const isWorse = (a: number, b: number): boolean =>
    scores[a] < scores[b] || (scores[a] === scores[b] && a > b);

  const sink = (): void => {
    let at = 0;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child], heap[worst])) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst], heap[at]];
      at = worst;
    }
  };

  for (const candidate of candidates) {
    if (heap.length < limit) {
      let at = heap.push(candidate) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!isWorse(heap[at], heap[parent])) break;
        [heap[at], heap[parent]] = [heap[parent], heap[at]];
        at = parent;
      }
    } else if (limit > 0 && isWorse(heap[0], candidate)) {
      heap[0] = candidate;
      sink();
    }
  }
  return heap.sort((a, b) => (isWorse(a, b) ? 1 : -1));
}

/** Keeps items so that the least, by the given comparison, is at hand. */
export interface MinHeap<Item> {
  push(item: Item): void;
  /** The least, which stays; `undefined` when empty. */
  peek(): Item | undefined;
  /** Removes and returns the least; `undefined` when empty. */
  pop(): Item | undefined;
  size(): number;
}

/** Makes an empty binary heap; `compare` answers below 0 when the first comes first. Equal items come in any order. */
export function createMinHeap<Item>(compare: (left: Item, right: Item) => number): MinHeap<Item> {
  const items: Item[] = [];
  const swap = (left: number, right: number): void => {
    const item = items[left]!;
    items[left] = items[right]!;
    items[right] = item;
  };
  return {
    push(item) {
      let index = items.push(item) - 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (compare(items[parent]!, items[index]!) <= 0) return;
        swap(parent, index);
        index = parent;
      }
    },
    peek: () => items[0],
    pop() {
      const least = items[0];
      const last = items.pop();
      if (items.length === 0 || last === undefined) return least;
      items[0] = last;
      for (let index = 0; ;) {
        let child = 2 * index + 1;
        if (child >= items.length) return least;
        if (child + 1 < items.length && compare(items[child + 1]!, items[child]!) < 0) child += 1;
        if (compare(items[index]!, items[child]!) <= 0) return least;
        swap(index, child);
        index = child;
      }
    },
    size: () => items.length,
  };
}

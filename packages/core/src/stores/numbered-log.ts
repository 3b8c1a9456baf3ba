/** Entries in the order in which they came, numbered from 1 without gaps. */
export interface NumberedLog<Entry> {
  /** The number of the newest entry ever appended; 0 before any. */
  readonly lastNumber: number;
  /** How many entries are alive. */
  readonly size: number;
  append(entry: Entry): number;
  /** Living entries numbered above `number`, oldest first. */
  readAfter(number: number): Iterable<readonly [number: number, entry: Entry]>;
  /** Living entries numbered below `number`, newest first. */
  readBefore(number: number): Iterable<readonly [number: number, entry: Entry]>;
  /** Takes out the oldest living entry. */
  dropOldest(): Entry | undefined;
  /** Tells the log that `isDropped` has become true for `count` of its entries. */
  forget(count: number): void;
}

/** Compacting fewer dead entries than this saves nothing worth the copy. */
const smallestCompaction = 64;

/**
 * Creates a log whose entries may die anywhere in it: `isDropped` tells the dead from the living.
 *
 * Dead entries are skipped at once and compacted when they outnumber the living, so every operation
 * is constant on average, and finding a number takes a binary search.
 */
export function createNumberedLog<Entry>(isDropped: (entry: Entry) => boolean): NumberedLog<Entry> {
  let numbers: number[] = [];
  let entries: Entry[] = [];
  let head = 0;
  let dead = 0;
  let lastNumber = 0;

  function countLiving(): number {
    return entries.length - head - dead;
  }

  function compactWhenSparse(): void {
    const wasted = head + dead;
    if (wasted < smallestCompaction || wasted <= countLiving()) return;
    const keptNumbers: number[] = [];
    const keptEntries: Entry[] = [];
    for (let index = head; index < entries.length; index++) {
      if (isDropped(entries[index])) continue;
      keptNumbers.push(numbers[index]);
      keptEntries.push(entries[index]);
    }
    numbers = keptNumbers;
    entries = keptEntries;
    head = 0;
    dead = 0;
  }

  function findIndexAfter(number: number): number {
    let low = head;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (numbers[middle] > number) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  return {
    get lastNumber() {
      return lastNumber;
    },
    get size() {
      return countLiving();
    },
    append(entry) {
      lastNumber += 1;
      numbers.push(lastNumber);
      entries.push(entry);
      return lastNumber;
    },
    *readAfter(number) {
      for (let index = findIndexAfter(number); index < entries.length; index++) {
        if (!isDropped(entries[index])) yield [numbers[index], entries[index]];
      }
    },
    *readBefore(number) {
      for (let index = findIndexAfter(number - 1) - 1; index >= head; index--) {
        if (!isDropped(entries[index])) yield [numbers[index], entries[index]];
      }
    },
    dropOldest() {
      while (head < entries.length && isDropped(entries[head])) {
        head += 1;
        dead -= 1;
      }
      if (head === entries.length) return undefined;
      const oldest = entries[head];
      head += 1;
      compactWhenSparse();
      return oldest;
    },
    forget(count) {
      dead += count;
      compactWhenSparse();
    },
  };
}

/** Numbers that are given from 1 upwards and may come twice or out of order. */
export interface SeenNumbers {
  /** False for one that was added before. */
  add(number: number): boolean;
  has(number: number): boolean;
}

/** Remembers which numbers there were, in as little room as their order allows. */
export function createSeenNumbers(): SeenNumbers {
  /** All up to this one were seen. */
  let upTo = 0;
  const beyond = new Set<number>();
  const has = (number: number): boolean => number <= upTo || beyond.has(number);
  return {
    has,
    add(number) {
      if (has(number)) return false;
      beyond.add(number);
      while (beyond.delete(upTo + 1)) upTo++;
      return true;
    },
  };
}

import type { SkippedFile } from "../formats/skipped-file.ts";

const mostSkipRecords = 1000;

/** What was left out: the first 1,000 in words, all by number. */
export interface SkipList {
  readonly skipped: readonly SkippedFile[];
  readonly count: number;
  add(skip: SkippedFile): void;
}

/** Creates a list that begins with what was left out before. */
export function createSkipList(before: { skipped: readonly SkippedFile[]; skippedCount: number }): SkipList {
  const skipped = [...before.skipped];
  let count = before.skippedCount;
  return {
    skipped,
    get count() {
      return count;
    },
    add(skip) {
      count += 1;
      if (skipped.length < mostSkipRecords) skipped.push(skip);
    },
  };
}

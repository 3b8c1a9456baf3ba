import type { SkippedFile } from "../formats/skipped-file.ts";

const mostSkipRecords = 1000;

/** What was left out: the first 1,000 in words, all by number. */
export interface SkipList {
  readonly skipped: readonly SkippedFile[];
  readonly count: number;
  /** Adds one that was met in the place of that position. */
  add(skip: SkippedFile, place: number): void;
  /** The first that were met in a place. */
  listOf(place: number): readonly SkippedFile[];
}

const mostOfPlace = 20;

/** Creates a list that begins with what was left out before. */
export function createSkipList(before: { skipped: readonly SkippedFile[]; skippedCount: number }): SkipList {
  const skipped = [...before.skipped];
  const byPlace = new Map<number, SkippedFile[]>();
  let count = before.skippedCount;
  return {
    skipped,
    get count() {
      return count;
    },
    add(skip, place) {
      count += 1;
      const own = byPlace.get(place) ?? [];
      byPlace.set(place, own);
      if (own.length < mostOfPlace) own.push(skip);
      if (skipped.length < mostSkipRecords) skipped.push(skip);
    },
    listOf: (place) => byPlace.get(place) ?? [],
  };
}

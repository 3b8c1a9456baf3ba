import type { IndexData } from "./index-data.ts";

/** True when a title holds a term; looks it up in the term's sorted postings. */
export function isInTitle(
  { titlePostings: { offsets, groups } }: IndexData,
  term: number,
  title: number,
): boolean {
  let low = offsets[term];
  let high = offsets[term + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (groups[middle] < title) low = middle + 1;
    else high = middle;
  }
  return low < offsets[term + 1] && groups[low] === title;
}

import type { Steps } from "./steps.ts";

/** For each term, in which groups (passages, titles) it stands and how often: one flat array per column. */
export interface Postings {
  /** The postings of term `t` are those from `offsets[t]` up to `offsets[t + 1]`. */
  readonly offsets: Uint32Array;
  readonly groups: Uint32Array;
  /** How often, 255 at most. */
  readonly counts: Uint8Array;
}

const groupsPerStep = 4096;

/**
 * Inverts a stream of term ids: group `g` holds `stream[starts[g]]` up to `stream[starts[g + 1]]`.
 *
 * `starts` has one entry more than there are groups.
 */
export function* invertStream(stream: Uint32Array, starts: Uint32Array, termCount: number): Steps<Postings> {
  const offsets = new Uint32Array(termCount + 1);
  const lastGroup = new Uint32Array(termCount);
  const groupCount = starts.length - 1;
  for (let group = 0; group < groupCount; group += 1) {
    if (group % groupsPerStep === 0) yield;
    for (let at = starts[group]; at < starts[group + 1]; at += 1) {
      const term = stream[at];
      if (lastGroup[term] === group + 1) continue;
      lastGroup[term] = group + 1;
      offsets[term + 1] += 1;
    }
  }
  for (let term = 0; term < termCount; term += 1) offsets[term + 1] += offsets[term];

  const groups = new Uint32Array(offsets[termCount]);
  const counts = new Uint8Array(groups.length);
  const next = offsets.slice(0, termCount);
  lastGroup.fill(0);
  for (let group = 0; group < groupCount; group += 1) {
    if (group % groupsPerStep === 0) yield;
    for (let at = starts[group]; at < starts[group + 1]; at += 1) {
      const term = stream[at];
      if (lastGroup[term] === group + 1) {
        const slot = next[term] - 1;
        if (counts[slot] < 255) counts[slot] += 1;
      } else {
        lastGroup[term] = group + 1;
        groups[next[term]] = group;
        counts[next[term]] = 1;
        next[term] += 1;
      }
    }
  }
  return { offsets, groups, counts };
}

import { hashPair } from "./index-data.ts";
import type { Steps } from "./steps.ts";

const passagesPerStep = 4096;

/** Counts neighbouring terms of each passage in a table that `hashPair` addresses. */
export function* countPairs(stream: Uint32Array, starts: Uint32Array): Steps<Uint16Array> {
  let size = 1 << 12;
  while (size < stream.length && size < 1 << 24) size *= 2;
  const counts = new Uint16Array(size);
  for (let passage = 0; passage + 1 < starts.length; passage += 1) {
    if (passage % passagesPerStep === 0) yield;
    for (let at = starts[passage] + 1; at < starts[passage + 1]; at += 1) {
      const slot = hashPair(stream[at - 1], stream[at], size);
      if (counts[slot] < 65_535) counts[slot] += 1;
    }
  }
  return counts;
}

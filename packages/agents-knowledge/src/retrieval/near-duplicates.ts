import type { IndexData } from "./index-data.ts";
import { countDifferentBits } from "./sim-hash.ts";
import type { Steps } from "./steps.ts";

/** What near duplicates are found by: one entry per passage. */
type Signatures = Pick<IndexData, "simHashLow" | "simHashHigh" | "distinction" | "passageStream">;

/** SimHashes of near duplicates differ in so many of their 64 bits at most. */
const mostDifferentBits = 3;
/** Passages of fewer terms say too little to be told apart by a SimHash. */
const fewestTerms = 12;
/** Of 64 bits in four bands, three that differ leave one band equal. */
const bands = 4;
/** Passages looked at in one bucket, the newest first. */
const mostLookedAt = 32;
const passagesPerStep = 1024;

/**
 * Groups near duplicates: each passage joins the first one before it whose SimHash differs in at most 3 bits
 * and whose numbers, negations and names are the same, in the same order.
 *
 * Answers one entry per passage: 0 when it has no near duplicate, else 1 + the first passage of its group.
 * Only first passages enter the buckets and a bucket is looked at up to a bound, so many equal passages
 * cost no more than many different ones.
 */
export function* findNearDuplicates(signatures: Signatures): Steps<Uint32Array> {
  const { simHashLow, simHashHigh, distinction, passageStream } = signatures;
  const count = simHashLow.length;
  const groups = new Uint32Array(count);
  const sizes = bandTableSize(count);
  const heads = new Uint32Array(sizes);
  const next = new Uint32Array(count * bands);
  for (let passage = 0; passage < count; passage += 1) {
    if (passage % passagesPerStep === 0) yield;
    if (passageStream[passage + 1] - passageStream[passage] < fewestTerms) continue;
    let leader = -1;
    for (let band = 0; band < bands; band += 1) {
      const bucket = findBucket(signatures, passage, band, sizes);
      let entry = heads[bucket];
      for (let looked = 0; entry !== 0 && looked < mostLookedAt; looked += 1) {
        const other = Math.floor((entry - 1) / bands);
        if (
          (leader === -1 || other < leader) &&
          distinction[other] === distinction[passage] &&
          countDifferentBits(simHashLow[other], simHashLow[passage]) +
            countDifferentBits(simHashHigh[other], simHashHigh[passage]) <=
            mostDifferentBits
        ) {
          leader = other;
        }
        entry = next[entry - 1];
      }
    }
    if (leader !== -1) {
      groups[leader] = leader + 1;
      groups[passage] = leader + 1;
      continue;
    }
    for (let band = 0; band < bands; band += 1) {
      const bucket = findBucket(signatures, passage, band, sizes);
      next[passage * bands + band] = heads[bucket];
      heads[bucket] = passage * bands + band + 1;
    }
  }
  return groups;
}

function bandTableSize(count: number): number {
  let size = 1024;
  while (size < count * bands && size < 1 << 24) size *= 2;
  return size;
}

function findBucket(signatures: Signatures, passage: number, band: number, size: number): number {
  const half = band < 2 ? signatures.simHashLow[passage] : signatures.simHashHigh[passage];
  const bits = (half >>> ((band % 2) * 16)) & 0xffff;
  const mixed =
    Math.imul(bits ^ (band << 16), 0x9e3779b1) ^ Math.imul(signatures.distinction[passage], 0x85ebca6b);
  return (Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 7) & (size - 1);
}

/** How many passages have a near duplicate before them. */
export function countNearDuplicates(groups: Uint32Array): number {
  let count = 0;
  for (let passage = 0; passage < groups.length; passage += 1) {
    if (groups[passage] !== 0 && groups[passage] !== passage + 1) count += 1;
  }
  return count;
}

/** Of each group of near duplicates only the candidate of the highest score, the first one of equals. */
export function keepBestOfGroups(
  groups: Uint32Array,
  candidates: readonly number[],
  scores: ArrayLike<number>,
): readonly number[] {
  const best = new Map<number, number>();
  for (const passage of candidates) {
    const group = groups[passage];
    if (group === 0) continue;
    const other = best.get(group);
    const isBetter =
      other === undefined ||
      scores[passage] > scores[other] ||
      (scores[passage] === scores[other] && passage < other);
    if (isBetter) best.set(group, passage);
  }
  if (best.size === 0) return candidates;
  return candidates.filter((passage) => groups[passage] === 0 || best.get(groups[passage]) === passage);
}

/** A 64-bit hash as two unsigned halves. */
export interface Hash64 {
  readonly low: number;
  readonly high: number;
}

/** Hashes a term, the same in every process and every index. */
export function hashTerm(term: string): Hash64 {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let at = 0; at < term.length; at += 1) {
    const code = term.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ (code + 0x9e37), 0x5bd1e995);
    second ^= second >>> 15;
  }
  return { low: finish(first ^ (second >>> 7)), high: finish(second ^ Math.imul(first, 0x85ebca6b)) };
}

/** How many terms have each bit. */
const counters = new Uint32Array(64);
/** The same for the last few terms, four bits in each number, a byte for each. */
const lanes = new Int32Array(16);
/** A byte holds so many. */
const mostInLane = 255;
/** Four bits, each moved to a byte of its own. */
const spread = Int32Array.from(
  { length: 16 },
  (_, bits) => (bits & 1) | ((bits & 2) << 7) | ((bits & 4) << 14) | ((bits & 8) << 21),
);

/**
 * The SimHash of a passage: each bit is what the hashes of most of its terms have there, so that passages
 * which share nearly all terms differ in few bits (Charikar, "Similarity estimation techniques from rounding
 * algorithms", STOC 2002; 64 bits and a distance of 3 as in Manku, Jain and Das Sarma, "Detecting
 * near-duplicates for web crawling", WWW 2007).
 */
export function computeSimHash(terms: Uint32Array, hashOf: (term: number) => Hash64): Hash64 {
  counters.fill(0);
  for (let start = 0; start < terms.length; start += mostInLane) {
    const end = Math.min(start + mostInLane, terms.length);
    for (let at = start; at < end; at += 1) {
      const { low, high } = hashOf(terms[at]);
      for (let lane = 0; lane < 8; lane += 1) {
        lanes[lane] += spread[(low >>> (lane * 4)) & 15];
        lanes[lane + 8] += spread[(high >>> (lane * 4)) & 15];
      }
    }
    for (let bit = 0; bit < 64; bit += 1) counters[bit] += (lanes[bit >> 2] >>> ((bit & 3) * 8)) & 255;
    lanes.fill(0);
  }
  let low = 0;
  let high = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    if (counters[bit] * 2 > terms.length) low |= 1 << bit;
    if (counters[bit + 32] * 2 > terms.length) high |= 1 << bit;
  }
  return { low: low >>> 0, high: high >>> 0 };
}

/** In how many of 32 bits two numbers differ. */
export function countDifferentBits(first: number, second: number): number {
  let bits = first ^ second;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

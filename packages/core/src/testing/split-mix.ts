const mask = (1n << 64n) - 1n;
const twoTo53 = 2 ** 53;

/**
 * Creates a repeatable source of numbers in [0, 1): the same seed gives the same numbers everywhere.
 *
 * It is SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014, doi 10.1145/2660193.2660195; the upper 53 of its 64 bits make the number.
 */
export function createSplitMix(seed: number): () => number {
  let state = BigInt.asUintN(64, BigInt(seed));
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let mixed = state;
    mixed = ((mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & mask;
    mixed ^= mixed >> 31n;
    return Number(mixed >> 11n) / twoTo53;
  };
}

/** Numbers from 0 to below 1 that depend on the seed only (mulberry32). */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A time with the given mean that has no memory, as those between independent arrivals. */
export function drawExponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

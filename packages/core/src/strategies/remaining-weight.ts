import { sumWeights } from "./tally-options.ts";

/** The weights of a vote, of which some have been taken away. */
export interface RemainingWeight {
  /** The sum of those that are left. */
  readonly sum: number;
  /** Takes a voter's weight away, once. */
  remove(voter: number): void;
}

/**
 * A sum that stays right however much is taken from it.
 *
 * Subtracting leaves the rounding error of the greatest sum there has been, beside which the rest may be
 * nothing: 1e17 + 1 - 1e17 is 0. So what is left is added up anew whenever half of it is gone, which is
 * seldom enough to cost less than the subtractions.
 */
export function createRemainingWeight(weights: readonly number[]): RemainingWeight {
  const gone = new Uint8Array(weights.length);
  let sum = sumWeights(weights, () => true);
  let lastCounted = sum;
  return {
    get sum() {
      return sum;
    },
    remove(voter) {
      gone[voter] = 1;
      sum -= weights[voter]!;
      if (sum < lastCounted / 2) lastCounted = sum = sumWeights(weights, (other) => gone[other] === 0);
    },
  };
}

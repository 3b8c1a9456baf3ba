import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";

/**
 * How probable it is that the leading answer really is the more frequent of two, given their votes so far.
 *
 * P(p > 0.5) for p ~ Beta(leading + 1, trailing + 1), the stopping rule of Adaptive-Consistency (Aggarwal
 * et al. 2023, arXiv 2305.11860). For whole counts it equals P(X <= leading) of a binomial X over
 * leading + trailing + 1 fair coins, which is summed here from its smaller tail, so that nothing cancels.
 * Throws `invalid_argument` for counts that are not whole numbers, 0 or more.
 *
 * @example
 * computeLeadProbability(4, 0); // 0.96875
 */
export function computeLeadProbability(leading: number, trailing: number): number {
  for (const count of [leading, trailing]) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    throw new OrchestrationError(
      ErrorCode.INVALID_ARGUMENT,
      `Vote counts must be whole numbers, 0 or more, not ${count}`,
    );
  }
  if (leading === trailing) return 0.5;
  const tail = sumLowerTail(leading + trailing + 1, Math.min(leading, trailing));
  return leading > trailing ? 1 - tail : tail;
}

/** P(X <= limit) for X heads of `coins` fair coins, `limit` below half of them. */
function sumLowerTail(coins: number, limit: number): number {
  const first = Math.exp(
    logFactorial(coins) - logFactorial(limit) - logFactorial(coins - limit) - coins * Math.LN2,
  );
  let sum = 0;
  let term = first;
  for (let heads = limit; heads >= 0 && term > sum * Number.EPSILON; heads -= 1) {
    sum += term;
    term *= heads / (coins - heads + 1);
  }
  return sum;
}

/** Stirling's series, good to double precision from 16 on; below, the product itself. */
function logFactorial(number: number): number {
  if (number < 16) {
    let product = 1;
    for (let factor = 2; factor <= number; factor += 1) product *= factor;
    return Math.log(product);
  }
  const inverse = 1 / number;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (number + 0.5) * Math.log(number) - number + 0.5 * Math.log(2 * Math.PI) + series;
}

import type { Runtime } from "@convoke/core";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "./problem.ts";

export interface RateLimitOptions {
  /** Requests a second from one address, and as many at once; 0 sets no limit. */
  readonly perSecond: number;
  readonly runtime: Runtime;
  /** Addresses that are remembered; the one that was heard of first makes room. @default 10_000 */
  readonly maxAddresses?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Makes a limit on the requests of one address: a token bucket for each, which holds a second's worth.
 *
 * The check throws `rate_limited` with `Retry-After`. Addresses of IPv6 count by their network (/64), which one machine has to itself.
 */
export function createRateLimit({
  perSecond,
  runtime,
  maxAddresses = 10_000,
}: RateLimitOptions): (address: string) => void {
  if (perSecond === 0) return () => undefined;
  const buckets = new Map<string, Bucket>();
  return (given) => {
    const address = given.includes(".") ? given : given.split(":", 4).join(":");
    const now = runtime.now();
    let bucket = buckets.get(address);
    if (bucket === undefined) {
      if (buckets.size >= maxAddresses) for (const [oldest] of buckets) if (buckets.delete(oldest)) break;
      bucket = { tokens: perSecond, at: now };
      buckets.set(address, bucket);
    }
    bucket.tokens = Math.min(perSecond, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return;
    }
    throw new ProblemError(
      ServerProblemCode.RATE_LIMITED,
      `More than ${perSecond} requests a second came from this address: slow down, or raise CONVOKE_RATE_LIMIT.`,
      undefined,
      { "retry-after": "1" },
    );
  };
}

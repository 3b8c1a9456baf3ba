import { OrchestrationError } from "@convoke/core";
import type { ProviderContext, ProviderQuery, ProviderResult, SearchProvider } from "./search-provider.ts";
import { checkResults } from "./check-results.ts";
import { limitTime } from "./limit-time.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";
import { isSearchError, SearchError } from "./search-error.ts";

/** What became of asking one provider. */
export interface ProviderOutcome {
  readonly provider: string;
  readonly results: readonly ProviderResult[];
  readonly error?: SearchError;
  readonly spentUsd: number;
}

/** For providers that keep no time limit of their own. */
const defaultTimeoutMs = 60_000;
/** After this, it is worth finding out whether a provider still refuses. */
const longestPauseMs = 3_600_000;

/** One line before each provider, however many agents share it: the service counts them together. */
const limiters = new WeakMap<SearchProvider, RateLimiter>();

/** Asks a provider when its turn has come. Its failure is part of the outcome; only an abort rejects. */
export async function askProvider(
  provider: SearchProvider,
  query: ProviderQuery,
  context: ProviderContext,
): Promise<ProviderOutcome> {
  const { signal, runtime } = context;
  const { name, costPerQueryUsd = 0, timeoutMs = defaultTimeoutMs } = provider;
  const limiter = getLimiter(provider);
  let isAsked = false;
  try {
    await limiter.acquire(context);
    isAsked = true;
    const createError = (): SearchError =>
      new SearchError(`${name} does not answer within ${timeoutMs} ms; raise timeoutMs or try again later.`, {
        provider: name,
        reason: "timeout",
      });
    const limit = { signal, runtime, timeoutMs, createError };
    const answer = await limitTime(limit, async (signal) => provider.search(query, { signal, runtime }));
    return {
      provider: name,
      results: checkResults(name, answer, query.maxResults),
      spentUsd: costPerQueryUsd,
    };
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    const error = toSearchError(name, thrown);
    if (isAsked && error.reason === "rate_limited" && error.retryAfterMs !== undefined) {
      limiter.pause(runtime.now() + Math.min(error.retryAfterMs, longestPauseMs));
    }
    const spentUsd = isAsked && mayHaveCost(error) ? costPerQueryUsd : 0;
    return { provider: name, results: [], error, spentUsd };
  }
}

function getLimiter(provider: SearchProvider): RateLimiter {
  const known = limiters.get(provider);
  if (known !== undefined) return known;
  const { name, requestsPerSecond } = provider;
  const limiter = createRateLimiter({ provider: name, requestsPerSecond });
  limiters.set(provider, limiter);
  return limiter;
}

/** Services bill what they answered, and what was not waited for may have been answered; refusals are free. */
function mayHaveCost({ reason, details }: SearchError): boolean {
  return reason === "timeout" || (reason === "invalid_response" && details.status === undefined);
}

/** A provider of somebody else may throw anything. */
function toSearchError(provider: string, thrown: unknown): SearchError {
  if (isSearchError(thrown)) return thrown;
  const { message } = OrchestrationError.from(thrown, "agent_failed");
  return new SearchError(`${provider} failed: ${message}`, {
    provider,
    reason: "unavailable",
    cause: thrown,
  });
}

import type { SearchProvider } from "./search-provider.ts";

/** What asking providers adds to a search. */
export interface ProvidersEstimate {
  /** In seconds; they are asked at once, so the slowest counts. */
  readonly estimatedTime: number;
  /** In USD, when nothing is cached. */
  readonly costUsd: number;
}

/** Search services answer within one to two seconds. */
const serviceTime = 1.5;

/** What a set of providers adds to a search in time and money; nothing without any. */
export function estimateProviders(providers: readonly SearchProvider[]): ProvidersEstimate {
  return {
    estimatedTime: providers.length === 0 ? 0 : serviceTime,
    costUsd: providers.reduce((sum, { costPerQueryUsd = 0 }) => sum + costPerQueryUsd, 0),
  };
}

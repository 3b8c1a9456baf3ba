import type { AgentContext } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import type { ProviderContext, ProviderQuery } from "./search-provider.ts";
import { askProvider, type ProviderOutcome } from "./ask-provider.ts";
import { checkProviders } from "./check-providers.ts";
import { estimateProviders } from "./estimate-providers.ts";
import { type FusedResult, fuseResults } from "./fuse-results.ts";
import { searchIndex } from "./index-provider.ts";
import { createQueryCache } from "./query-cache.ts";
import { createQueryKey } from "./query-key.ts";
import { SearchError } from "./search-error.ts";
import { completeWebSearchOptions, type WebSearchOptions } from "./web-search-options.ts";

/** What one search may use. */
export interface WebSearchContext extends ProviderContext {
  /** The index to search beside the providers. */
  readonly rank?: Rank;
  /** Another one for another state of the index: kept answers hold its results too. */
  readonly corpusRevision?: string;
  /** Pays providers that cost something; without it nothing is booked. */
  readonly budget?: AgentContext["budget"];
}

/** How one provider did. */
export interface ProviderReport {
  readonly name: string;
  /** `cached`: not asked again, since the same was answered not long ago. */
  readonly status: "answered" | "failed" | "cached";
  readonly results: number;
  readonly error?: Pick<SearchError, "reason" | "message"> & { readonly retryAfterMs?: number };
}

/** What was found, best first, and how each provider did. */
export interface WebSearchAnswer {
  readonly results: readonly FusedResult[];
  readonly providers: readonly ProviderReport[];
}

/** Several places to search, as one. */
export interface WebSearch {
  /** False when the index is all there is to search. */
  readonly hasProviders: boolean;
  /**
   * What the providers and the index find. A provider that fails is reported; when all have failed and the index
   * holds nothing either, it rejects with the first one's `SearchError`, whose details list the others.
   */
  search(query: ProviderQuery, context: WebSearchContext): Promise<WebSearchAnswer>;
}

interface Flight {
  readonly results: readonly FusedResult[];
  readonly outcomes: readonly ProviderOutcome[];
  readonly spentUsd: number;
}

/** What the agent's own index is called in results. */
const indexName = "index";

/** Asks several providers at once and fuses what they find; equal queries are asked once. */
export function createWebSearch(options: WebSearchOptions = {}): WebSearch {
  const { maxCachedQueries, timeToLiveMs } = completeWebSearchOptions(options);
  const providers = checkProviders(options.providers ?? [], indexName);
  const names = providers.map(({ name }) => name);
  const { costUsd } = estimateProviders(providers);
  const cache = createQueryCache<Flight>({
    maxEntries: maxCachedQueries,
    timeToLiveMs,
    isWorthKeeping: ({ outcomes }) => outcomes.every(({ error }) => error === undefined),
  });

  async function askAll(
    query: ProviderQuery,
    rank: Rank | undefined,
    context: ProviderContext,
  ): Promise<Flight> {
    const asked = providers.map((provider) => askProvider(provider, query, context));
    const outcomes = [...(await Promise.all(asked)), ...askIndex(rank, query)];
    return {
      results: fuseResults(outcomes, query.maxResults),
      outcomes,
      spentUsd: outcomes.reduce((sum, outcome) => sum + outcome.spentUsd, 0),
    };
  }

  async function pay(
    budget: AgentContext["budget"],
    isKnown: () => boolean,
  ): ReturnType<AgentContext["budget"]["reserve"]> {
    // Nothing is reserved for what costs nothing, but that has to be said: else the estimate would be charged.
    const nothing = isKnown() ? await budget.reserve({ costUsd: 0 }) : undefined;
    if (nothing === undefined || isKnown()) return nothing ?? budget.reserve({ costUsd });
    await nothing.settle({ costUsd: 0 });
    return budget.reserve({ costUsd });
  }

  return {
    hasProviders: providers.length > 0,
    async search(query, context) {
      const { signal, runtime, rank, corpusRevision, budget } = context;
      signal.throwIfAborted();
      if (providers.length === 0) return searchIndexAlone(rank, query);
      const key = createQueryKey(query.text, {
        maxResults: query.maxResults,
        providers: names,
        corpusRevision,
      });
      const reservation =
        costUsd > 0 && budget !== undefined
          ? await pay(budget, () => cache.has(key, runtime.now()))
          : undefined;
      const { origin, value } = cache.open(key, context, (shared) => askAll(query, rank, shared));
      try {
        const { results, outcomes, spentUsd } = await value;
        // Who had it asked pays; who joined or came later does not.
        await reservation?.settle({ costUsd: origin === "started" ? spentUsd : 0 });
        throwIfNothingWorked(outcomes);
        return { results, providers: outcomes.map((outcome) => report(outcome, origin === "cached")) };
      } catch (error) {
        // One that was started and left stays reserved, and so is charged: it may have been answered.
        if (origin !== "started") await reservation?.settle({ costUsd: 0 });
        throw error;
      }
    },
  };
}

function askIndex(rank: Rank | undefined, { text, maxResults }: ProviderQuery): ProviderOutcome[] {
  return rank === undefined
    ? []
    : [{ provider: indexName, results: searchIndex(rank, text, maxResults), spentUsd: 0 }];
}

function searchIndexAlone(rank: Rank | undefined, query: ProviderQuery): WebSearchAnswer {
  const outcomes = askIndex(rank, query);
  return {
    results: outcomes.flatMap(({ results }) =>
      results.map((result) => ({ ...result, score: result.score ?? 0, providers: [indexName] })),
    ),
    providers: outcomes.map((outcome) => report(outcome, false)),
  };
}

function report({ provider: name, results, error }: ProviderOutcome, isCached: boolean): ProviderReport {
  if (error === undefined) {
    return { name, status: isCached ? "cached" : "answered", results: results.length };
  }
  return { name, status: "failed", results: 0, error: describe(error) };
}

function describe({ reason, message, retryAfterMs }: SearchError): NonNullable<ProviderReport["error"]> {
  return { reason, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** That a service could not be asked is no answer; that the index alone has one is. */
function throwIfNothingWorked(outcomes: readonly ProviderOutcome[]): void {
  const failed = outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]));
  const worked = outcomes.some(
    ({ provider, error, results }) => error === undefined && (provider !== indexName || results.length > 0),
  );
  const [first] = failed;
  if (worked || first === undefined) return;
  if (failed.length === 1) throw first;
  const others = failed.slice(1).map(({ provider, reason }) => `${provider} (${reason})`);
  throw new SearchError(`${first.message} The others failed too: ${others.join(", ")}.`, {
    provider: first.provider,
    reason: first.reason,
    retryAfterMs: first.retryAfterMs,
    cause: first,
    details: { providers: failed.map((error) => ({ name: error.provider, ...describe(error) })) },
  });
}

import type { SearchProvider } from "./search-provider.ts";
import { collectResults, contentAnswerSchema, contentEntrySchema } from "./collect-results.ts";
import type { Refusal, RefusalMeaning } from "./describe-refusal.ts";
import {
  checkApiKey,
  completeOptions,
  extendPath,
  refuseOption,
  type KeyedProviderOptions,
} from "./provider-options.ts";
import { readAnswer } from "./read-answer.ts";
import { shortenQuery } from "./shorten-query.ts";

/** How Tavily is asked. */
export interface TavilyOptions extends KeyedProviderOptions {
  /** `advanced` reads more and costs two credits instead of one. @default "basic" */
  readonly searchDepth?: "basic" | "advanced";
}

const mostResults = 20;
const creditUsd = 0.008;

/**
 * Searches with Tavily; longer queries are cut to its 400 characters. Costs 0.008 USD a query at list price, twice
 * that for `advanced`; set `costPerQueryUsd` to what yours costs.
 *
 * @example
 * createTavilyProvider({ apiKey: "tvly-…" });
 */
export function createTavilyProvider(options: TavilyOptions): SearchProvider {
  const { searchDepth = "basic" } = options;
  if (searchDepth !== "basic" && searchDepth !== "advanced") {
    throw refuseOption("tavily", "searchDepth", 'must be "basic" or "advanced".');
  }
  const { base, traits, limits } = completeOptions(
    options,
    {
      name: "tavily",
      baseUrl: "https://api.tavily.com",
      costPerQueryUsd: searchDepth === "basic" ? creditUsd : 2 * creditUsd,
    },
    ["apiKey", "searchDepth"],
  );
  const secret = checkApiKey("tavily", options.apiKey);
  return {
    ...traits,
    async search({ text, maxResults }, context) {
      const request = {
        ...limits,
        url: extendPath(base, "search"),
        headers: { authorization: `Bearer ${secret}` },
        body: {
          query: shortenQuery(text, { maxCharacters: 400 }),
          max_results: Math.min(maxResults, mostResults),
          search_depth: searchDepth,
        },
        secret,
        explain,
      };
      const { results } = await readAnswer(request, contentAnswerSchema, context);
      return collectResults(results, contentEntrySchema, maxResults);
    },
  };
}

function explain({ status }: Refusal): RefusalMeaning | undefined {
  if (status !== 432 && status !== 433) return undefined;
  return {
    reason: "quota_exceeded",
    message: `reports that the plan's credits are used up (${status}); raise the limit in its dashboard.`,
  };
}

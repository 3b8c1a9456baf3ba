import { z } from "zod";
import type { SearchProvider } from "./search-provider.ts";
import { collectResults, looseText } from "./collect-results.ts";
import type { Refusal, RefusalMeaning } from "./describe-refusal.ts";
import { checkApiKey, completeOptions, extendPath, type KeyedProviderOptions } from "./provider-options.ts";
import { readAnswer } from "./read-answer.ts";
import { readRetryAfter } from "./retry-after.ts";
import { shortenQuery } from "./shorten-query.ts";

/** `web` is left out when nothing was found. */
const answerSchema = z.union([
  z.object({ web: z.object({ results: z.array(z.unknown()) }) }),
  z.object({ query: z.looseObject({}), web: z.null().optional() }),
]);

const entrySchema = z
  .object({ title: z.string(), url: z.string(), description: looseText })
  .transform(({ title, url, description }) => ({ title, url, snippet: description }));

const mostResults = 20;

/**
 * Searches the index of Brave Search; longer queries are cut to its 400 characters and 50 words.
 *
 * One query a second unless `requestsPerSecond` says otherwise, as the smallest plan has it. Costs 0.005 USD a query
 * at list price; set `costPerQueryUsd` to what yours costs.
 *
 * @example
 * createBraveProvider({ apiKey: "…", requestsPerSecond: 20 });
 */
export function createBraveProvider(options: KeyedProviderOptions): SearchProvider {
  const { base, traits, limits } = completeOptions(
    options,
    {
      name: "brave",
      baseUrl: "https://api.search.brave.com",
      costPerQueryUsd: 0.005,
      requestsPerSecond: 1,
    },
    ["apiKey"],
  );
  const secret = checkApiKey("brave", options.apiKey);
  return {
    ...traits,
    async search({ text, maxResults }, context) {
      const url = extendPath(base, "res/v1/web/search");
      url.searchParams.set("q", shortenQuery(text, { maxCharacters: 400, maxWords: 50 }));
      url.searchParams.set("count", String(Math.min(maxResults, mostResults)));
      // Some requests without "no-cache" have been refused with 422; no other value is allowed.
      const headers = { "x-subscription-token": secret, "cache-control": "no-cache" };
      const answer = await readAnswer({ ...limits, url, headers, secret, explain }, answerSchema, context);
      return collectResults(answer.web?.results ?? [], entrySchema, maxResults);
    },
  };
}

function explain({ status, headers, text }: Refusal, now: number): RefusalMeaning | undefined {
  if (status === 422 && text.includes("SUBSCRIPTION_TOKEN_INVALID")) {
    return { reason: "auth", message: "does not know the API key (422); check it." };
  }
  if (status !== 429) return undefined;
  return {
    reason: "rate_limited",
    message: "refuses further queries for now (429): set requestsPerSecond to what your plan allows.",
    retryAfterMs: readRetryAfter(headers.get("retry-after"), now) ?? readReset(headers),
  };
}

/** Brave lists a limit per window, `1, 15000`; those without a query left tell in seconds when there is one again. */
function readReset(headers: Headers): number | undefined {
  const remaining = readNumbers(headers.get("x-ratelimit-remaining"));
  const seconds = readNumbers(headers.get("x-ratelimit-reset")).filter(
    (_, window) => !(remaining[window] > 0),
  );
  return seconds.length === 0 ? undefined : readRetryAfter(String(Math.max(...seconds)), 0);
}

function readNumbers(header: string | null): number[] {
  const numbers = (header ?? "").slice(0, 100).split(",").map(Number);
  return header === null ? [] : numbers.filter((number) => Number.isInteger(number) && number >= 0);
}

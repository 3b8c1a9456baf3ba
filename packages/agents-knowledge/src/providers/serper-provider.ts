import { z } from "zod";
import type { SearchProvider } from "./search-provider.ts";
import { collectResults, looseText } from "./collect-results.ts";
import type { Refusal, RefusalMeaning } from "./describe-refusal.ts";
import { checkApiKey, completeOptions, extendPath, type KeyedProviderOptions } from "./provider-options.ts";
import { readAnswer } from "./read-answer.ts";
import { shortenQuery } from "./shorten-query.ts";

const answerSchema = z.object({ organic: z.array(z.unknown()) });

const entrySchema = z
  .object({ title: z.string(), link: z.string(), snippet: looseText })
  .transform(({ title, link, snippet }) => ({ title, url: link, snippet }));

/** More would cost a second credit. */
const mostResults = 10;

/**
 * Searches Google's results with Serper, ten at most. Costs 0.001 USD a query at list price; set `costPerQueryUsd` to
 * what yours costs.
 *
 * @example
 * createSerperProvider({ apiKey: "…" });
 */
export function createSerperProvider(options: KeyedProviderOptions): SearchProvider {
  const { base, traits, limits } = completeOptions(
    options,
    { name: "serper", baseUrl: "https://google.serper.dev", costPerQueryUsd: 0.001 },
    ["apiKey"],
  );
  const secret = checkApiKey("serper", options.apiKey);
  return {
    ...traits,
    async search({ text, maxResults }, context) {
      const request = {
        ...limits,
        url: extendPath(base, "search"),
        headers: { "x-api-key": secret },
        body: { q: shortenQuery(text, { maxCharacters: 2_000 }), num: Math.min(maxResults, mostResults) },
        secret,
        explain,
      };
      const { organic } = await readAnswer(request, answerSchema, context);
      return collectResults(organic, entrySchema, maxResults);
    },
  };
}

function explain({ status, text }: Refusal): RefusalMeaning | undefined {
  if (status !== 400 || !/not enough credits/i.test(text)) return undefined;
  return {
    reason: "quota_exceeded",
    message: "reports that the account's credits are used up (400); buy more in its dashboard.",
  };
}

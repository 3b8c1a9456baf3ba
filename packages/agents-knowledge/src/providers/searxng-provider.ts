import type { SearchProvider } from "./search-provider.ts";
import { collectResults, contentAnswerSchema, contentEntrySchema } from "./collect-results.ts";
import type { Refusal, RefusalMeaning } from "./describe-refusal.ts";
import { completeOptions, extendPath, refuseOption, type WebProviderOptions } from "./provider-options.ts";
import { readAnswer } from "./read-answer.ts";

/** How a SearXNG instance is asked. */
export interface SearxngOptions extends WebProviderOptions {
  /** The instance, e.g. "http://localhost:8080". */
  readonly baseUrl: string;
  /** Languages of the results, as `Accept-Language`. @default "en" */
  readonly language?: string;
}

/**
 * Searches with a SearXNG instance; its `settings.yml` must list `json` under `search.formats`. Without a key and
 * without cost.
 *
 * @example
 * createKnowledgeAgent({ providers: [createSearxngProvider({ baseUrl: "http://localhost:8080" })] });
 */
export function createSearxngProvider(options: SearxngOptions): SearchProvider {
  const { base, traits, limits } = completeOptions(options, { name: "searxng" }, ["language"]);
  const { language = "en" } = options;
  if (!/^[\w ,;=.*-]{1,200}$/.test(language)) {
    throw refuseOption("searxng", "language", 'must read like "en" or "de-CH, en;q=0.5".');
  }
  return {
    ...traits,
    async search({ text, maxResults }, context) {
      const url = extendPath(base, "search");
      url.searchParams.set("q", text);
      url.searchParams.set("format", "json");
      const headers = { "accept-language": language };
      const { results } = await readAnswer(
        { ...limits, url, headers, explain },
        contentAnswerSchema,
        context,
      );
      return collectResults(results, contentEntrySchema, maxResults);
    },
  };
}

function explain({ status }: Refusal): RefusalMeaning | undefined {
  if (status === 403) {
    return {
      reason: "forbidden_format",
      message:
        'does not hand out JSON (403): add "json" to the list search.formats in its settings.yml and restart it.',
    };
  }
  if (status === 429) {
    return {
      reason: "rate_limited",
      message:
        "refuses further queries for now (429): ask less often, or on an instance of your own set server.limiter to false in its settings.yml.",
    };
  }
  return undefined;
}

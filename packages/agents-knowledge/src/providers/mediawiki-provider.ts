import { z } from "zod";
import type { SearchProvider } from "./search-provider.ts";
import { collectResults, looseText } from "./collect-results.ts";
import { completeOptions, extendPath, type WebProviderOptions } from "./provider-options.ts";
import { readAnswer } from "./read-answer.ts";
import { SearchError, type SearchErrorReason } from "./search-error.ts";
import { shortenQuery } from "./shorten-query.ts";

/** How a wiki is asked. */
export interface MediaWikiOptions extends WebProviderOptions {
  /** The wiki's host, e.g. "https://en.wikipedia.org", or the full address of its `api.php`. */
  readonly baseUrl: string;
  /** Tells the wiki's operators who asks; Wikimedia wants a way to reach you in it. */
  readonly userAgent?: string;
}

const generalSchema = z.object({
  server: z.string(),
  articlepath: z.string().catch("/index.php?title=$1"),
});

const answerSchema = z.union([
  z.object({ error: z.object({ code: z.string(), info: looseText }) }),
  z.object({ query: z.object({ search: z.array(z.unknown()), general: generalSchema }) }),
]);

/** Error codes of the API, which come with status 200. */
const reasons: Readonly<Record<string, SearchErrorReason>> = {
  maxlag: "unavailable",
  ratelimited: "rate_limited",
  readapidenied: "auth",
  "search-error": "bad_request",
};

/**
 * Searches a wiki that runs MediaWiki. A page's address is built as the wiki itself says, from the same answer.
 * Without a key and without cost; longer queries are cut to 300 characters.
 *
 * @example
 * createMediaWikiProvider({ baseUrl: "https://en.wikipedia.org" });
 */
export function createMediaWikiProvider(options: MediaWikiOptions): SearchProvider {
  const { base, traits, limits } = completeOptions(options, { name: "mediawiki" }, ["userAgent"]);
  const { userAgent = "convoke-agents-knowledge" } = options;
  return {
    ...traits,
    async search({ text, maxResults }, context) {
      const url = base.pathname.endsWith("/api.php") ? new URL(base) : extendPath(base, "w/api.php");
      const parameters = {
        action: "query",
        list: "search",
        srsearch: shortenQuery(text, { maxCharacters: 300 }),
        srlimit: String(maxResults),
        srprop: "snippet",
        meta: "siteinfo",
        siprop: "general",
        format: "json",
        formatversion: "2",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      const answer = await readAnswer(
        { ...limits, url, headers: { "user-agent": userAgent } },
        answerSchema,
        context,
      );
      if ("error" in answer) throw explainError(traits.name, answer.error.code);
      const { search, general } = answer.query;
      const entrySchema = z
        .object({ title: z.string().min(1), snippet: looseText })
        .transform(({ title, snippet }) => ({ title, snippet, url: createAddress(general, title, base) }));
      return collectResults(search, entrySchema, maxResults);
    },
  };
}

/** `server` may leave the scheme to whoever asks; `$1` stands for the title. */
function createAddress(
  { server, articlepath }: z.infer<typeof generalSchema>,
  title: string,
  base: URL,
): string {
  const host = server.startsWith("//") ? `${base.protocol}${server}` : server;
  const page = encodeURIComponent(title.toWellFormed().replaceAll(" ", "_"))
    .replaceAll("%2F", "/")
    .replaceAll("%3A", ":");
  return `${host}${articlepath.split("$1", 2).join(page)}`;
}

function explainError(provider: string, code: string): SearchError {
  const shown = JSON.stringify(code.slice(0, 60));
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : "bad_request";
  return new SearchError(
    `${provider} refuses the query with the error ${shown}; its API help says what it means.`,
    {
      provider,
      reason,
    },
  );
}

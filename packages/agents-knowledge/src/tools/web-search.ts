import { z } from "zod";
import type { AgentContext } from "@convoke/core";
import type { Rank } from "../answers/rank.ts";
import { reportIndexing } from "../library/report-indexing.ts";
import { getCorpusRevision } from "../providers/corpus-revision.ts";
import type { Services } from "../services.ts";

/** What a search answers. */
export const searchResultSchema = z.object({
  type: z.literal("search"),
  query: z.string(),
  /** Best first. */
  results: z.array(
    z.object({
      title: z.string(),
      /** The address of a page. */
      url: z.string().optional(),
      /** The file of a place in the index. */
      file: z.string().optional(),
      /** 1-based line in that file. */
      line: z.int().min(1).optional(),
      /** Plain text: what the provider shows, or the best sentences of a file. */
      snippet: z.string(),
      /** Comparable within these results only. */
      score: z.number(),
      /** Who found it; "index" are the indexed documents. */
      providers: z.array(z.string()),
    }),
  ),
  /** How each provider did. */
  providers: z.array(
    z.object({
      name: z.string(),
      /** `cached`: not asked again, since the same was answered not long ago. */
      status: z.enum(["answered", "failed", "cached"]),
      /** How many it found. */
      results: z.int().min(0),
      error: z
        .object({ reason: z.string(), message: z.string(), retryAfterMs: z.number().optional() })
        .optional(),
    }),
  ),
});

/** What a search answers: ranked places with a snippet each, and how each provider did. */
export type SearchResult = z.infer<typeof searchResultSchema>;

/**
 * Searches the providers and the index for a query; nothing found is an empty list. A provider that fails is
 * reported; the search fails when all have, and the index holds nothing.
 */
export async function search(
  { webSearch, library }: Pick<Services, "webSearch" | "library">,
  { query, maxResults = 10 }: { query: string; maxResults?: number | undefined },
  rank: Rank,
  context: AgentContext,
): Promise<SearchResult> {
  const { signal, runtime, budget } = context;
  const { results, providers } = await webSearch.search(
    { text: query, maxResults },
    {
      signal,
      runtime,
      budget,
      rank,
      ...(webSearch.hasProviders && {
        corpusRevision: getCorpusRevision(await library.open(signal, reportIndexing(context))),
      }),
    },
  );
  return {
    type: "search",
    query,
    results: results.map((result) => ({ ...result, providers: [...result.providers] })),
    providers: providers.map((provider) => ({ ...provider })),
  };
}

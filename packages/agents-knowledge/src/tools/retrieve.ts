import { z } from "zod";
import { formatTitle, sourceSchema } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";

/** What retrieving answers. */
export const retrieveResultSchema = z.object({
  type: z.literal("retrieve"),
  query: z.string(),
  /** Best first. */
  passages: z.array(
    z.object({
      /** The source's own characters from the first sentence to the last. */
      quote: z.string(),
      source: sourceSchema,
      /** Comparable within these passages only. */
      score: z.number(),
      /** Share of the query, by rarity of its words, that the passage and its headings hold: 0 to 1. */
      coverage: z.number().min(0).max(1),
    }),
  ),
});

/** What retrieving answers: ranked passages, each as it stands in its source. */
export type RetrieveResult = z.infer<typeof retrieveResultSchema>;

/** Retrieves the passages that hold the words of a query; nothing found is an empty list. */
export function retrieve(
  rank: Rank,
  { query, maxResults = 10 }: { query: string; maxResults?: number | undefined },
): RetrieveResult {
  return { type: "retrieve", query, passages: rank(query, maxResults).map(describePassage) };
}

function describePassage(passage: RankedPassage): RetrieveResult["passages"][number] {
  const { file, url, contentHash } = passage.file;
  return {
    quote: passage.quote,
    source: {
      file,
      ...(url !== undefined && { url }),
      title: formatTitle(passage),
      line: passage.line,
      ...(passage.sentences[0]?.page !== undefined && { page: passage.sentences[0].page }),
      span: passage.span,
      contentHash,
    },
    score: Number(passage.score.toFixed(4)),
    coverage: Number(passage.coverage.toFixed(4)),
  };
}

import { z } from "zod";
import { toPlainText } from "../text/mask-markup.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { formatTitle } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";

/** What a search answers. */
export const searchResultSchema = z.object({
  type: z.literal("search"),
  query: z.string(),
  /** Best first. */
  results: z.array(
    z.object({
      file: z.string(),
      /** 1-based. */
      line: z.int().min(1),
      title: z.string(),
      /** The best sentences, without markup. */
      snippet: z.string(),
      /** Comparable within these results only. */
      score: z.number(),
    }),
  ),
});

/** What a search answers: ranked places with a snippet each. */
export type SearchResult = z.infer<typeof searchResultSchema>;

const snippetLength = 240;

/** Searches the index for a query; nothing found is an empty list. */
export function search(
  rank: Rank,
  { query, maxResults = 10 }: { query: string; maxResults?: number | undefined },
): SearchResult {
  const results = rank(query, maxResults).map((passage) => {
    const best = findBest(passage);
    return {
      file: passage.file.file,
      line: passage.sentences[best]?.line ?? passage.line,
      title: formatTitle(passage),
      snippet: createSnippet(passage, best),
      score: Number(passage.score.toFixed(4)),
    };
  });
  return { type: "search", query, results };
}

function findBest(passage: RankedPassage): number {
  let best = 0;
  for (const [position, sentence] of passage.sentences.entries()) {
    if (sentence.score > passage.sentences[best].score) best = position;
  }
  return best;
}

/** The best sentence and, while there is room, those after it. */
function createSnippet(passage: RankedPassage, best: number): string {
  let snippet = "";
  for (const sentence of passage.sentences.slice(best)) {
    const next = `${snippet} ${toPlainText(sentence.quote)}`.trim();
    if (snippet !== "" && next.length > snippetLength) break;
    snippet = next;
  }
  return snippet.length <= snippetLength ? snippet : `${snippet.slice(0, snippetLength - 1).trimEnd()}…`;
}

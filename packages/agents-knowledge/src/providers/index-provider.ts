import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { formatTitle } from "../answers/citation.ts";
import type { Rank } from "../answers/rank.ts";
import { toPlainText } from "../text/mask-markup.ts";
import type { ProviderResult, SearchProvider } from "./search-provider.ts";

/** Which index is searched, and what it is called in results. */
export interface IndexProviderOptions {
  /** e.g. `(query, limit) => index.rank(query, { limit })` */
  readonly rank: Rank;
  /** Unique among the providers of one agent; "index" is the agent's own. */
  readonly name: string;
}

const snippetLength = 240;

/**
 * Searches an index as if it were a service, e.g. one that several agents share beside their own.
 *
 * @example
 * createIndexProvider({ name: "handbook", rank: (query, limit) => handbook.rank(query, { limit }) });
 */
export function createIndexProvider({ rank, name }: IndexProviderOptions): SearchProvider {
  return {
    name,
    async search({ text, maxResults }, { signal }) {
      signal.throwIfAborted();
      return searchIndex(rank, text, maxResults);
    },
  };
}

/** The best passages, each with its best sentence's line and a short snippet. */
export function searchIndex(rank: Rank, text: string, maxResults: number): ProviderResult[] {
  return rank(text, maxResults).map((passage) => {
    const best = findBest(passage);
    const { file, url } = passage.file;
    return {
      title: formatTitle(passage),
      ...(url !== undefined && { url }),
      file,
      line: passage.sentences[best]?.line ?? passage.line,
      snippet: createSnippet(passage, best),
      score: Number(passage.score.toFixed(4)),
    };
  });
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

import MiniSearch from "minisearch";
import { stem } from "porter2";
import type { Passage } from "../question-set.ts";
import { stopWords } from "./stop-words.ts";
import type { RankingSystem } from "./system.ts";

/** MiniSearch, its BM25+ as it comes: any word matches, the title counts double. */
export function createMiniSearch(passages: readonly Passage[]): RankingSystem {
  return createWith("minisearch", passages, (word) => word.toLowerCase());
}

/** The same on Porter2 stems, without the stop words that Convoke leaves out. */
export function createStemmedMiniSearch(passages: readonly Passage[]): RankingSystem {
  return createWith("minisearch, Porter2 stems", passages, (word) => {
    const lower = word.toLowerCase();
    if (stopWords.has(lower)) return null;
    return /^[a-z]{3,}$/.test(lower) ? stem(lower) : lower;
  });
}

function createWith(
  name: string,
  passages: readonly Passage[],
  processTerm: (word: string) => string | null,
): RankingSystem {
  const search = new MiniSearch<Passage>({
    fields: ["title", "text"],
    processTerm,
    searchOptions: { boost: { title: titleBoost }, combineWith: "OR" },
  });
  search.addAll(passages);
  return { name, rank: (question) => search.search(question).map(({ id }) => id as number) };
}

const titleBoost = 2;

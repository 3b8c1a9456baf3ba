import type { IndexData } from "./index-data.ts";
import type { Query } from "./query.ts";
import type { Ranking } from "./ranking.ts";

/** BM25 of every passage that holds a term of the query, in its text or in its title. */
export interface PassageScores {
  /** Passages with a score above 0, in no order. */
  readonly touched: readonly number[];
  readonly scores: Float64Array;
}

/**
 * Scores passages by Okapi BM25 over text and title (Robertson and Zaragoza 2009), each field saturated
 * by itself and the title's part weighed by `titleBoost`.
 */
export function scorePassages(data: IndexData, query: Query, ranking: Ranking): PassageScores {
  const { postings, titlePostings, passageStream, titles, averageLength } = data;
  const passageCount = data.passageFile.length;
  const scores = new Float64Array(passageCount);
  const touched: number[] = [];
  const add = (passage: number, amount: number): void => {
    if (scores[passage] === 0) touched.push(passage);
    scores[passage] += amount;
  };

  for (const term of query.terms) {
    const weight = term.weight * term.idf;
    for (let at = postings.offsets[term.id]; at < postings.offsets[term.id + 1]; at += 1) {
      const passage = postings.groups[at];
      const count = postings.counts[at];
      const length = passageStream[passage + 1] - passageStream[passage];
      const norm = ranking.k1 * (1 - ranking.b + (ranking.b * length) / averageLength);
      add(passage, (weight * count * (ranking.k1 + 1)) / (count + norm));
    }
    if (ranking.titleBoost === 0) continue;
    for (let at = titlePostings.offsets[term.id]; at < titlePostings.offsets[term.id + 1]; at += 1) {
      const title = titlePostings.groups[at];
      const last = titles[title + 1]?.firstPassage ?? passageCount;
      const amount = ranking.titleBoost * weight;
      for (let passage = titles[title].firstPassage; passage < last; passage += 1) add(passage, amount);
    }
  }
  return { touched, scores };
}

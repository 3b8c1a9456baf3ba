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
 * Scores passages by Okapi BM25 (Robertson and Zaragoza 2009). A term of the title counts `titleBoost`,
 * and nothing more for standing in the text: each passage under a title is about it, named or not.
 */
export function scorePassages(data: IndexData, query: Query, ranking: Ranking): PassageScores {
  const { postings, titlePostings, passageStream, titles, averageLength } = data;
  const { k1, b, titleBoost } = ranking;
  const passageCount = data.passageFile.length;
  const scores = new Float64Array(passageCount);
  const touched: number[] = [];
  const add = (passage: number, amount: number): void => {
    if (scores[passage] === 0) touched.push(passage);
    scores[passage] += amount;
  };
  const findEnd = (title: number): number => titles[title + 1]?.firstPassage ?? passageCount;

  for (const term of query.terms) {
    const weight = term.weight * term.idf;
    // Postings of both kinds are in the passages' order, so one walk sees which passages the titles cover.
    let inTitles = titleBoost === 0 ? titlePostings.offsets[term.id + 1] : titlePostings.offsets[term.id];
    const lastInTitles = titlePostings.offsets[term.id + 1];
    let [coveredFrom, coveredTo] = [passageCount, 0];
    const coverNext = (): void => {
      const title = titlePostings.groups[inTitles++];
      [coveredFrom, coveredTo] = [titles[title].firstPassage, findEnd(title)];
      for (let passage = coveredFrom; passage < coveredTo; passage += 1) add(passage, titleBoost * weight);
    };
    for (let at = postings.offsets[term.id]; at < postings.offsets[term.id + 1]; at += 1) {
      const passage = postings.groups[at];
      while (inTitles < lastInTitles && passage >= coveredTo) coverNext();
      if (passage >= coveredFrom && passage < coveredTo) continue;
      const count = postings.counts[at];
      const length = passageStream[passage + 1] - passageStream[passage];
      const norm = k1 * (1 - b + (b * length) / averageLength);
      add(passage, (weight * count * (k1 + 1)) / (count + norm));
    }
    while (inTitles < lastInTitles) coverNext();
  }
  return { touched, scores };
}

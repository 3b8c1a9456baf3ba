import type { Rank } from "./rank.ts";
import type { RankedPassage } from "../retrieval/knowledge-index.ts";

/** Holds the first places apart without letting one list decide; the value that the method's authors found. */
const damping = 60;

/**
 * Puts several rankings into one by reciprocal rank: each list gives a passage 1 / (60 + place).
 *
 * G. V. Cormack, C. L. A. Clarke and S. Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual
 * rank learning methods", SIGIR 2009, doi 10.1145/1571941.1572114. Of equal passages that one leads which holds
 * more of its query.
 */
function fuseRankings<Item>(
  lists: readonly (readonly Item[])[],
  { key, worth }: { key: (item: Item) => unknown; worth: (item: Item) => number },
): Item[] {
  const fused = new Map<unknown, { item: Item; sum: number }>();
  for (const list of lists) {
    for (const [place, item] of list.entries()) {
      const known = fused.get(key(item));
      const sum = (known?.sum ?? 0) + 1 / (damping + place + 1);
      // Of a passage's versions the one that holds more of its query is kept.
      const kept = known !== undefined && worth(known.item) >= worth(item) ? known.item : item;
      fused.set(key(item), { item: kept, sum });
    }
  }
  return [...fused.values()]
    .sort((a, b) => b.sum - a.sum || worth(b.item) - worth(a.item))
    .map(({ item }) => item);
}

/** One index's passages for several queries, as one list. */
export function rankByQueries(rank: Rank, queries: readonly string[], limit: number): RankedPassage[] {
  if (queries.length === 1) return [...rank(queries[0], limit)];
  const lists = queries.map((query) => rank(query, limit));
  return fuseRankings(lists, { key: ({ id }) => id, worth: ({ coverage }) => coverage }).slice(0, limit);
}

/**
 * Several indexes as one: their passages take turns by their places. Scores of different indexes cannot be
 * compared; each becomes its share of the best of its own list, times how much of the query that best holds.
 */
export function fuseRanks(ranks: readonly Rank[]): Rank {
  if (ranks.length === 1) return ranks[0];
  return (query, limit) => {
    const lists = ranks.map((rank, at) => {
      const passages = rank(query, limit);
      const scale = passages[0] && passages[0].score > 0 ? passages[0].coverage / passages[0].score : 0;
      // Ids are unique within one index only.
      return passages.map((passage) => ({
        ...passage,
        id: passage.id * ranks.length + at,
        score: passage.score * scale,
      }));
    });
    const fused = fuseRankings(lists, { key: ({ id }) => id, worth: ({ score }) => score }).slice(0, limit);
    // The lead of the first is what it has before the best of the others, not before whoever comes next.
    let best = 0;
    return fused
      .toReversed()
      .map((passage) => ({ ...passage, score: (best = Math.max(best, passage.score)) }))
      .toReversed();
  };
}

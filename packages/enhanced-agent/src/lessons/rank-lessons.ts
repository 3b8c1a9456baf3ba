/** What a lesson is ranked by. */
export interface RankedSituation {
  /** The words of its situation, each once. */
  readonly words: readonly string[];
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** Less than this much alike, in [0, 1], is chance: two long situations share one word. */
const leastSimilarity = 0.1;

/**
 * The positions of the situations that are most like what is asked, best first, at most `most`.
 *
 * Alike are those that share words, and the more so the fewer others have the same ones: the cosine of the two sets, each word weighted
 * by its inverse document frequency, ln(1 + N / n) for a word in n of N situations. Of equals the newest comes first, then the one
 * that stands later.
 */
export function rankLessons(
  situations: readonly RankedSituation[],
  asked: readonly string[],
  most: number,
): readonly number[] {
  const frequencies = new Map<string, number>();
  for (const { words } of situations)
    for (const word of words) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  const weigh = (word: string): number => {
    return Math.log1p(situations.length / (frequencies.get(word) ?? 1)) ** 2;
  };
  const wanted = new Set(asked);
  // What no lesson speaks of cannot tell one from another.
  const known = asked.filter((word) => frequencies.has(word));
  const length = measure(known, weigh);
  return situations
    .map(({ words, at }, position) => {
      const shared = words.filter((word) => wanted.has(word));
      const sum = addWeights(shared, weigh);
      return { position, at, similarity: sum === 0 ? 0 : sum / (length * measure(words, weigh)) };
    })
    .filter(({ similarity }) => similarity >= leastSimilarity)
    .sort((a, b) => b.similarity - a.similarity || b.at - a.at || b.position - a.position)
    .slice(0, most)
    .map(({ position }) => position);
}

function measure(words: readonly string[], weigh: (word: string) => number): number {
  return Math.sqrt(addWeights(words, weigh));
}

/** In an order that does not depend on that of the words: sums of the same numbers differ by the order of adding them. */
function addWeights(words: readonly string[], weigh: (word: string) => number): number {
  const weights = words.map(weigh).sort((a, b) => a - b);
  return weights.reduce((total, weight) => total + weight, 0);
}

const longestCompared = 100;
const leastLikeness = 0.35;

/**
 * The known name that shares most pairs of neighbouring letters with another one; `undefined` when none is alike.
 *
 * @example
 * findNearestName("coder", ["code", "test"]); // "code"
 */
export function findNearestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = listPairs(name.slice(0, longestCompared));
  let best: string | undefined;
  let bestLikeness = leastLikeness;
  for (const candidate of known) {
    const pairs = listPairs(candidate.slice(0, longestCompared));
    const shared = [...pairs].filter((pair) => wanted.has(pair)).length;
    const likeness = (2 * shared) / (pairs.size + wanted.size);
    if (likeness > bestLikeness) [best, bestLikeness] = [candidate, likeness];
  }
  return best;
}

function listPairs(name: string): ReadonlySet<string> {
  const padded = ` ${name.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

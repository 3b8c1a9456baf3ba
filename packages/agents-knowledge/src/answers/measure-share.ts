import { createTerms, findWords, tokenize } from "../retrieval/tokenize.ts";

/** The share of a text's terms that another holds, in [0, 1]. */
export function measureShare(text: string, within: string): number {
  const held = new Set(tokenize(within));
  const terms = new Set(findWords(text).flatMap(({ text: word }) => createTerms(word).whole || []));
  if (terms.size === 0) return 0;
  return [...terms].filter((term) => held.has(term)).length / terms.size;
}

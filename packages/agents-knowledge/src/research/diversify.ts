import { tokenize } from "../retrieval/tokenize.ts";

/** How what is relevant is weighed against what is new, in [0, 1]; 1 looks at relevance only. */
const relevanceWeight = 0.7;

/**
 * Chooses items that are relevant and do not repeat one another, at most `count`, in the order given: the
 * most relevant first. What says the same in the same words is taken once.
 *
 * By maximal marginal relevance: J. Carbonell and J. Goldstein, "The use of MMR, diversity-based reranking for
 * reordering documents and producing summaries", SIGIR 1998, doi 10.1145/290941.291025. Two texts are alike by
 * the cosine of their terms.
 *
 * @example
 * diversify(findings, { count: 5, read: ({ statement, score }) => ({ text: statement, relevance: score }) });
 */
export function diversify<Item>(
  items: readonly Item[],
  {
    count,
    read,
    keepsRepeats = false,
  }: {
    count: number;
    /** An item's text, and its relevance from 0 to 1. */
    read: (item: Item) => { readonly text: string; readonly relevance: number };
    /** True when the same words from another source count, too. @default false */
    keepsRepeats?: boolean;
  },
): Item[] {
  const seen = new Set<string>();
  let least = 1;
  const candidates = items.flatMap((item, position) => {
    const { text, relevance } = read(item);
    // The order is the better judge: what stands lower is not taken for more relevant.
    least = Math.min(least, relevance);
    const key = text.toLowerCase().replace(/\s+/g, " ").trim();
    if (!keepsRepeats && seen.has(key)) return [];
    seen.add(key);
    return [{ item, position, relevance: least, terms: new Set(tokenize(text)), likeness: 0 }];
  });
  const chosen: typeof candidates = [];
  while (chosen.length < count && candidates.length > 0) {
    let best = 0;
    for (let at = 1; at < candidates.length; at += 1) {
      if (rate(candidates[at]) > rate(candidates[best])) best = at;
    }
    const [taken] = candidates.splice(best, 1);
    chosen.push(taken);
    for (const candidate of candidates)
      candidate.likeness = Math.max(candidate.likeness, compareTerms(candidate.terms, taken.terms));
  }
  return chosen.sort((a, b) => a.position - b.position).map(({ item }) => item);
}

function rate({ relevance, likeness }: { relevance: number; likeness: number }): number {
  return relevanceWeight * relevance - (1 - relevanceWeight) * likeness;
}

/** The cosine of two sets of terms: 0 when they share none, 1 when they are the same. */
function compareTerms(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const term of first) if (second.has(term)) shared += 1;
  return shared / Math.sqrt(first.size * second.size);
}

import type { ResearchResult } from "@convoke/agents-knowledge";
import { stripMarkup } from "../report/quotes.ts";

/** What several researches have in common, and what only one of them says. */
export interface Comparison {
  /** Words that the findings of all of them hold. */
  readonly common: readonly string[];
  /** For each research, in order: words that only its findings hold, the most frequent first. */
  readonly own: readonly (readonly string[])[];
}

const mostWords = 7;
/** Words that say nothing about a thing. */
const empty = new Set(
  `about after also another because been being both but can code could does doing each even every example fact for from fully
   full general get have here how however instead into its itself just like made make many more most much must need not
   one only other our out over own primarily same see should since some something such than that the their them then
   there these they thing this those through under use used uses using very via want way well were what when where which
   while who will with within without would yes you your`.split(/\s+/),
);

/**
 * Compares researches by the words of their findings: what all of them speak of, and what only one does.
 *
 * The names of the things compared are left out.
 */
export function compareResearch(names: readonly string[], results: readonly ResearchResult[]): Comparison {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const counts = results.map((result) => countWords(result, known));
  const others = (position: number): readonly Map<string, unknown>[] => counts.filter((_, at) => at !== position);
  const [first = new Map<string, Word>()] = counts;
  const byFrequency = (words: readonly Word[]): string[] =>
    [...words].sort((one, other) => other.count - one.count).map(({ written }) => written);
  return {
    common: byFrequency([...first].filter(([stem]) => others(0).every((words) => words.has(stem))).map(([, word]) => word)).slice(0, mostWords),
    own: counts.map((words, position) =>
      byFrequency(
        [...words].filter(([stem]) => others(position).every((other) => !other.has(stem))).map(([, word]) => word),
      ).slice(0, mostWords),
    ),
  };
}

interface Word {
  readonly written: string;
  readonly count: number;
}

function countWords({ findings, citations }: ResearchResult, known: ReadonlySet<string>): Map<string, Word> {
  const words = new Map<string, Word>();
  for (const quote of new Set([...citations, ...findings].map((citation) => citation.quote))) {
    for (const [written] of stripMarkup(quote).matchAll(/\p{L}[\p{L}+#-]{2,}/gu)) {
      const stem = written.toLowerCase().replace(/(?:s|ed|ing)$/, "");
      if (empty.has(written.toLowerCase()) || known.has(written.toLowerCase())) continue;
      words.set(stem, { written: words.get(stem)?.written ?? written, count: (words.get(stem)?.count ?? 0) + 1 });
    }
  }
  return words;
}

import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { createTerms, findWords } from "../retrieval/tokenize.ts";

/** A sentence that may answer a question, and how well it seems to. */
export interface Candidate {
  readonly passage: RankedPassage;
  readonly sentence: Sentence;
  readonly value: number;
}

/** What kind of thing a question asks for, by its question word, and how a sentence shows that it has it. */
const expectations: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:how (?:many|much|long|old|far|fast|often|large|big)|what (?:percentage|number|version|year)|which (?:version|year))\b/i,
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)\b/i,
  ],
  [
    /\b(?:when|what (?:date|day|month)|which (?:date|day|month))\b/i,
    /\b\d{3,4}\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/,
  ],
  [/\b(?:who|whom|whose)\b/i, /\S\s+["'(*_`]{0,2}\p{Lu}\p{Ll}+/u],
  [/\bwhere\b/i, /\b(?:in|at|on|from|near|under)\b/],
  [/\bwhy\b/i, /\b(?:because|since|so that|due to|therefore|reason|to avoid|in order)\b/i],
];

const expectationBonus = 0.12;
const definitionBonus = 0.35;
/** What a sentence of a lower passage gives up against one of the best. */
const rankPenalty = 0.08;
const tableFactor = 0.7;

/**
 * Chooses the sentences that answer a question best, at most `count`, in reading order when they come from
 * one passage. Code is quoted only where there is nothing else.
 */
export function chooseSentences(
  question: string,
  passages: readonly RankedPassage[],
  count: number,
): Candidate[] {
  const expected = expectations.filter(([asks]) => asks.test(question)).map(([, shows]) => shows);
  const isDefinition = createDefinitionTest(question);
  const hasProse = passages.some(({ sentences }) =>
    sentences.some((sentence) => sentence.kind !== "code" && sentence.score > 0 && isWorthQuoting(sentence)),
  );
  const candidates = passages.flatMap((passage, rank) =>
    passage.sentences
      .filter(({ kind }) => kind !== "code" || !hasProse)
      .map((sentence): Candidate => {
        const bonus = expected.some((shows) => shows.test(sentence.quote)) ? expectationBonus : 0;
        const defines = sentence.kind === "prose" && isDefinition(sentence.quote) ? definitionBonus : 0;
        const factor = sentence.kind === "table" ? tableFactor : 1;
        const value =
          (sentence.score + (sentence.score > 0 ? bonus : 0) + defines) * factor - rank * rankPenalty;
        return { passage, sentence, value: isWorthQuoting(sentence) ? value : value - 1 };
      }),
  );
  // A stable sort: of equal values the better passage, then the earlier sentence, leads.
  const best = candidates.sort((a, b) => b.value - a.value).slice(0, count);
  const leader = best[0]?.passage.id;
  return best.every(({ passage }) => passage.id === leader)
    ? best.sort((a, b) => a.passage.sentences.indexOf(a.sentence) - b.passage.sentences.indexOf(b.sentence))
    : best;
}

/** A heading, a badge or a bare link says nothing; so does a line that only announces what follows. */
function isWorthQuoting({ kind, quote }: Sentence): boolean {
  return kind !== "prose" || (findWords(quote).length >= 3 && !/:\s*$/.test(quote));
}

/** For "What is X?": true for sentences that say "X is a …". */
function createDefinitionTest(question: string): (sentence: string) => boolean {
  const subject = /^\s*what(?:\s+is|\s+are|'s)\s+(?:an?\s+|the\s+)?(.{1,60}?)\s*\??\s*$/i.exec(question)?.[1];
  if (subject === undefined) return () => false;
  const terms = findWords(subject).map((word) => createTerms(word.text).whole);
  return (sentence) => {
    const words = findWords(sentence);
    const verb = words.findIndex(({ text }) => /^(?:is|are)$/i.test(text));
    if (verb < 1 || verb > terms.length + 3 || !/^(?:an?|the)$/i.test(words[verb + 1]?.text ?? ""))
      return false;
    const before = words.slice(0, verb).map(({ text }) => createTerms(text).whole);
    return terms.every((term) => before.includes(term));
  };
}

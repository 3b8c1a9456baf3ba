import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { defineBonus, isAbout, readSubject } from "./definition.ts";
import { isWorthQuoting } from "./is-worth-quoting.ts";

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
  const subject = readSubject(question);
  const hasProse = passages.some(
    ({ sentences, headings }) =>
      isAbout(headings, subject) ||
      sentences.some(
        (sentence) => sentence.kind !== "code" && sentence.score > 0 && isWorthQuoting(sentence),
      ),
  );
  const candidates = passages.flatMap((passage, rank) => {
    const opening = isAbout(passage.headings, subject) ? passage.sentences.find(isWorthQuoting) : undefined;
    return passage.sentences
      .filter(({ kind }) => kind !== "code" || !hasProse)
      .map((sentence): Candidate => {
        const bonus = expected.some((shows) => shows.test(sentence.quote)) ? expectationBonus : 0;
        const defines = defineBonus(sentence, subject, sentence === opening);
        const factor = sentence.kind === "table" ? tableFactor : 1;
        const value =
          (sentence.score + (sentence.score > 0 ? bonus : 0) + defines) * factor - rank * rankPenalty;
        return { passage, sentence, value: isWorthQuoting(sentence) ? value : value - 1 };
      });
  });
  // A stable sort: of equal values the better passage, then the earlier sentence, leads.
  const best = candidates.sort((a, b) => b.value - a.value).slice(0, count);
  const leader = best[0]?.passage.id;
  return best.every(({ passage }) => passage.id === leader)
    ? best.sort((a, b) => a.passage.sentences.indexOf(a.sentence) - b.passage.sentences.indexOf(b.sentence))
    : best;
}

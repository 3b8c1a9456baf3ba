import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { tokenize } from "../retrieval/tokenize.ts";
import { defineBonus, type Subject } from "./definition.ts";
import { isClosed, isStatement } from "./is-statement.ts";

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
/** What a sentence gains when the headings above it say all that is asked. */
const headingBonus = 0.3;
/** What an entry of a list or a caption gives up against a whole sentence. */
const fragmentPenalty = 0.15;

/**
 * Chooses the sentences that answer a question best, at most `count`, in reading order when they come from
 * one passage. Only statements are chosen, and whatever stands first under a heading that is the question's
 * own, such as "ISC" under "License".
 */
export function chooseSentences({
  question,
  subject,
  passages,
  count,
}: {
  question: string;
  subject: Subject;
  passages: readonly RankedPassage[];
  count: number;
}): Candidate[] {
  const expected = expectations.filter(([asks]) => asks.test(question)).map(([, shows]) => shows);
  const terms = tokenize(question);
  const candidates = passages.flatMap((passage, rank) => {
    const isUnderQuestion = areAsked(passage.headings, terms);
    return passage.sentences.flatMap((sentence, position): Candidate[] => {
      const answersHeading = position === 0 && sentence.kind === "prose" && isUnderQuestion;
      if (!answersHeading && !isStatement(sentence)) return [];
      const isExpected = sentence.score > 0 && expected.some((shows) => shows.test(sentence.quote));
      const value =
        sentence.score +
        (isExpected ? expectationBonus : 0) +
        defineBonus(sentence, subject, passage) +
        (isUnderQuestion ? headingBonus : 0) -
        (isClosed(sentence) || answersHeading ? 0 : fragmentPenalty) -
        rank * rankPenalty;
      return [{ passage, sentence, value }];
    });
  });
  // A stable sort: of equal values the better passage, then the earlier sentence, leads.
  const best = candidates.sort((a, b) => b.value - a.value).slice(0, count);
  const leader = best[0]?.passage.id;
  return best.every(({ passage }) => passage.id === leader)
    ? best.sort((a, b) => a.passage.sentences.indexOf(a.sentence) - b.passage.sentences.indexOf(b.sentence))
    : best;
}

/** True when the headings below a document's own name hold all of a question but that name. */
function areAsked([title, ...headings]: readonly string[], terms: readonly string[]): boolean {
  const named = new Set(tokenize(title ?? ""));
  const held = new Set(tokenize(headings.join("\n")));
  const asked = terms.filter((term) => !named.has(term));
  return asked.length > 0 && asked.every((term) => held.has(term));
}

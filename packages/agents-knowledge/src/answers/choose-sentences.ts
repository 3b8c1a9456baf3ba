import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";
import { tokenize } from "../retrieval/tokenize.ts";
import { toPlainText } from "../text/mask-markup.ts";
import { defineBonus, type Subject } from "./definition.ts";
import { readExpectation } from "./expectation.ts";
import { isClosed, isShort, isStatement } from "./is-statement.ts";

/** A sentence that may answer a question, and how well it seems to. */
export interface Candidate {
  readonly passage: RankedPassage;
  readonly sentence: Sentence;
  readonly value: number;
  /** True when it opens or defines what is asked for, or stands under headings that say the question. */
  readonly introduces: boolean;
}

const expectationBonus = 0.25;
/** What the sentence before gives to one that goes on from it. */
const previousShare = 0.1;
/** What a sentence gives up for each passage that ranks above its own. */
const rankPenalty = 0.1;
/** What it gives up when its passage scores nothing beside the best. */
const scorePenalty = 0.6;
/** What a sentence gains when the headings above it say all that is asked. */
const headingBonus = 0.3;
/** What an entry of a list or a caption gives up against a whole sentence. */
const fragmentPenalty = 0.15;
/** Characters of an answer beyond which its best sentence stays alone. */
const longestAnswer = 1250;

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
  const expectation = readExpectation(question);
  const bestScore = Math.max(...passages.map(({ score }) => score));
  const terms = tokenize(question);
  const candidates = passages.flatMap((passage, rank) => {
    const isUnderQuestion = areAsked(passage.headings, terms);
    const penalty = rank * rankPenalty + (1 - passage.score / bestScore) * scorePenalty;
    return passage.sentences.flatMap((sentence, position): Candidate[] => {
      const answersHeading =
        position === 0 && sentence.kind === "prose" && isUnderQuestion && isShort(sentence);
      if (!answersHeading && !isStatement(sentence)) return [];
      const isExpected = sentence.score > 0 && expectation.isMetBy(sentence.quote);
      const before = passage.sentences[position - 1]?.score ?? 0;
      const definition = defineBonus(sentence, subject, passage);
      const value =
        sentence.score +
        (sentence.score > 0 ? before * previousShare : 0) +
        (isExpected ? expectationBonus : 0) +
        definition +
        (isUnderQuestion ? headingBonus : 0) -
        (isClosed(sentence) || answersHeading ? 0 : fragmentPenalty) -
        penalty;
      return [{ passage, sentence, value, introduces: definition > 0 || isUnderQuestion }];
    });
  });
  // A stable sort: of equal values the better passage, then the earlier sentence, leads.
  const best = keepShort(candidates.sort((a, b) => b.value - a.value).slice(0, count));
  const leader = best[0]?.passage.id;
  return best.every(({ passage }) => passage.id === leader)
    ? best.sort((a, b) => a.passage.sentences.indexOf(a.sentence) - b.passage.sentences.indexOf(b.sentence))
    : best;
}

/** The first sentence, and those after it that the answer has room for. */
function keepShort(candidates: readonly Candidate[]): Candidate[] {
  let length = 0;
  return candidates.filter(({ sentence }, at) => {
    const next = length + toPlainText(sentence.quote).length;
    if (at > 0 && next > longestAnswer) return false;
    length = next;
    return true;
  });
}

/** True when the headings below a document's own name hold all of a question but that name. */
function areAsked([title, ...headings]: readonly string[], terms: readonly string[]): boolean {
  const named = new Set(tokenize(title ?? ""));
  const held = new Set(tokenize(headings.join("\n")));
  const asked = terms.filter((term) => !named.has(term));
  return asked.length > 0 && asked.every((term) => held.has(term));
}

import type { RankedPassage } from "../retrieval/knowledge-index.ts";
import { tokenize } from "../retrieval/tokenize.ts";
import type { Candidate } from "./choose-sentences.ts";
import { readExpectation } from "./expectation.ts";
import { readQuestion } from "./question.ts";

/** Passages whose titles are compared. */
const comparedPassages = 5;
/** The lead of a passage that is the only one: a small index says little by having no second. */
const leadOfOnly = 0.4;

/**
 * Weights of a logistic function, fitted to half of the articles of SQuAD's development set: each question
 * once with its article and once without it, so that half of the questions had no answer to find.
 */
const intercept = -8.4;
const weights: AnswerSigns = {
  coverage: 1.3,
  sentence: 5.5,
  lead: 5.7,
  missingNames: -1.7,
  missingKind: -0.4,
  agreement: 2.1,
  words: 1.35,
};

/** What tells a right answer from a wrong one, each from 0 to 1 unless it says so. */
export interface AnswerSigns {
  /** Share of the question, by rarity of its words, that the answer's passage and its title hold. */
  readonly coverage: number;
  /** The same of the answer's best sentence alone, or with the title above it when it introduces what that names. */
  readonly sentence: number;
  /** How far the first passage is ahead of the second, relative to its score. */
  readonly lead: number;
  /** Share of the names in the question that the passage or its title does not hold. */
  readonly missingNames: number;
  /** 1 when a number, a time, a name or a reason is asked for and no sentence of the answer has it. */
  readonly missingKind: number;
  /** Share of the first five passages that stand under the same title as the first. */
  readonly agreement: number;
  /** Natural logarithm of how many different words the question has that are searched for. */
  readonly words: number;
}

/** Reads the signs of an answer that was chosen from ranked passages. */
export function readSigns(
  question: string,
  passages: readonly RankedPassage[],
  chosen: readonly Candidate[],
): AnswerSigns {
  const [first, second] = passages;
  const [best] = chosen;
  const { passage } = best;
  const lead = second && first.score > 0 ? (first.score - second.score) / first.score : leadOfOnly;
  const { names } = readQuestion(question, new Set());
  const held = new Set(names.length === 0 ? [] : tokenize([...passage.headings, passage.quote].join("\n")));
  const expectation = readExpectation(question);
  const isMet = !expectation.isSpecific || chosen.some(({ sentence }) => expectation.isMetBy(sentence.quote));
  const compared = passages.slice(0, comparedPassages);
  const alike = compared.filter(({ headings }) => headings[0] === first.headings[0]);
  return {
    coverage: passage.coverage,
    sentence: Math.max(
      ...chosen.map(({ sentence, passage: its, introduces }) => (introduces ? its.coverage : sentence.score)),
    ),
    lead: Math.min(1, Math.max(0, lead)),
    missingNames: names.length === 0 ? 0 : names.filter((name) => !held.has(name)).length / names.length,
    missingKind: isMet ? 0 : 1,
    agreement: alike.length / compared.length,
    words: Math.log(Math.max(1, new Set(tokenize(question)).size)),
  };
}

/**
 * How likely an answer is right, in [0, 1]: of those that get 0.7, seven in ten hold what was asked for where
 * one question in two can be answered at all.
 */
export function estimateConfidence(signs: AnswerSigns): number {
  let logit = intercept;
  for (const name of Object.keys(weights) as (keyof AnswerSigns)[]) logit += weights[name] * signs[name];
  return Number((1 / (1 + Math.exp(-logit))).toFixed(3));
}

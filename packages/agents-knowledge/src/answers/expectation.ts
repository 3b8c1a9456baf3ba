import { findExpectedAnswer, isExpected } from "../retrieval/expected-answer.ts";
import { scanWords } from "../retrieval/scan-words.ts";

/** What a question asks for by its question word, and which sentences have it. */
export interface Expectation {
  /** False when the question word leaves open what is asked for. */
  readonly isSpecific: boolean;
  /** True when a sentence holds a number, a time, a name or a reason, where that is asked for, beyond what the question holds itself. */
  isMetBy(sentence: string): boolean;
}

const reason = /\b(?:because|since|so that|due to|therefore|reason|to avoid|in order)\b/i;

/** Reads what a question asks for. */
export function readExpectation(question: string): Expectation {
  const asksWhy = /\bwhy\b/i.test(question);
  const expected = findExpectedAnswer(question);
  const asked = new Set<number>();
  scanWords(question, 0, question.length, (hash) => asked.add(hash));
  return {
    isSpecific: asksWhy || expected !== undefined,
    isMetBy(sentence) {
      if (asksWhy) return reason.test(sentence);
      if (expected === undefined) return false;
      let [isMet, isFirst] = [false, true];
      scanWords(sentence, 0, sentence.length, (hash, _, start, end) => {
        if (!isMet && !asked.has(hash)) isMet = isExpected(expected, sentence, start, end, isFirst);
        isFirst = false;
      });
      return isMet;
    },
  };
}

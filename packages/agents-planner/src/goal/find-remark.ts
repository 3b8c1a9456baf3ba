import type { English, Word } from "./english/english.ts";
import { readStatement } from "./english/read-statement.ts";
import { readVerb } from "./english/read-verb.ts";

/** Words of a remark that are looked at: its subject and its verb. */
const longestRemark = 16;
/** Words of a clause; what comes later is description, in which nothing is looked for. */
const longestClause = 200;
/** What begins after "when" or a question word goes on after its comma. */
const opensOther =
  /^(?:before|after|once|when|whenever|if|while|until|because|since|as|for|in|to|how|what|which|why|where|who|should|can|does|is)$/;
const opensRemark = /^(?:it|this|they|that|there|we|i|nobody|everybody|people)(?:['’](?:s|re|ve|m))?$/;
/** After these words a statement belongs to what stands before it. */
const opensDescription =
  /^(?:and|or|but|so|because|since|as|if|when|while|where|which|who|that|with|without|for|in|on|at|by|to|not|no|including|such|e\.g|i\.e|then|also)$/;

/** ", it has grown to 3000 lines", ", comments need moderation": a sentence that says how things are. */
export function findRemark(
  words: readonly Word[],
  { start, index, isDescribing }: { start: number; index: number; isDescribing: boolean },
  english: English,
): number | undefined {
  const word = words[index];
  if (word === undefined || !/[,;–—-]$/.test(words[index - 1]?.text ?? "") || words[index - 1]?.text === "-")
    return undefined;
  const isPronoun = opensRemark.test(word.bare);
  if (!isPronoun && (isDescribing || opensDescription.test(word.bare))) return undefined;
  const first = words[start];
  if (first === undefined || opensOther.test(first.bare) || index - start > longestClause) return undefined;
  const next = words.slice(index, index + longestRemark);
  const comma = next.findIndex(({ text }) => /[,;]$/.test(text));
  const isEnumerated =
    comma >= 0 &&
    /^(?:and|or)$/.test(words[index + comma + 1]?.bare ?? "") &&
    words.length - index - comma < 8;
  if (isEnumerated && !isPronoun) return undefined;
  const remark = joinWords(next, 0, comma < 0 ? next.length : comma + 1).replace(/[,;]$/, "");
  if (readVerb(remark, english) !== undefined && !isPronoun) return undefined;
  return readStatement(remark, english) === undefined ? undefined : index;
}

/** Where the statement ends with which a sentence begins: "webhooks arrive twice and create duplicates"; 0 for orders. */
export function findToldEnd(words: readonly Word[], english: English): number {
  const comma = words.findIndex(({ text }) => /[,;]$/.test(text));
  const end = comma < 0 ? words.length : comma + 1;
  const opening = joinWords(words, 0, Math.min(end, longestRemark)).replace(/[,;]$/, "");
  const isTold =
    readVerb(opening, english) === undefined &&
    !/^(?:we|i) (?:want|need|would|must|should|have to|plan|['’])/i.test(opening) &&
    readStatement(opening, english) !== undefined;
  return isTold ? end : 0;
}

/** "We run a bakery and want a website", "it is old, then rewrite it": after a statement these begin what is asked for. */
export function mayFollowTold(words: readonly Word[], index: number): boolean {
  return words.slice(index, index + 2).some(({ bare }) => /^(?:then|want|need|wish|please)$/.test(bare));
}

/** Words as they were written, from one place to another. */
export function joinWords(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
}

import { intentOfVerb, nounLikeVerbs } from "./verbs.ts";

const determinerOrPronoun =
  /^(?:a|an|the|my|our|your|their|its|his|her|this|that|these|those|it|them|all|any|every|each|how|what|which|whether)$/i;
/** After these words a verb belongs to a description ("an app that lets users create and delete notes"). */
const describing = /^(?:that|which|who|where|lets?|letting|allows?|allowing|enabling|so|because|when|if)$/i;

/**
 * Splits a goal into the things that it asks for, in order.
 *
 * Clauses end at a sentence's end, a semicolon, a line's numbering, "then", and at "and" or a comma before a verb,
 * except inside a description of what users do with the thing.
 *
 * @example
 * splitClauses("Research Redis and write a guide"); // ["Research Redis", "write a guide"]
 */
export function splitClauses(text: string): string[] {
  return splitSentences(text).flatMap(splitSentence);
}

function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\d"“(])|\s*;\s*|(?:^|\s)(?:[-*•–]|\d{1,2}[.)])\s+/u)
    .map((sentence) => sentence.replace(/[.;\s]+$/, "").trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function splitSentence(sentence: string): string[] {
  const words = sentence.split(" ");
  const clauses: string[] = [];
  let start = 0;
  let isDescribing = false;
  for (let index = 1; index < words.length; index += 1) {
    const word = bare(words[index]);
    const before = words[index - 1] ?? "";
    if (describing.test(word) || isPurpose(words, index)) isDescribing = true;
    const head = findHead(words, index);
    if (head === undefined || (isDescribing && !/\bthen$/i.test(words.slice(index, head).join(" "))))
      continue;
    if (index === start) continue;
    clauses.push([...words.slice(start, index - 1), before.replace(/,$/, "")].join(" "));
    start = head;
    index = head;
    isDescribing = false;
  }
  clauses.push(words.slice(start).join(" "));
  return clauses.filter((clause) => clause !== "");
}

/** Where the next clause's verb stands, when one begins at this word; `undefined` otherwise. */
function findHead(words: readonly string[], index: number): number | undefined {
  const afterComma = (words[index - 1] ?? "").endsWith(",");
  let head = index;
  let isLinked = afterComma;
  let isSequence = false;
  while (/^(?:and|then|also|afterwards|finally|next)$/i.test(bare(words[head]))) {
    isSequence ||= !/^and$/i.test(bare(words[head]));
    head += 1;
    isLinked = true;
  }
  if (!isLinked || head >= words.length) return undefined;
  const verb = bare(words[head]).toLowerCase();
  const next = bare(words[head + 1]);
  const isPhrasal = intentOfVerb.has(`${verb} ${next.toLowerCase()}`);
  if (isPhrasal) return head;
  if (!intentOfVerb.has(verb)) return undefined;
  if (head + 1 >= words.length) return nounLikeVerbs.has(verb) ? undefined : head;
  const nextIsJoint = /^(?:and|or)$/i.test(next) || (words[head] ?? "").endsWith(",");
  if (nextIsJoint || isSequence) return nextIsJoint ? undefined : head;
  return nounLikeVerbs.has(verb) && !determinerOrPronoun.test(next) ? undefined : head;
}

/** "to track" as in "an app to track"; not "how to track". */
function isPurpose(words: readonly string[], index: number): boolean {
  if (bare(words[index]).toLowerCase() !== "to") return false;
  const before = bare(words[index - 1]).toLowerCase();
  return (
    !/^(?:how|what|where|when|which|whether)$/.test(before) &&
    intentOfVerb.has(bare(words[index + 1]).toLowerCase())
  );
}

function bare(word: string | undefined): string {
  return (word ?? "").replace(/^[("“]+|[),.:;!?"”]+$/g, "");
}

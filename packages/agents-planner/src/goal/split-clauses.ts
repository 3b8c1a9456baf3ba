import { startsProhibition } from "./prohibitions.ts";
import { intentOfVerb, nounLikeVerbs } from "./verbs.ts";

const determinerOrPronoun =
  /^(?:a|an|the|my|our|your|their|its|his|her|this|that|these|those|it|them|all|any|every|each|how|what|which|whether)$/i;
/** After these words a verb belongs to a description ("an app that lets users create and delete notes"). */
const describing = /^(?:that|which|who|where|lets?|letting|allows?|allowing|enabling|so|because|when|if)$/i;

/** "and how can I …": another question, with its verb. */
const nextQuestion =
  /^(?:how|what|which|why|when|where|who|should|can|does|is)(?: (?:much|many|long|often|far|big|old|well|fast|soon))? (?:do|does|did|can|could|should|would|is|are|was|were|will|to|i|we|you|it|they|much|many)\b/i;
const questionWord = /^(?:how|what|which|why|when|where|who|should|can|does|is)\b/i;

/**
 * Splits a goal into the things that it asks for, in order.
 *
 * Clauses end at a sentence's end, a semicolon, a line's numbering, "then", and at "and" or a comma before a verb, a
 * further question or a prohibition, except inside a description of what users do with the thing.
 *
 * @example
 * splitClauses("Research Redis and write a guide"); // ["Research Redis", "write a guide"]
 */
export function splitClauses(text: string): string[] {
  return splitSentences(text).flatMap(shareObject);
}

const sharedVerbs = /^((?:[a-z]+, )*[a-z]+),? and ([a-z]+) (?!and\b|or\b)(.+)$/i;

/** "Design, build and test a parser": the verbs share an object, which the later ones call "it". */
function shareObject(sentence: string): string[] {
  const [, verbs = "", last = "", object = ""] = sharedVerbs.exec(sentence) ?? [];
  const [first = "", ...others] = [...verbs.split(", "), last];
  const areVerbs = [first, ...others].every((verb) => intentOfVerb.has(verb.toLowerCase()));
  if (!areVerbs) return splitSentence(sentence);
  const [head = "", ...rest] = splitSentence(`${first} ${object}`);
  return [head, ...others.map((verb) => `${verb} it`), ...rest];
}

function splitSentences(text: string): string[] {
  return text
    .replace(/^((?:no|without|don['’]t|do not|never|avoid)\b[^:;.]*):\s+/i, "$1; ")
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\d"“(])|\s*;\s*|(?:^|\s)(?:[-*•–]|\d{1,2}[.)])\s+/u)
    .map((sentence) => sentence.replace(/[.;!\s]+$/, "").trim())
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
    const head =
      findQuestion(words, index) ??
      findProhibition(words, index, isDescribing) ??
      findVerb(words, index, isDescribing);
    if (head === undefined) continue;
    if (index === start) continue;
    clauses.push([...words.slice(start, index - 1), before.replace(/,$/, "")].join(" "));
    start = head;
    index = head;
    isDescribing = false;
  }
  clauses.push(words.slice(start).join(" "));
  const isQuestion = sentence.endsWith("?");
  return clauses
    .filter((clause) => clause !== "")
    .map((clause) =>
      isQuestion && !clause.endsWith("?") && questionWord.test(clause) ? `${clause}?` : clause,
    );
}

/** Inside a description only "then" leads out of it. */
function findVerb(words: readonly string[], index: number, isDescribing: boolean): number | undefined {
  const head = findHead(words, index);
  if (head === undefined || !isDescribing) return head;
  return /\bthen$/i.test(words.slice(index, head).join(" ")) ? head : undefined;
}

/** Where a second question begins: "how does X work and how can I use it?" */
function findQuestion(words: readonly string[], index: number): number | undefined {
  if (!/^and$/i.test(words[index] ?? "") || !questionWord.test(words[0] ?? "")) return undefined;
  return nextQuestion.test(words.slice(index + 1, index + 4).join(" ")) ? index + 1 : undefined;
}

/** Where a prohibition begins, after a comma, "and" or "but". */
function findProhibition(words: readonly string[], index: number, isDescribing: boolean): number | undefined {
  const afterComma = (words[index - 1] ?? "").endsWith(",");
  const isJoint = /^(?:and|but)$/i.test(words[index] ?? "");
  if (!afterComma && (isDescribing || !isJoint)) return undefined;
  // a prohibition shows in its first words; the rest of a long sentence need not be read for it
  const text = words.slice(index, index + 12).join(" ");
  return startsProhibition(text) && !/^(?:and |but )?without\b/i.test(text) ? index : undefined;
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

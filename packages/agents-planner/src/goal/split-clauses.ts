import { type English, type Word } from "./english/english.ts";
import { findRemark, findToldEnd, joinWords, mayFollowTold } from "./find-remark.ts";
import { startsProhibition } from "./prohibitions.ts";
import { isBaseForm, readVerb, startsObject } from "./english/read-verb.ts";
import { splitSentences } from "./english/split-sentences.ts";
import { intentOfVerb, isCompound } from "./verbs.ts";

/** After these words a verb belongs to a description ("an app that lets users create and delete notes"). */
const describing =
  /^(?:that|which|who|where|lets?|letting|allows?|allowing|enabling|so|because|when|if|whether)$/;
/** "Before you deploy, …": what is to be done follows the comma. */
const subordinating = /^(?:before|after|once|when|whenever|if|while|until|because|since|as|for|in|to)$/;
/** "and how can I …": another question, with its verb. */
const nextQuestion =
  /^(?:how|what|which|why|when|where|who|should|can|does|is)(?: (?:much|many|long|often|far|big|old|well|fast|soon))? (?:do|does|did|can|could|should|would|is|are|was|were|will|to|i|we|you|it|they|much|many)\b/i;
const questionWord = /^(?:how|what|which|why|when|where|who|should|can|does|is)\b/i;
const link = /^(?:and|then|also|afterwards?|finally|lastly|next|later|subsequently|after that)$/;

/**
 * Splits a goal into the things that it asks for, in order.
 *
 * Clauses end at a sentence's end, a semicolon, a line's numbering, "then", and at "and" or a comma before a verb, a
 * further question or a prohibition, except inside a description of what users do with the thing.
 *
 * @example
 * splitClauses("Research Redis and write a guide", english); // ["Research Redis", "write a guide"]
 */
export function splitClauses(text: string, english: English, most: number): string[] {
  const clauses: string[] = [];
  for (const sentence of splitSentences(text, english).flatMap((whole) => splitAtColon(whole, english))) {
    if (clauses.length > most) break;
    clauses.push(...shareObject(sentence, english));
  }
  return clauses;
}

/** "Tidy up the repo: delete old branches, update the docs" names steps after the whole. */
function splitAtColon(sentence: string, english: English): string[] {
  const [, before = "", after = ""] = /^([^:]{4,200}):\s+([^\s].*)$/.exec(sentence) ?? [];
  const isOrder = (text: string): boolean => {
    const read = readVerb(text, english);
    return read !== undefined && read.rest !== "" && read.verb === read.verb.toLowerCase();
  };
  return isOrder(before) && isOrder(after) && /^[a-z]/.test(after) ? [before, after] : [sentence];
}

const sharedVerbs =
  /^((?:[a-z-]+, (?:then )?)*[a-z-]+),? (?:and(?: then)?|then) ([a-z-]+) (?!and\b|or\b)(.+)$/i;

/** "Design, build and test a parser": the verbs share an object, which the later ones call "it". */
function shareObject(sentence: string, english: English): string[] {
  const [, verbs = "", last = "", object = ""] = sharedVerbs.exec(sentence) ?? [];
  const all = [...verbs.split(/, (?:then )?/), last].map((verb) => verb.toLowerCase());
  const isOrder = /^(?:the|a|an|our|my|this|all) /i.test(object);
  const areVerbs =
    all.every((verb) => canOrder(verb, english) || (isOrder && english.kindOf(verb).canBeVerb)) &&
    (isOrder || all.some((verb) => intentOfVerb.has(verb)));
  if (!areVerbs) return splitSentence(sentence, english);
  const [first = "", ...others] = all;
  const [head = "", ...rest] = splitSentence(`${first} ${object}`, english);
  return [head, ...others.map((verb) => `${verb} it`), ...rest];
}

/** A known verb, or a word that is more often a verb than anything else. */
function canOrder(word: string, english: English): boolean {
  if (intentOfVerb.has(word)) return true;
  return /^[a-z-]+$/.test(word) && english.kindOf(word).usual === "VERB" && isBaseForm(word, english);
}

function splitSentence(sentence: string, english: English): string[] {
  const words = english.tag(sentence);
  const text = words.map((word) => word.text);
  const clauses: string[] = [];
  const told = findToldEnd(words, english);
  let start = 0;
  let isDescribing = false;
  let isPurpose = false;
  for (let index = 1; index < words.length; index += 1) {
    const before = words[index - 1];
    if (describing.test(words[index]?.bare ?? "") && !isAsked(words, index)) isDescribing = true;
    if (startsPurpose(words, index, english)) [isDescribing, isPurpose] = [true, true];
    if (words[index]?.bare === "to" && /^(?:how|what|where|when)$/.test(before?.bare ?? "")) isPurpose = true;
    const head =
      findAddition(words, index) ??
      findRemark(words, { start, index, isDescribing }, english) ??
      findQuestion(words, index) ??
      findProhibition(words, index, isDescribing) ??
      (index < told && !mayFollowTold(words, index)
        ? undefined
        : findVerb(words, index, { english, isDescribing, isPurpose }));
    if (head === undefined || index === start) continue;
    clauses.push([...text.slice(start, index - 1), before?.text.replace(/,$/, "") ?? ""].join(" "));
    start = head;
    index = head;
    isDescribing = false;
    isPurpose = false;
  }
  clauses.push(text.slice(start).join(" "));
  const isQuestion = sentence.endsWith("?");
  return attachSubordinate(
    clauses.filter((clause) => clause !== ""),
    english,
  ).map((clause) =>
    isQuestion && !clause.endsWith("?") && questionWord.test(clause) ? `${clause}?` : clause,
  );
}

/** "find out which pages are slow": the question belongs to the order, not to a thing. */
function isAsked(words: readonly Word[], index: number): boolean {
  const isQuestionWord = /^(?:which|who|where|when|whether|if)$/.test(words[index]?.bare ?? "");
  return (
    isQuestionWord && index <= 2 && (words[index - 1]?.tag === "VERB" || words[index - 1]?.bare === "out")
  );
}

/** "Before you deploy, run the tests" gives "run the tests before you deploy". */
function attachSubordinate(clauses: readonly string[], english: English): string[] {
  const [first = "", second, ...others] = clauses;
  const [opening, next] = english.tag(first);
  if (second === undefined || !subordinating.test(opening?.bare ?? "")) return [...clauses];
  if (opening?.bare === "to" && next?.tag !== "VERB") return [...clauses];
  return [`${second} ${first.slice(0, 1).toLowerCase()}${first.slice(1)}`, ...others];
}

interface Surroundings {
  readonly english: English;
  readonly isDescribing: boolean;
  readonly isPurpose: boolean;
}

/** Inside a description only "then" leads out of it. */
function findVerb(words: readonly Word[], index: number, surroundings: Surroundings): number | undefined {
  const head = findHead(words, index, surroundings);
  if (head === undefined || !surroundings.isDescribing) return head;
  return words.slice(index, head).some(({ bare }) => bare === "then") ? head : undefined;
}

/** ", it should have a map": a further sentence about the same thing. */
function findAddition(words: readonly Word[], index: number): number | undefined {
  if (!(words[index - 1]?.text ?? "").endsWith(",") || words[0]?.bare === "if") return undefined;
  return /^(?:it|this|they) (?:should|must|shall|needs? to|has to|have to)\b/i.test(
    joinWords(words, index, index + 3),
  )
    ? index
    : undefined;
}

/** Where a second question begins: "how does X work and how can I use it?" */
function findQuestion(words: readonly Word[], index: number): number | undefined {
  if (words[index]?.bare !== "and" || !questionWord.test(words[0]?.text ?? "")) return undefined;
  return nextQuestion.test(joinWords(words, index + 1, index + 4)) ? index + 1 : undefined;
}

/** Where a prohibition begins, after a comma, "and" or "but". */
function findProhibition(words: readonly Word[], index: number, isDescribing: boolean): number | undefined {
  const afterComma = (words[index - 1]?.text ?? "").endsWith(",");
  const isJoint = /^(?:and|but)$/.test(words[index]?.bare ?? "");
  if (!afterComma && (isDescribing || !isJoint)) return undefined;
  // "funny but not embarrassing"
  const [negation, quality] = words.slice(isJoint ? index + 1 : index);
  if (negation?.bare === "not" && quality?.tag === "ADJ") return undefined;
  // a prohibition shows in its first words; the rest of a long sentence need not be read for it
  const text = joinWords(words, index, index + 12);
  return startsProhibition(text) && !/^(?:and |but )?without\b/i.test(text) ? index : undefined;
}

/** Where the next clause's verb stands, when one begins at this word; `undefined` otherwise. */
function findHead(
  words: readonly Word[],
  index: number,
  { english, isPurpose }: Surroundings,
): number | undefined {
  let head = index;
  let isLinked = (words[index - 1]?.text ?? "").endsWith(",");
  let isSequence = false;
  while (link.test(words[head]?.bare ?? "")) {
    isSequence ||= words[head]?.bare !== "and";
    head += 1;
    isLinked = true;
  }
  const word = words[head];
  const next = words[head + 1];
  if (!isLinked || word === undefined || /['’]/.test(word.text)) return undefined;
  const verb = word.bare;
  // "get the brochure translated and have it reviewed"
  if (isArranging(words, head)) return head;
  // "between HubSpot and Mailchimp": a capital marks a name
  if (/^\p{Lu}/u.test(word.text) && !intentOfVerb.has(verb)) return undefined;
  const opening = words[0]?.bare ?? "";
  if (tells.test(verb) && watches.test(opening)) return undefined;
  if (keeps.test(verb) && fetches.test(opening)) return undefined;
  if (
    intentOfVerb.has(`${verb} ${next?.bare}`) ||
    intentOfVerb.has(`${verb} ${next?.bare} ${words[head + 2]?.bare}`)
  )
    return head;
  if (isCompound(words.slice(head, head + 2))) return undefined;
  const kind = english.kindOf(verb);
  const isCommon = intentOfVerb.has(verb);
  const isVerb = kind.usual === "VERB" && isBaseForm(verb, english);
  // "delete dead branches, archive old docs"
  const isListed = head === index && kind.usual === "NOUN" && kind.canBeVerb && next?.tag === "ADJ";
  const isVersion = /^v?\d/.test(next?.bare ?? "") && (isCommon || kind.canBeVerb);
  if (!isCommon && !isVerb && !isListed && !isVersion && !takesObject(word, next, english)) return undefined;
  if (next === undefined) return isVerb ? head : undefined;
  const nextIsJoint = /^(?:and|or)$/.test(next.bare) || word.text.endsWith(",");
  if (nextIsJoint || isSequence) return nextIsJoint ? undefined : head;
  // "how to bake and decorate a cake" is one thing to learn
  if (isPurpose && (!isCommon || words[index - 2]?.bare === "to")) return undefined;
  if (isVerb) return next.tag === "AUX" ? undefined : head;
  return startsObject(next) || isVersion || isListed || isTerse(words, index, head) ? head : undefined;
}

/** "Monitor the API and alert us": what is told belongs to the watch. */
const watches = /^(?:monitor|watch|track|observe)$/;
const tells = /^(?:alert|warn|notify|ping|page|tell|message)$/;

/** "Crawl the shop every night and store the prices": one flow of data. */
const fetches = /^(?:crawl|scrape|fetch)$/;
const keeps = /^(?:store|save|load|write|put|upload|append|send|compare)$/;

/** "have it reviewed", "have them run on every push". */
function isArranging(words: readonly Word[], head: number): boolean {
  return (
    /^(?:have|get)$/.test(words[head]?.bare ?? "") &&
    /^(?:it|them|this|everything)$/.test(words[head + 1]?.bare ?? "") &&
    /(?:ed|en|run|done|made|built|checked)$/.test(words[head + 2]?.bare ?? "")
  );
}

/** "onboard the new hires": an object shows that even an unknown word is a verb. */
function takesObject(word: Word, next: Word | undefined, english: English): boolean {
  if (!/^[a-z-]+$/.test(word.bare) || !startsObject(next) || !isBaseForm(word.bare, english)) return false;
  return (
    /^(?:NOUN|VERB|ADJ|PROPN)$/.test(word.tag) && (english.kindOf(word.bare).canBeVerb || next?.tag === "DET")
  );
}

const masses = /^(?:code|docs|documentation|data|content|feedback|results)$/;

/** "Test search and review code": the first verb has its whole object before "and", and so has the second after it. */
function isTerse(words: readonly Word[], joint: number, head: number): boolean {
  const isCommon = intentOfVerb.has(words[0]?.bare ?? "") && intentOfVerb.has(words[head]?.bare ?? "");
  return isCommon && joint === 2 && masses.test(words[head + 1]?.bare ?? "");
}

/** "to track" as in "an app to track"; not "how to track". */
function startsPurpose(words: readonly Word[], index: number, english: English): boolean {
  if (words[index]?.bare !== "to") return false;
  const before = words[index - 1]?.bare ?? "";
  const after = words[index + 1];
  if (after === undefined || /^(?:how|what|where|when|which|whether|ways?)$/.test(before)) return false;
  const isWord = /^[a-z-]+,?$/.test(after.text);
  return intentOfVerb.has(after.bare) || (isWord && after.tag === "VERB" && isBaseForm(after.bare, english));
}

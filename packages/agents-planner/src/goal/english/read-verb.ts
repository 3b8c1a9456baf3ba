import type { English, Word } from "./english.ts";
import { intentOfNoun, intentOfVerb, type Intent, isCompound } from "../verbs.ts";

/** The verb at the head of a clause, and what follows it. */
export interface VerbReading {
  readonly verb: string;
  readonly intent: Intent;
  readonly rest: string;
}

/**
 * Reads the verb (one to three words), its gerund, its third person or its noun at the head of a clause.
 *
 * Verbs that the planner has no method for are read too, with the intent `other`; `undefined` when there is no verb.
 */
export function readVerb(clause: string, english: English): VerbReading | undefined {
  const words = clause.split(" ");
  const tagged = english.tag(clause);
  if (isCompound(tagged) || startsStatement(tagged, english)) return undefined;
  const restFrom = (length: number): string =>
    words
      .slice(length)
      .join(" ")
      .replace(/^(?:me|us)\s+/i, "");
  const arranged = readArranged(tagged, english);
  if (arranged !== undefined) {
    const intent = intentOfVerb.get(arranged.verb) ?? "other";
    return { verb: arranged.verb, intent, rest: arranged.words.map(({ text }) => text).join(" ") };
  }
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const head = words.slice(0, length).join(" ").toLowerCase().replace(/[:,]$/, "");
    const rest = restFrom(length);
    const intent = intentOfVerb.get(head);
    if (intent !== undefined)
      return {
        verb: head.replace(/^host an?$/, "host"),
        intent,
        rest: head.startsWith("host ") ? restFrom(1) : rest,
      };
    const base = findBase(head, tagged[length], english);
    const baseIntent = base === undefined ? undefined : intentOfVerb.get(base);
    const isThing = baseIntent === "other" && length === 1 && !startsObject(tagged[1]);
    if (base !== undefined && baseIntent !== undefined && rest !== "" && !isThing)
      return { verb: base, intent: baseIntent, rest };
    if (length > 1) continue;
    const nounIntent = intentOfNoun.get(head);
    const link = /^(?:of|for|between|from|to)\s+/i.exec(rest);
    if (nounIntent !== undefined && link !== null) {
      const keepsLink = /^(?:from|to)/i.test(link[0]);
      return { verb: head, intent: nounIntent, rest: keepsLink ? rest : rest.slice(link[0].length) };
    }
  }
  const verb = findUnknownVerb(tagged, english);
  return verb === undefined ? undefined : { verb, intent: "other", rest: restFrom(verb.split(" ").length) };
}

const particle = /^(?:up|out|down|off|over|back|through|together|away)$/;

/** "Search returns nothing" and "Search results are wrong" tell, "search the logs" orders. */
export function startsStatement([first, next, third, fourth]: readonly Word[], english: English): boolean {
  if (first === undefined || next === undefined || third === undefined) return false;
  // "hire page shows the wrong salaries"
  const isTold = /[^s]s$/.test(third.bare) && fourth?.tag === "DET" && english.kindOf(third.bare).canBeVerb;
  if (isTold && next.tag === "NOUN" && !/[^s]s$/.test(next.bare) && english.kindOf(first.bare).canBeNoun)
    return true;
  if (/^(?:is|are|was|were|has|does|keeps)$/.test(next.bare)) return true;
  if (!english.kindOf(first.bare).canBeNoun || /^(?:check|verify|find)$/.test(first.bare)) return false;
  if (next.tag === "NOUN" && third.tag === "AUX") return true;
  const { canBeVerb, canBeNoun } = english.kindOf(next.bare);
  if (!canBeVerb || !/[^s]s$/.test(next.bare)) return false;
  return (
    third.tag === "DET" || third.tag === "PRON" || third.tag === "VERB" || (!canBeNoun && next.tag === "VERB")
  );
}

/** "get the contract reviewed": to review the contract. */
function readArranged(
  words: readonly Word[],
  english: English,
): { verb: string; words: readonly Word[] } | undefined {
  const last = words.at(-1);
  if (last === undefined || words.length < 3 || !/^(?:get|have)$/.test(words[0]?.bare ?? ""))
    return undefined;
  const { verb, usual } = english.kindOf(last.bare);
  const isParticiple = usual === "VERB" && verb !== last.bare && !/(?:ing|s)$/.test(last.bare);
  return isParticiple && startsObject(words[1]) ? { verb, words: words.slice(1, -1) } : undefined;
}

/** From "setting up" to "set up"; from "deploys" to "deploy" only before an object, since "tests" are things as well. */
function findBase(head: string, next: Word | undefined, english: English): string | undefined {
  const [word = "", ...others] = head.split(" ");
  if (!/ing$|s$/.test(word) || (word.endsWith("s") && !startsObject(next))) return undefined;
  return guessBases(word, english)
    .map((base) => [base, ...others].join(" "))
    .find((verb) => intentOfVerb.has(verb));
}

/** The base forms that a gerund or a third person can have. */
function guessBases(word: string, english: English): string[] {
  const { isKnown, verb } = english.kindOf(word);
  if (isKnown) return [verb, word.replace(/ing$/, ""), word.replace(/ing$/, "e")];
  const stem = word.replace(/ing$|s$/, "");
  return [stem, `${stem}e`, /(.)\1$/.test(stem) ? stem.slice(0, -1) : stem];
}

/** True for "the", "our", "it", "how": what follows a verb and no noun. */
export function startsObject(word: Word | undefined): boolean {
  if (word === undefined || /^(?:i|we|they|he|she|who|that|which|there)$/.test(word.bare)) return false;
  return word.tag === "DET" || word.tag === "PRON" || /^(?:how|what|whether|that|all|both)$/.test(word.bare);
}

const closedClass = /^(?:DET|PRON|ADP|AUX|CCONJ|SCONJ|PART|NUM|INTJ|PUNCT|SYM|ADV)$/;
const direction = /^(?:from|into|to|with|against|every|before|after|by|as)$/;

/** A word that is no verb of the planner's, but stands where a verb stands. */
function findUnknownVerb(words: readonly Word[], english: English): string | undefined {
  const [first, next, third] = words;
  if (first === undefined || !/^[a-z][a-z-]+$/.test(first.bare) || /[,.:;!?]$/.test(first.text))
    return undefined;
  if (/^(?:all|both|half|today|yesterday|tomorrow|tonight|when|why|how|where|not|no)$/.test(first.bare))
    return undefined;
  const kind = english.kindOf(first.bare);
  if (
    next !== undefined &&
    particle.test(next.bare) &&
    (kind.canBeVerb || /^(?:ADV|ADJ|NOUN)$/.test(first.tag))
  )
    return startsObject(third) || third?.tag === "NUM" || kind.usual === "VERB"
      ? `${first.bare} ${next.bare}`
      : undefined;
  if (closedClass.test(first.tag) && kind.usual !== "VERB") return undefined;
  if (startsObject(next)) {
    if (isBaseForm(first.bare, english)) return first.bare;
    return /ing$|[^s]s$/.test(first.bare) ? guessBases(first.bare, english)[0] : undefined;
  }
  if (!isBaseForm(first.bare, english) || next?.tag === "AUX") return undefined;
  if (kind.canBeVerb && kind.usual === "VERB") return first.bare;
  if (!kind.canBeVerb && kind.isKnown) return undefined;
  const counts =
    next?.tag === "NUM" && (!/\d/.test(next.bare) || (third !== undefined && third.lemma !== third.bare));
  if (counts || (kind.canBeVerb && /^v\d/.test(next?.bare ?? ""))) return first.bare;
  // "archive old documents"
  if (kind.canBeVerb && next?.tag === "ADJ" && third?.tag === "NOUN" && third.lemma !== third.bare)
    return first.bare;
  const isDirected = words.slice(2).some(({ bare }) => direction.test(bare));
  return kind.canBeVerb && isDirected && next !== undefined && next.lemma !== next.bare
    ? first.bare
    : undefined;
}

/** True for "build" and "summarise", false for "built", "builds" and "building". */
export function isBaseForm(word: string, english: English): boolean {
  const { isKnown, verb, canBeVerb } = english.kindOf(word);
  if (!isKnown || !canBeVerb) return !/(?:[^s]s|ed|ing)$/.test(word);
  const american = (text: string): string => text.replaceAll("s", "z").replace("our", "or");
  return american(word) === american(verb);
}

import type { English, Word } from "./english/english.ts";
import { isComparative, readComparison, type ComparisonReading } from "./read-comparison.ts";
import { isBaseForm, readVerb, type VerbReading } from "./english/read-verb.ts";
import { listTechnologies } from "./technologies.ts";
import { classifyThing } from "./things.ts";
import { tellsOfDefect } from "./english/symptoms.ts";

const question =
  /^(?:(?:what|which|who|why|how|is|are|does|do|did|can|could|would|has|have|was|were|should)\b|(?:when|where) (?:is|are|does|do|did|can|could|should|will|would|to|was|were)\b)/i;
const questionStart =
  /^(?:what(?:'s| is| are| was| were| does| do)?|which(?: is| are)?|how (?:(?:much|many|long|often|far|well|big|old|fast) )?(?:do|does|did|can|could|should|to|would|is|are)(?: (?:i|we|you|one|it)\b)?|why (?:is|are|does|do|did)|who (?:is|are)|where (?:is|are|can|do)|is|are|does|do|did|can|could|has|have|was|were|should)\s+/i;
const choice =
  /^(?:should|shall|do) (?:we|i|you) (?:rather )?(?:use|choose|pick|go with|adopt|take|buy|learn)\s+/i;
/** "Should we hire a designer or outsource the work?": two ways to go. */
const alternative =
  /^(?:either (?=.+ or )|(?:should|shall) (?:we|i|you|they) (?!(?:rather )?(?:use|choose|pick|go with|adopt|take|buy|learn)\b)(?=.+ or ))/i;
/** "Which CRM should a sales team of five use?", "which queue fits a shop?": a kind of thing, and whom or what it is for. */
const whichFor =
  /^(?:which|what) (?!(?:is|are|was|were|does|do|did|should|would|can|could)\b)([\w][\w/. -]{1,60}?) (?:(?:should|shall|could|can|would|do|does) (?!(?:we|i|you|they|one)\b)([^,?]{2,60}?) (?:use|choose|pick|buy|take|get|adopt|go with|need)|(?:fits|suits|is (?:right|suitable|good) for|works (?:best )?(?:for|with)) ([^?]{2,120}?))((?: (?:for|to|in|with) [^?]+)?)\?$/i;
/** "Not sure which database to use": to decide. */
const doubt =
  /^(?:(?:i|we)(?: am| are|['’]m|['’]re)? )?(?:not sure|unsure|undecided|can(?:no|['’])t decide|don['’]t know) (?:on |about )?(?=which|whether|what)/i;
const inquiry =
  /^(?:the )?(?:(?:best|easiest|cheapest|fastest|quickest|safest|simplest) (?:[\w-]+ ){1,4}(?:to|for)|(?:steps|ways) (?:to|for)|tips (?:for|on|to)|options for|alternatives (?:to|for)|pros and cons of)\b/i;
const comparison =
  /\b(?:vs\.?|versus|compared (?:to|with)|better than)(?=\s)|^[Ww]hich (?:is|one is|would be) (?:better|faster|best)|\b[Dd]ifferences? between\b/;

/** "give me an overview of": research by another name. */
const overview =
  /^(?:give|show|get|send|provide)(?: (?:me|us))? an? (?:[a-z]+ )?(?:overview|summary|explanation|introduction) (?:of|to|on|about) /i;

/** "do a security review of": to review. */
const doing =
  /^(?:(?:do|perform|conduct|carry out|run|make) )?(?:an? |the )?(?:(?:security|performance|code|market|cost|risk|thorough|quick|full|detailed|usability|accessibility|technical|legal|deep|short|data|query|load|penetration) ){0,2}(review|audit|analysis|comparison|evaluation|investigation|assessment|test|tuning|refactoring) (?:of|for|on) /i;

const nounVerbs = new Map([
  ["analysis", "analyze"],
  ["comparison", "compare"],
  ["evaluation", "evaluate"],
  ["investigation", "investigate"],
  ["assessment", "assess"],
  ["tuning", "tune"],
  ["refactoring", "refactor"],
]);

function verbOf(noun: string): string {
  return nounVerbs.get(noun.toLowerCase()) ?? noun.toLowerCase();
}

/** The head of a clause; a which-is-more question brings its parts along. */
export interface Head extends VerbReading {
  readonly comparison?: ComparisonReading;
}

/** True for a clause that asks rather than orders. */
export function isQuestion(clause: string): boolean {
  return clause.endsWith("?") || question.test(clause);
}

/** Finds out what kind of work a clause asks for, and what follows its verb. */
export function readHead(written: string, english: English): Head {
  const clause = written
    .replace(overview, "research ")
    .replace(doing, (_, noun: string) => `${verbOf(noun)} `);
  const ways = alternative.exec(clause);
  if (ways !== null)
    return { verb: "decide", intent: "decide", rest: `whether to ${clause.slice(ways[0].length)}` };
  const choosing = choice.exec(clause);
  if (choosing !== null) return { verb: "decide", intent: "decide", rest: clause.slice(choosing[0].length) };
  const wanted = whichFor.exec(clause);
  if (wanted !== null) {
    const [, kind = "", who, use, more = ""] = wanted;
    return { verb: "decide", intent: "decide", rest: `a ${kind} for ${who ?? use}${more}` };
  }
  const doubted = doubt.exec(clause);
  if (doubted !== null) return { verb: "decide", intent: "decide", rest: clause.slice(doubted[0].length) };
  if (inquiry.test(clause)) return { verb: "research", intent: "research", rest: clause };
  const asked = readComparison(clause, english);
  if (asked !== undefined) return { verb: "compare", intent: "compare", rest: asked.list, comparison: asked };
  const exam =
    /^prepare (?:me |us |myself )?for (?=.*\b(?:exams?|certification|certificate|driving test|finals)\b)/i.exec(
      clause,
    );
  if (exam !== null) return { verb: "study for", intent: "learn", rest: clause.slice(exam[0].length) };
  const need = /^(?:need(?:ed)?:? (?!to )|(?:have|see) (?=(?:an?|some) ))/i.exec(clause);
  if (need !== null) return { verb: "make", intent: "other", rest: clause.slice(need[0].length) };
  const read = readVerb(clause, english);
  if (comparison.test(clause) && read?.intent !== "research") {
    return {
      verb: "compare",
      intent: "compare",
      rest: clause.replace(
        /^(?:compare|which (?:one )?(?:is|would be) \w+[,:]?|(?:what|how)(?:'s| is| are| do| does)?)\s+/i,
        "",
      ),
    };
  }
  // "check whether our lease allows subletting" is answered by reading, not by a test
  const isDoubt =
    read !== undefined && /^(?:check|verify|see)$/.test(read.verb) && /^(?:whether|if) /i.test(read.rest);
  if (isDoubt && classifyThing(read.rest) === undefined && listTechnologies(read.rest).length === 0)
    return { verb: "find out", intent: "research", rest: read.rest };
  if (read?.verb === "make" && findBetterment(read.rest, english) !== undefined)
    return { ...read, intent: "improve" };
  if (read !== undefined && !(clause.endsWith("?") && question.test(clause))) return read;
  if (!isAboutKnowledge.test(clause) && tellsOfDefect(clause, english))
    return { verb: "fix", intent: "fix", rest: clause.replace(questionStart, "") };
  if (isQuestion(clause)) return { verb: "find out", intent: "research", rest: findTopic(clause) };
  const wish = /^(?:i|we|they)(?:['’]d| would)? (?:need|want|have|require|like) /i.exec(clause);
  const rest = wish === null ? clause : clause.slice(wish[0].length);
  return { verb: wish === null ? "" : "make", intent: "other", rest };
}

/** "How do I handle errors?" asks for knowledge, "Why does the build fail?" tells of a defect. */
const isAboutKnowledge = /^(?:how|which|who|what (?:is|are|does|do|should)|where)\b/i;

/** In "the page load in under 2 seconds" the place where the thing ends and what it shall be or do begins. */
export function findBetterment(
  rest: string,
  english: English,
): { object: string; better: string } | undefined {
  // the words need their verb to be read as its object
  const words = english.tag(`make ${rest}`).slice(1);
  const isDefinite = /^(?:the|our|my|your|this|these|their|its|his|her|it|all|every|each)$/.test(
    words[0]?.bare ?? "",
  );
  for (let at = 1; at < words.length; at += 1) {
    if (/^(?:that|which|who|for|to|so|and|with|in|on|by|from)$/.test(words[at]?.bare ?? "") && !isDefinite)
      return undefined;
    if (!isBetter(words, at, isDefinite, english)) continue;
    const join = (from: number, to?: number): string => rest.split(" ").slice(from, to).join(" ");
    return { object: join(0, at), better: join(at) };
  }
  return undefined;
}

function isBetter(words: readonly Word[], at: number, isDefinite: boolean, english: English): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]];
  if (word === undefined || before === undefined) return false;
  const isNoun =
    /^(?:NOUN|PROPN|PRON|X)$/.test(before.tag) && !/^(?:our|my|your|their|its)$/.test(before.bare);
  const endsHere =
    next === undefined ||
    /[,;]$/.test(word.text) ||
    /^(?:ADP|CCONJ|SCONJ|ADV|PART)$/.test(next.tag) ||
    /^(?:than|again|without)$/.test(next.bare);
  if (/^(?:more|less)$/.test(word.bare)) return next !== undefined && next.tag !== "NOUN";
  if (isComparative(word.bare, english)) return endsHere;
  if (!isDefinite || !(isNoun || at === 1)) return false;
  if (word.tag === "ADJ" && english.kindOf(word.bare).usual === "ADJ") return endsHere;
  const { usual, canBeVerb } = english.kindOf(word.bare);
  if (at === 1 && /^(?:it|them)$/.test(before.bare) && canBeVerb) return true;
  if (/^(?:work|load|run|scale|respond|start)$/.test(word.bare) && isNoun)
    return next === undefined || next.tag !== "NOUN";
  return (
    isNoun &&
    usual === "VERB" &&
    isBaseForm(word.bare, english) &&
    (next === undefined || next.tag !== "NOUN")
  );
}

const plainVerb =
  /^(?:work|works|compare|differ|perform|happen|mean|cost|exist|behave|relate|matter|stand)$/i;

/** What a question is about: "turborepo caching" in "How does turborepo caching work?" */
function findTopic(clause: string): string {
  const rest = clause.replace(/[\s?!.]+$/, "").replace(questionStart, "");
  const words = rest.split(" ");
  const verbAt = words.findIndex((word, index) => index > 0 && plainVerb.test(word));
  return verbAt > 0 ? words.slice(0, verbAt).join(" ") : rest;
}

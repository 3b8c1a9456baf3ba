import { align, type Alignment } from "./align.ts";
import { countContextUnits, isUnderLicence, opensWithin, type SentenceContext } from "./context.ts";
import { judgeLicence } from "./judge-licence.ts";
import type { Judgement } from "./judgement.ts";
import { findCompounds, readStatement, type Statement, type Unit } from "./statement.ts";
import {
  boundingWords,
  dailyVerbs,
  limitingWords,
  quantityVerbs,
  restrictingWords,
  sharedVerbs,
  singularVerbs,
  turningWords,
} from "./word-lists.ts";

/**
 * Compares a claim with one sentence, word for word.
 *
 * Supports: every word, name and value of the claim stands there in the claim's order, close together, and
 * nothing in the sentence turns or weakens it. Refutes: the same, except that one value differs, and the
 * claim is of a kind that has one value only. Anything else is neutral. When in doubt, neutral.
 */
export function judgeSentence(
  claimText: string,
  sentenceText: string,
  context: SentenceContext & { readonly isHistory: boolean },
): Judgement {
  const licences = /\blicen[cs]/i.test(claimText);
  const compounds = new Set([...findCompounds(claimText), ...findCompounds(sentenceText)]);
  const claim = readStatement(claimText, { licences, compounds });
  const sentence = readStatement(sentenceText, { licences, compounds });
  const score = measureOverlap(claim.units, sentence.units, context, compounds);
  const neutral: Judgement = { stance: "neutral", score, confidence: 0 };
  if (
    claim.units.length < 2 ||
    sentence.isQuestion ||
    (claim.tense && sentence.tense && claim.tense !== sentence.tense)
  )
    return neutral;

  if (licences && (isUnderLicence(context.headings) || /\blicen[cs]/i.test(sentenceText))) {
    return judgeLicence(claim, sentence, context, compounds) ?? neutral;
  }
  for (const { units, skipped } of listReadings(claim, context, compounds)) {
    const alignment = align(units, sentence.units);
    if (!alignment || !isClose(units, sentence.units, alignment, skipped)) continue;
    if (skipped > 0 && units.length < 2 && !units[0].value) continue;
    const turned = findUnmatched(sentence.units, alignment).some(({ word }) => turningWords.has(word));
    if (turned || isScoped(units, sentence, alignment)) continue;
    const doubt = 0.05 * alignment.extras.length + (skipped > 0 ? 0.08 : 0);
    if (alignment.conflicts.length === 0) return { stance: "supports", score: 1, confidence: 0.93 - doubt };
    if (!context.isHistory && isSlotConflict(claim, units, sentence, alignment)) {
      const found = sentence.units[alignment.positions[alignment.conflicts[0]]].word;
      return { stance: "refutes", score, confidence: 0.85 - doubt, found };
    }
  }
  return neutral;
}

/** The claim as it is, and without the units that the context says. */
function listReadings(
  claim: Statement,
  context: SentenceContext,
  compounds: ReadonlySet<string>,
): { units: readonly Unit[]; skipped: number }[] {
  const whole = { units: claim.units, skipped: 0 };
  const counts = countContextUnits(claim.units, context, compounds);
  return [whole, ...counts.map((skipped) => ({ units: claim.units.slice(skipped), skipped }))];
}

/**
 * True when the claim's words belong together in the sentence: few others between them, and none that
 * makes its first or last word part of another name.
 */
function isClose(
  claim: readonly Unit[],
  sentence: readonly Unit[],
  { positions, extras }: Alignment,
  skipped: number,
): boolean {
  if (extras.length > Math.floor((claim.length + Math.min(skipped, 1)) / 4)) return false;
  if (extras.some((at) => !isHarmless(sentence[at], claim))) return false;
  const [first, last] = [positions[0], positions[positions.length - 1]];
  if (skipped > 0) return opensWithin(sentence, first) && !runsOn(sentence, last);
  const isModified = first > 0 && /^\s*$/.test(sentence[first].gap);
  const hangsOn =
    /(?:^|\s)(?:of|for|in|on|to|with|from|at|via|like|as)\s+(?:the\s+|an?\s+|our\s+|your\s+)?$/i.test(
      sentence[first].gap,
    );
  const isLonger = extras.includes(first + 1) && isAttached(sentence[first + 1]);
  return !isModified && !hangsOn && !isLonger && !runsOn(sentence, last);
}

/**
 * True when what stands around the claim's words says where or for whom they hold, or who says so: "On Windows
 * the limit is 5", "the limit is 5 for guests", "Bob thinks that the limit is 5", "the limit is 5 or more".
 */
function isScoped(claim: readonly Unit[], sentence: Statement, { positions }: Alignment): boolean {
  const { units, tense } = sentence;
  const [first, last] = [positions[0], positions[positions.length - 1]];
  const hasValue = claim.some(({ value }) => value);
  if (first > 0 && /\b(?:that|whether)\b/i.test(units[first].gap)) return true;
  if (first > 0 && hasValue && /^\W*(?:on|in|at|for|with|under|from|by)\s/i.test(units[0].gap)) return true;
  const after = units.slice(last + 1, last + 4);
  if (after.some(({ word }) => restrictingWords.has(word))) return true;
  if (after[0]?.word === "or" && after[1]?.value) return true;
  if (tense === "present" && /^when(?:ever)?$/.test(after[0]?.word ?? "")) return true;
  const gap = after[0]?.gap ?? "";
  return /^\s*of\s/i.test(gap) ? !hasValue : hasValue && /^\s*(?:for|with|under)\s/i.test(gap);
}

/** True for a plain word that may stand between the claim's own without changing what they say. */
function isHarmless({ isPlain, word }: Unit, claim: readonly Unit[]): boolean {
  if (!isPlain || turningWords.has(word) || limitingWords.has(word)) return false;
  return !boundingWords.has(word) || claim.every(({ value }) => !value);
}

/** True when the word after a position makes one name with it: `validation library` of `validation library generator`. */
function runsOn(sentence: readonly Unit[], last: number): boolean {
  const next = sentence[last + 1];
  if (!next || !isAttached(next)) return false;
  return (
    !boundingWords.has(next.word) &&
    !/(?:ed|ing|ly|written|built|made|known|from|^by|^during|^since)$/.test(next.word)
  );
}

function isAttached({ gap }: Unit): boolean {
  return /^\s*$/.test(gap);
}

function findUnmatched(sentence: readonly Unit[], { positions }: Alignment): Unit[] {
  return sentence.filter((_, at) => !positions.includes(at));
}

/**
 * True when the one differing value means that the claim is wrong: nothing else differs, nothing bounds the
 * value, the sentence has no other one, and the verb does not hold of several values at once.
 */
function isSlotConflict(
  claim: Statement,
  units: readonly Unit[],
  sentence: Statement,
  alignment: Alignment,
): boolean {
  if (alignment.conflicts.length !== 1 || alignment.extras.length > 0) return false;
  const at = alignment.conflicts[0];
  const valuesClaimed = claim.units.filter(({ value }) => value);
  const valuesFound = sentence.units.filter(({ value }) => value);
  if (valuesFound.length !== valuesClaimed.length) return false;
  const isDated = isTimeOfEvent(units[at]);
  const isSingular = isScheduled(units, at) || (isDated && singularVerbs.has(units[at - 1]?.word ?? ""));
  // What happens at half past seven may happen at eight as well.
  if (units[at].value?.kind === "time" && !isSingular) return false;
  if (!isSingular && (valuesClaimed.at(-1) !== units[at] || !isPredicate(units, at))) return false;
  if (claim.units.filter(({ value }) => !value).length < 2) return false;
  if (claim.units.some(({ word }) => isNegation(word))) return false;
  if (!isSingular && claim.units.some(({ key }) => sharedVerbs.has(key))) return false;
  // "One" is often no more than an article, and nobody who has two has not one.
  if (units[at].word === "one") return false;
  if (isDated && !claim.units.some(({ word }) => singularVerbs.has(word))) return false;
  const unmatched = findUnmatched(sentence.units, alignment);
  if (unmatched.some(({ word }) => boundingWords.has(word) || limitingWords.has(word))) return false;
  return unmatched.length <= claim.units.length;
}

/**
 * True when the value is what is said of the subject, not a part of its name as in "Python 3.12 is ready": it
 * is the last word, or it follows a verb of measure or possession and at most two words follow it.
 */
function isPredicate(units: readonly Unit[], at: number): boolean {
  const following = units.length - 1 - at;
  if (following === 0) return true;
  const isAfterVerb = /\b(?:is|are|was|were|has|have|had)\s+(?:the\s+|an?\s+)?$/i.test(units[at].gap);
  return following <= 2 && (isAfterVerb || quantityVerbs.has(units[at - 1]?.key ?? ""));
}

/** True for "opens at 9 am" and "at 2:30 every night": a time of day that there is one of. */
function isScheduled(units: readonly Unit[], at: number): boolean {
  if (units[at].value?.kind !== "time") return false;
  const [each, day, ...others] = units.slice(at + 1);
  if (each !== undefined)
    return others.length === 0 && /^(?:every|each)$/.test(each.word) && day !== undefined;
  return dailyVerbs.has(units[at - 1]?.word ?? "");
}

/** True for "in 1989", "on 5 May 2021": what happened then may have happened at other times, too. */
function isTimeOfEvent({ value, gap }: Unit): boolean {
  const isYear = value?.kind === "number" && value.unit === "" && /^[12]\d{3}$/.test(value.content);
  return (value?.kind === "date" || isYear) && /\b(?:in|on|since|during|by|for|at)\s+(?:the\s+)?$/i.test(gap);
}

function isNegation(word: string): boolean {
  return /^(?:not?|never|none|neither|nor|without|cannot)$|n't$/.test(word);
}

/** Share of the claim's units that the sentence, its headings or the sentence before hold. */
function measureOverlap(
  claim: readonly Unit[],
  sentence: readonly Unit[],
  context: SentenceContext,
  compounds: ReadonlySet<string>,
): number {
  if (claim.length === 0) return 0;
  const said = new Set(sentence.map(createMark));
  const skipped = Math.max(0, ...countContextUnits(claim, context, compounds));
  const found = claim.filter((unit, at) => said.has(createMark(unit)) || at < skipped).length;
  return Number((found / claim.length).toFixed(3));
}

function createMark({ key, value }: Unit): string {
  return value ? `${key}:${value.content}${value.unit}` : key;
}

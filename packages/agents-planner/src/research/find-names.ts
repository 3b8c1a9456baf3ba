import { cleanText } from "../text/phrases.ts";
import type { Passage } from "./collect-passages.ts";
import type { FoundName } from "./found-name.ts";
import { judgeNames } from "./judge-names.ts";
import { findPackageOfPath } from "./package-of-path.ts";
import { type Occurrence, scanNames, usualSpelling } from "./scan-names.ts";
import { findKnownTechnology, type TechnologyKind } from "../goal/known-technologies.ts";
import { readDefinition } from "./technology-kinds.ts";

/** Bounds on what is read, so that a flood of research costs no more than some milliseconds. */
const mostCharacters = 60_000;
const mostSentences = 600;
const longestSentence = 600;
const mostNames = 12;

const weightOf = { answer: 4, quote: 3, finding: 1 } as const;

interface Tally {
  weight: number;
  isInAnswer: boolean;
  isSupported: boolean;
  isRecommended: boolean;
  recommendedFor?: string;
  isWarned: boolean;
  /** Sentences that name it by its looks alone. */
  looks: number;
  isProven: boolean;
  isCode: boolean;
  kind?: TechnologyKind;
  ecosystem?: string;
  citation?: string;
  citationWeight: number;
}

/**
 * The technologies and products that research names, the best supported first, and those that it warns about.
 *
 * A name is known, or shown by an install command, an import or the path of what is cited, or written in camel case
 * twice; names of classes and functions are none. Each sentence counts once, where it weighs most.
 */
export function findNames(passages: readonly Passage[]): { names: FoundName[]; warnings: string[] } {
  const tallies = new Map<string, Tally>();
  const said = new Set<string>();
  let characters = 0;
  for (const passage of passages) {
    readPlace(passage, tallies);
    for (const sentence of splitSentences(passage.text.slice(0, mostCharacters - characters))) {
      if (said.size >= mostSentences) break;
      characters += sentence.length;
      const key = normalize(sentence);
      const isRepeated = said.has(key);
      said.add(key);
      readSentence(sentence, passage, tallies, isRepeated);
    }
  }
  const entries = mergeVariants(tallies);
  const isName = ([, tally]: readonly [string, Tally]): boolean =>
    tally.isProven || (tally.looks > 1 && !tally.isCode) || tally.isRecommended || tally.isWarned;
  const named = entries.filter(isName);
  return {
    names: named
      .filter(([, tally]) => !tally.isWarned && tally.weight > 0)
      .sort(
        ([, one], [, other]) =>
          Number(other.isSupported) - Number(one.isSupported) || other.weight - one.weight,
      )
      .slice(0, mostNames)
      .map(describeName),
    warnings: named
      .filter(([, tally]) => tally.isWarned)
      .map(([name]) => name)
      .slice(0, mostNames),
  };
}

function readSentence(
  sentence: string,
  passage: Passage,
  tallies: Map<string, Tally>,
  isRepeated: boolean,
): void {
  const occurrences = scanNames(sentence);
  const judgements = judgeNames(sentence, occurrences);
  const counted = new Set<string>();
  for (const [index, occurrence] of occurrences.entries()) {
    const judgement = judgements[index] ?? "named";
    const tally = tallyOf(tallies, occurrence.name);
    noteEvidence(tally, occurrence, sentence);
    if (passage.origin === "answer") tally.isInAnswer = true;
    if (passage.origin !== "finding" && judgement !== "outdone") tally.isSupported = true;
    if (judgement === "warned") tally.isWarned = true;
    if (judgement === "recommended" && (occurrence.evidence !== "looks" || isPackage(occurrence.name)))
      noteRecommendation(tally, sentence.slice(occurrence.end));
    const factor = judgement === "recommended" ? 2 : judgement === "outdone" ? 0.25 : 1;
    const weight = weightOf[passage.origin] * factor;
    // the answer repeats what it quotes: only the quote says where it stands
    if (passage.citation !== undefined && weight > tally.citationWeight) {
      tally.citation = passage.citation;
      tally.citationWeight = weight;
    }
    if (isRepeated || counted.has(occurrence.name)) continue;
    counted.add(occurrence.name);
    tally.weight += weight;
    if (occurrence.evidence === "looks") tally.looks += 1;
  }
}

/** The first recommendation counts; what stands behind the name says what for. */
function noteRecommendation(tally: Tally, rest: string): void {
  if (tally.isRecommended) return;
  tally.isRecommended = true;
  const purpose = /\b(?:for|suits?|fits?)\s+([^.,;]{3,120})/i.exec(rest)?.[1];
  if (purpose !== undefined) tally.recommendedFor = purpose.trim();
}

function noteEvidence(tally: Tally, occurrence: Occurrence, sentence: string): void {
  const { evidence, ecosystem, isCode, end } = occurrence;
  if (evidence !== "looks") tally.isProven = true;
  if (evidence === "looks" && isCode) tally.isCode = true;
  if (ecosystem !== undefined) tally.ecosystem ??= ecosystem;
  const definition = /^[`*_]* is (?:an?|the) ([^.,;]{3,80})/i.exec(sentence.slice(end))?.[1];
  const kind = definition === undefined ? undefined : readDefinition(definition);
  if (kind !== undefined) tally.kind ??= kind;
}

/** The package whose documentation is cited is a name too. */
function readPlace({ place, origin, citation, text }: Passage, tallies: Map<string, Tally>): void {
  const found = findPackageOfPath(place ?? (text.length < 300 ? text : ""));
  if (found === undefined) return;
  const tally = tallyOf(tallies, usualSpelling(found.name));
  tally.isProven = true;
  if (origin !== "finding") tally.isSupported = true;
  tally.ecosystem ??= found.ecosystem;
  tally.weight += weightOf[origin];
  if (citation === undefined || tally.citationWeight >= weightOf[origin]) return;
  tally.citation = citation;
  tally.citationWeight = weightOf[origin];
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const known = tallies.get(name);
  if (known !== undefined) return known;
  const tally: Tally = {
    weight: 0,
    isInAnswer: false,
    isSupported: false,
    isRecommended: false,
    isWarned: false,
    looks: 0,
    isProven: false,
    isCode: false,
    citationWeight: 0,
  };
  tallies.set(name, tally);
  return tally;
}

/** "fast-check" and "FastCheck" stay two; "fastApi" and "FastAPI" are one, in the spelling seen first. */
function mergeVariants(tallies: ReadonlyMap<string, Tally>): [string, Tally][] {
  const merged = new Map<string, [string, Tally]>();
  for (const [name, tally] of tallies) {
    const earlier = merged.get(name.toLowerCase())?.[1];
    if (earlier === undefined) {
      merged.set(name.toLowerCase(), [name, tally]);
      continue;
    }
    earlier.weight += tally.weight;
    earlier.looks += tally.looks;
    earlier.isInAnswer ||= tally.isInAnswer;
    earlier.isSupported ||= tally.isSupported;
    earlier.isRecommended ||= tally.isRecommended;
    earlier.isWarned ||= tally.isWarned;
    earlier.isProven ||= tally.isProven;
  }
  return [...merged.values()];
}

function describeName([name, tally]: readonly [string, Tally]): FoundName {
  const known = findKnownTechnology(name);
  return {
    name,
    weight: tally.weight,
    isInAnswer: tally.isInAnswer,
    isSupported: tally.isSupported,
    isRecommended: tally.isRecommended,
    ...(tally.recommendedFor === undefined ? {} : { recommendedFor: tally.recommendedFor }),
    kinds: known?.kinds ?? (tally.kind === undefined ? [] : [tally.kind]),
    ecosystems: known?.ecosystems ?? (tally.ecosystem === undefined ? [] : [tally.ecosystem]),
    ...(tally.citation === undefined ? {} : { citation: tally.citation }),
  };
}

function isPackage(name: string): boolean {
  return /[-/@]/.test(name);
}

function normalize(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Sentences and lines of code; a line that is wrapped inside a sentence is joined again. */
function splitSentences(text: string): string[] {
  return text
    .replace(/\[([^\]\n]{1,200})\]\([^)\n]{1,300}\)/g, "$1")
    .replace(/(?<=[a-z,])\n +(?=[a-z`])/g, " ")
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => cleanText(sentence.slice(0, longestSentence)).replace(/^(?:[-*+>#|]+|\d+[.)])\s+/, ""))
    .filter((sentence) => sentence.length > 1);
}

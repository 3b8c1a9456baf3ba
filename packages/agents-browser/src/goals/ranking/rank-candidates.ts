import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import type { Scene } from "../scene/scene.ts";
import type { Candidate, Purpose } from "./candidate.ts";
import { colorFit, isColorful } from "./colors.ts";
import { ofSize } from "./geometry.ts";
import { isCheckable, isTextField, kindFit } from "./kinds.ts";
import { likeness, wordsOf } from "./likeness.ts";
import { nameFit } from "./name-fit.ts";
import { keepWithin } from "./scope.ts";
import { suits } from "./such.ts";

/** Candidates that are handed on at most. */
const mostCandidates = 50;

/**
 * What a phrase of a goal may mean on a page, the likeliest first; equal ones in reading order. Pure: the same scene and
 * phrase give the same list.
 */
export function rankCandidates(scene: Scene, said: ThingPhrase, purpose: Purpose): readonly Candidate[] {
  const phrase = plainly(said);
  const { color, text } = phrase;
  let candidates = scene.elements
    .filter((element) => isPossible(element, purpose))
    .map((element) => ({ element, score: scoreOf(scene, element, phrase, purpose) }))
    .filter(({ score }) => score > 0.05);
  if (phrase.within !== undefined || phrase.of !== undefined)
    candidates = keepWithin(scene, candidates, phrase);
  if (phrase.except !== undefined)
    candidates = candidates.filter(({ element }) => !isCalled(element, phrase.except!));
  if (phrase.such !== undefined)
    candidates = candidates.filter(({ element }) => suits(element.text || element.name, phrase.such!));
  candidates = leaveOutWrappers(scene, candidates);
  if (color === undefined && /\bcolou?red\b/iu.test(text)) candidates = pickColored(candidates);
  candidates = pickBySize(candidates, phrase);
  candidates = pickByPlace(candidates, phrase);
  candidates = pickByOrdinal(candidates, phrase);
  return candidates.toSorted((one, other) => other.score - one.score).slice(0, mostCandidates);
}

/** A "black box" is drawn, a "text box" is typed into; the "center of the circle" is where a circle is clicked anyway. */
function plainly(phrase: ThingPhrase): ThingPhrase {
  if (
    phrase.kind === "field" &&
    /\bbox\b/iu.test(phrase.text) &&
    !/text|input|entry|search/iu.test(phrase.text)
  )
    return { ...phrase, kind: "box" };
  if (/^(?:center|centre|middle)$/iu.test(phrase.name ?? "") && phrase.within !== undefined)
    return phrase.within;
  return phrase;
}

/** Whether an element is called, or coloured, so; for what the goal excludes. */
const isCalled = ({ name, text, color }: ObservedElement, excluded: string): boolean =>
  Math.max(likeness(excluded, name), likeness(excluded, text)) >= 0.7 || colorFit(excluded, color) >= 0.6;

/** "button ONE" as "ONE". */
function withoutWord(name: string, word: string): string {
  const words = name.split(/\s+/u);
  return words.filter((each) => each.toLowerCase() !== word.toLowerCase()).join(" ");
}

function isPossible(element: ObservedElement, purpose: Purpose): boolean {
  if (purpose === "field") return isTextField(element);
  if (purpose === "check") return isCheckable(element) || element.isInteractive;
  return true;
}

function scoreOf(scene: Scene, element: ObservedElement, phrase: ThingPhrase, purpose: Purpose): number {
  const { name, kind, color } = phrase;
  const fit = kindFit(kind, element);
  let score: number;
  if (name !== undefined && name !== "") {
    score = nameFit(scene, element, name, phrase.isQuoted);
    const bare = kind === undefined ? "" : withoutWord(name, kind);
    if (bare !== "" && bare !== name) score = Math.max(score, nameFit(scene, element, bare, phrase.isQuoted));
    score *= fit === 1 ? 1 : fit >= 0.9 ? 0.99 : fit > 0 ? 0.9 : 0.6;
  } else {
    const isKnown = kind !== undefined && !/^(?:item|element|thing|one|object|control)$/u.test(kind);
    score = isKnown
      ? fit >= 0.9
        ? 0.75 * fit + (calledSo(element, kind) ? 0.1 : 0)
        : 0
      : element.isInteractive || color !== undefined
        ? 0.6
        : 0.3;
  }
  if (color !== undefined)
    score *= colorFit(color, element.color) >= 0.6 ? 1 : colorFit(color, element.textColor) >= 0.6 ? 0.9 : 0;
  if (purpose === "click" || purpose === "choose") score *= element.isInteractive ? 1 : 0.85;
  if (purpose === "check") score *= isCheckable(element) ? 1 : 0.7;
  if (purpose === "drag")
    score *=
      element.isDraggable === true
        ? 1
        : element.shape !== undefined
          ? 0.95
          : kindFit("button", element) === 1
            ? 0.4
            : 0.8;
  // Behind one that can be acted upon and is called the same, before one that only is called alike.
  if (element.isDisabled === true) score *= 0.93;
  if (element.isCovered === true) score *= 0.5;
  return element.isInView ? score : score * 0.995;
}

/** "the section below" and "Section 9". */
const calledSo = ({ name, words }: ObservedElement, kind: string): boolean =>
  wordsOf(name).includes(kind.toLowerCase()) || words.includes(kind.toLowerCase());

/** Of an element and what it wraps, the one that people act upon: the innermost that is interactive, else the innermost. */
function leaveOutWrappers(scene: Scene, candidates: readonly Candidate[]): Candidate[] {
  const byRef = new Map(candidates.map((candidate) => [candidate.element.ref, candidate]));
  const left = new Set<string>();
  for (const inner of candidates)
    for (const ancestor of scene.ancestorsOf(inner.element)) {
      const outer = byRef.get(ancestor.ref);
      if (outer === undefined) continue;
      const isPlainText = !inner.element.isInteractive && outer.element.isInteractive;
      const isAllOfIt = outer.element.name.length <= inner.element.name.length * 1.5 + 2;
      if (isPlainText && isAllOfIt && outer.score >= inner.score - 0.2) left.add(inner.element.ref);
      else if (inner.score >= outer.score - (isAllOfIt ? 0.05 : 0.15)) left.add(outer.element.ref);
    }
  return candidates.filter(({ element }) => !left.has(element.ref));
}

/** Those that are about as good as the best one. */
export function goodOnes(candidates: readonly Candidate[], margin = 0.12): readonly Candidate[] {
  const best = Math.max(0, ...candidates.map(({ score }) => score));
  return candidates.filter(({ score }) => score >= Math.max(0.4, best - margin));
}

/** "the coloured square" among grey ones. */
function pickColored(candidates: Candidate[]): Candidate[] {
  const colored = candidates.filter(({ element }) => isColorful(element.color));
  return colored.length > 0 ? colored : candidates;
}

function pickBySize(candidates: Candidate[], { size }: ThingPhrase): Candidate[] {
  if (size === undefined) return candidates;
  // Of one thing, or of several that are all alike, none is the largest.
  const isCompared = size === "largest" || size === "smallest";
  if (isCompared && goodOnes(candidates).length < 2) return [];
  const kept = new Set(
    ofSize(
      goodOnes(candidates).map(({ element }) => element),
      size,
    ),
  );
  return candidates.filter(({ element }) => kept.has(element));
}

function pickByPlace(candidates: Candidate[], { position }: ThingPhrase): Candidate[] {
  if (position === undefined) return candidates;
  const good = [...goodOnes(candidates)];
  if (good.length < 2) return candidates;
  const weight = ({ element: { box } }: Candidate): number =>
    (position.includes("left") ? box.x : 0) -
    (position.includes("right") ? box.x + box.width : 0) +
    (position.includes("top") ? box.y : 0) -
    (position.includes("bottom") ? box.y + box.height : 0);
  return [good.toSorted((one, other) => weight(one) - weight(other))[0]!];
}

function pickByOrdinal(candidates: Candidate[], { ordinal, name }: ThingPhrase): Candidate[] {
  if (ordinal === undefined) return candidates;
  const good = goodOnes(candidates);
  const picked = good.at(ordinal > 0 ? ordinal - 1 : ordinal);
  // "button ONE" is a name, not a place in a row.
  return picked !== undefined ? [picked] : name === undefined ? [] : candidates;
}

import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import type { Scene } from "../scene/scene.ts";
import type { Candidate } from "./candidate.ts";
import { isSameLine } from "./geometry.ts";
import { kindFit } from "./kinds.ts";
import { likeness, normalizeText } from "./likeness.ts";

/** From which likeness on a text is what the goal names. */
const least = 0.7;

/** Leaves the candidates that belong to the row, item, person or section that the phrase says. */
export function keepWithin(scene: Scene, candidates: readonly Candidate[], phrase: ThingPhrase): Candidate[] {
  const anchors = anchorsOf(
    scene,
    phrase.within ?? { text: phrase.of ?? "", name: phrase.of, isQuoted: false },
  );
  if (anchors.length === 0) return [];
  const kept = new Map<string, Candidate>();
  for (const anchor of anchors)
    for (const candidate of belongingTo(scene, anchor, candidates))
      kept.set(candidate.element.ref, candidate);
  return candidates.filter(({ element }) => kept.has(element.ref));
}

/** The elements that a phrase names as a place. */
export function anchorsOf(scene: Scene, phrase: ThingPhrase): readonly ObservedElement[] {
  const inner =
    phrase.within ??
    (phrase.of === undefined ? undefined : { text: phrase.of, name: phrase.of, isQuoted: false });
  // "all posts by Ada": Ada tells which posts.
  if (phrase.name === undefined && inner !== undefined) return anchorsOf(scene, inner);
  const name = phrase.name ?? phrase.text;
  const scored = scene.elements
    .map((element) => ({
      element,
      score:
        Math.max(likeness(name, element.name), likeness(name, element.text), heldBy(element, name)) *
        (kindFit(phrase.kind, element) > 0 ? 1 : 0.98),
    }))
    .filter(({ score }) => score >= least);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  let anchors = scored.filter(({ score }) => score >= best - 0.05).map(({ element }) => element);
  // Of a text and what wraps it the inner one is enough.
  anchors = anchors.filter((anchor) => !anchors.some((other) => scene.isWithin(other, anchor)));
  if (anchors.length === 0 && phrase.kind !== undefined && (phrase.name ?? "") === "")
    anchors = scene.elements.filter((element) => kindFit(phrase.kind, element) >= 0.9);
  const { ordinal } = phrase;
  if (ordinal === undefined) return anchors;
  const picked = anchors.at(ordinal > 0 ? ordinal - 1 : ordinal);
  return picked === undefined ? [] : [picked];
}

/** A row or item in whose text the name stands as words of their own. */
const heldBy = ({ role, text }: ObservedElement, name: string): number =>
  itemRoles.has(role) && ` ${normalizeText(text)} `.includes(` ${normalizeText(name)} `) ? 0.75 : 0;

/** Those of the candidates that share the nearest container with the anchor; where nothing contains both, by place. */
export function belongingTo(
  scene: Scene,
  anchor: ObservedElement,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const good = candidates.filter(({ score }) => score >= 0.4);
  const lines = [anchor, ...scene.ancestorsOf(anchor)];
  const isOfAnother = ({ element }: Candidate): boolean => isInOtherItem(scene, lines, element);
  for (const container of lines) {
    const around = good.filter(
      ({ element }) => element.ref === container.ref && container.ref !== anchor.ref,
    );
    const inside = good.filter(
      (candidate) => scene.isWithin(candidate.element, container) && !isOfAnother(candidate),
    );
    const best = Math.max(0, ...inside.map(({ score }) => score));
    if (around.some(({ score }) => score > best)) return around;
    if (inside.length > 0) {
      // A container that holds many likely ones holds several items: the place decides among them.
      return inside.length === 1 || container.ref === anchor.ref ? inside : nearestOf(scene, anchor, inside);
    }
  }
  return nearestOf(
    scene,
    anchor,
    good.filter((candidate) => !isOfAnother(candidate)),
  );
}

const itemRoles: ReadonlySet<string> = new Set(["row", "listitem", "article", "treeitem"]);

/** Whether an element lies in another row or item of the list in which the anchor has its own. */
export function isInOtherItem(
  scene: Scene,
  lines: readonly ObservedElement[],
  element: ObservedElement,
): boolean {
  const own = lines.find(({ role }) => itemRoles.has(role));
  if (own === undefined || element.ref === own.ref || scene.isWithin(element, own)) return false;
  return [element, ...scene.ancestorsOf(element)].some(
    ({ ref, role, parent }) =>
      ref !== own.ref &&
      role === own.role &&
      parent === own.parent &&
      !lines.some((line) => line.ref === ref),
  );
}

/** In the same line, else the first one that follows in reading order, with those in its line that are as good. */
function nearestOf(
  scene: Scene,
  anchor: ObservedElement,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const best = Math.max(0, ...candidates.map(({ score }) => score));
  const good = candidates.filter(({ score, element }) => score >= best - 0.12 && element.ref !== anchor.ref);
  const sameLine = good.filter(({ element }) => isSameLine(anchor.box, element.box));
  if (sameLine.length > 0) return sameLine;
  const order = new Map(scene.elements.map((element, index) => [element.ref, index]));
  const start = order.get(anchor.ref) ?? 0;
  const next = good.find(({ element }) => (order.get(element.ref) ?? 0) > start);
  return next === undefined ? good.slice(-1) : [next];
}

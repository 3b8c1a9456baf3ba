import type { ObservedElement } from "../../observe/observation.ts";
import type { GoalConstraint } from "../goal-reading.ts";
import { gapBetween } from "../ranking/geometry.ts";
import { likeness, normalizeText } from "../ranking/likeness.ts";
import { suits } from "../ranking/such.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

const suggestingWords = ["autocomplete", "typeahead", "combobox", "suggest", "suggestions"];

/** Whether a field says that it suggests what to enter. */
const isSuggesting = ({ role, words }: ObservedElement): boolean =>
  role === "combobox" || suggestingWords.some((word) => words.includes(word));

/** Elements near the field that were not there before it was typed into. */
function newSuggestions(before: Scene, now: Scene, field: ObservedElement): readonly ObservedElement[] {
  const keyOf = ({ role, name, box }: ObservedElement): string =>
    `${role} ${name} ${Math.round(box.x)} ${Math.round(box.y)}`;
  const old = new Set(before.elements.map(keyOf));
  const fresh = now.elements.filter(
    (element) =>
      !old.has(keyOf(element)) &&
      element.ref !== field.ref &&
      (element.text || element.name) !== "" &&
      gapBetween(element.box, field.box) < 300 &&
      (["option", "menuitem", "listitem", "treeitem"].includes(element.role) ||
        (element.isInteractive && element.box.y >= field.box.y)),
  );
  return fresh.filter((element) => !fresh.some((other) => now.isWithin(other, element)));
}

/** Clicks the suggestion that is what was entered, or the one that is such as the goal says; leaves it else. */
export async function takeSuggestion(
  world: GoalWorld,
  field: ObservedElement,
  value: string,
  before: Scene,
  such?: GoalConstraint,
): Promise<boolean> {
  let fresh = newSuggestions(before, world.scene, field);
  if (fresh.length === 0 && isSuggesting(field)) {
    await world.pause(350);
    fresh = newSuggestions(before, await settle(world), field);
  }
  if (fresh.length === 0) return false;
  const textOf = ({ text, name }: ObservedElement): string => text || name;
  const scored = fresh
    .map((element) => ({
      element,
      score:
        such === undefined ? suggestionFit(value, textOf(element)) : suits(textOf(element), such) ? 1 : 0,
    }))
    .filter(({ score }) => score >= 0.5)
    .toSorted((one, other) => other.score - one.score);
  const [best, second] = scored;
  if (best === undefined) return false;
  // Of several that hold the same words none is surely meant; what was entered stays.
  const isTold =
    such !== undefined ||
    second === undefined ||
    best.score - second.score >= 0.02 ||
    textOf(best.element) === textOf(second.element);
  if (!isTold)
    return isSuggesting(field)
      ? world.refuse(
          `several suggestions hold "${value.slice(0, 80)}": ${scored
            .map(({ element }) => textOf(element).slice(0, 40))
            .slice(0, 5)
            .join("; ")}`,
        )
      : false;
  await clickElement(world, best.element);
  return true;
}

function suggestionFit(value: string, text: string): number {
  const fit = likeness(value, text);
  if (!text.toLowerCase().includes(value.toLowerCase())) return fit;
  const isWhole = ` ${normalizeText(text)} `.includes(` ${normalizeText(value)} `);
  // "LEX" in "Lexington (LEX)" is a word of its own, in "Alexandria" it is none; the same letters come first.
  const isSameCase = text.includes(value);
  return Math.max(fit, (isWhole ? 0.8 : 0.7) + (isSameCase ? 0.05 : 0));
}

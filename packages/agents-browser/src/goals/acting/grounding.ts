import type { ObservedElement } from "../../observe/observation.ts";
import { isSameLine } from "../ranking/geometry.ts";
import { normalizeText, wordsOf } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";

/** Words that do not tell one thing from another. */
const fillers = new Set(
  "a an the my your our his her their its this that these those of from by to for in on at with and or about mail email message stock share item product entry row post tweet".split(
    " ",
  ),
);
/** CSS pixels of what may be a line; what is higher spans several. */
const mostLine = 100;
const items: ReadonlySet<string> = new Set(["row", "listitem", "article", "treeitem", "option"]);

/** What cannot be taken back is never done to something else. */
export const isDestructive = (verb: string): boolean =>
  /^(?:delete|remove|cancel|discard|trash|archive|block|unsubscribe|pay|transfer|buy|order|erase|clear|close|withdraw|refund)$/u.test(
    verb,
  );

/** The words of a thing that tell which one it is. */
function tellingWords(place: string): readonly string[] {
  const words = wordsOf(place.replaceAll(/['’]s\b/gu, ""));
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/s$/u, "") : word);

function holdsAll(text: string, wanted: readonly string[]): boolean {
  const seen = new Set(wordsOf(text).map(stem));
  return wanted.every((word) => seen.has(stem(word)));
}

/** Whether an element is called by the whole name of a thing. */
export const isCalledWhole = ({ name, text }: ObservedElement, place: string): boolean =>
  holdsAll(`${name} ${text}`, tellingWords(place));

/** The only control whose own name says both the verb and the whole thing: "Delete account". */
export function controlOfThing(
  { elements, isWithin }: Scene,
  names: readonly string[],
  place: string,
): ObservedElement | undefined {
  const wanted = tellingWords(place);
  const fits = elements.filter(
    (element) =>
      element.isInteractive &&
      !items.has(element.role) &&
      element.isDisabled !== true &&
      element.name.length < 80 &&
      holdsAll(element.name, wanted) &&
      names.some((name) => holdsAll(element.name, wordsOf(name))),
  );
  const inner = fits.filter((element) => !fits.some((other) => isWithin(other, element)));
  return inner.length === 1 ? inner[0] : undefined;
}

/**
 * Whether the whole name of a thing stands in the row or item of a control, or in the nearest group around it in which it
 * is the only one of its name. A bare "Cancel" outside of rows only leaves a form.
 */
export function isGrounded(scene: Scene, control: ObservedElement, place: string, verb: string): boolean {
  const wanted = tellingWords(place);
  if (isCalledWhole(control, place)) return true;
  const around = scene.ancestorsOf(control);
  const item = around.find(({ role }) => items.has(role));
  if (item !== undefined) return holdsAll(scene.textOf(item), wanted);
  if (verb === "cancel") return false;
  const isAlike = ({ name, isInteractive }: ObservedElement): boolean =>
    isInteractive && normalizeText(name) === normalizeText(control.name);
  const line = scene.elements.filter(({ box }) => isSameLine(box, control.box) && box.height < mostLine);
  if (said(line, control, wanted) && line.filter(isAlike).length === 1) return true;
  for (const group of around) {
    const inside = scene.descendantsOf(group);
    if (!said(inside, control, wanted)) continue;
    return inside.filter(isAlike).length === 1;
  }
  return said(scene.elements, control, wanted) && scene.elements.filter(isAlike).length === 1;
}

/** Whether one text that is no other control has all the words. */
const said = (
  elements: readonly ObservedElement[],
  control: ObservedElement,
  wanted: readonly string[],
): boolean =>
  elements.some(
    (element) =>
      (element.ref === control.ref || !element.isInteractive || element.role === "link") &&
      holdsAll(`${element.name} ${element.text}`, wanted),
  );

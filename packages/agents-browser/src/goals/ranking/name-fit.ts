import type { ObservedElement } from "../../observe/observation.ts";
import type { Scene } from "../scene/scene.ts";
import { iconFit, signWords } from "./icon-words.ts";
import { labelOf } from "./labels.ts";
import { likeness, wordsOf } from "./likeness.ts";

/** What a likeness counts that comes from a text beside the element, or from its words. */
const ofLabel = 0.93;
const ofPlaceholder = 0.95;

/** Below this a quoted text is not what the page shows. */
const quotedLeast = 0.85;

/**
 * How well an element is called what the goal calls it, from 0 to 1: by its name, its text, what it holds, its placeholder,
 * the text beside it, and the words of its class and title. A quoted text must be the same letter by letter, but for case
 * and punctuation.
 */
export function nameFit(scene: Scene, element: ObservedElement, wanted: string, isQuoted: boolean): number {
  const { name, text, value, placeholder, nameSource, words, inputType } = element;
  const isField = ["textbox", "searchbox", "combobox", "spinbutton", "slider"].includes(element.role);
  let fit = likeness(wanted, name) * (nameSource === "neighbour" || nameSource === "words" ? ofLabel : 1);
  if (text !== name) fit = Math.max(fit, likeness(wanted, text));
  if (value !== undefined && (inputType === "submit" || inputType === "button"))
    fit = Math.max(fit, likeness(wanted, value));
  if (placeholder !== undefined) fit = Math.max(fit, likeness(wanted, placeholder) * ofPlaceholder);
  if (fit < 0.9 && (isField || (name === "" && element.isInteractive))) {
    const label = labelOf(scene, element);
    if (label !== undefined) fit = Math.max(fit, likeness(wanted, label.name || label.text) * ofLabel);
  }
  if (isQuoted && fit < quotedLeast) fit = 0;
  // Letters that are drawn as a cross: the control is called by what it does.
  if (isQuoted && wanted.toLowerCase() === "x" && /^close\b/iu.test(name)) fit = Math.max(fit, 0.85);
  if (fit < 0.9) {
    const wantedWords = wordsOf(wanted);
    // The words of a control that has a text of its own say little beside that text.
    const isNameless = name.trim().length <= 1 || nameSource !== "text";
    const sign = signWords[text.trim()];
    if (sign !== undefined) fit = Math.max(fit, iconFit(wantedWords, [sign]) * 0.95);
    if (wantedWords.length <= 3) fit = Math.max(fit, iconFit(wantedWords, words) * (isNameless ? 1 : 0.6));
  }
  return fit;
}

import type { ObservedElement } from "../../observe/observation.ts";
import { kindFit } from "../ranking/kinds.ts";
import { normalizeText } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";
import { findAgain } from "./find-again.ts";
import type { GoalWorld } from "./world.ts";
import { clickElement } from "./click-element.ts";

/** Names of controls that hand something in, the plainest first. */
const names = [
  "submit",
  "send",
  "ok",
  "done",
  "search",
  "go",
  "save",
  "apply",
  "confirm",
  "continue",
  "finish",
  "next",
  "log in",
  "login",
  "sign in",
  "post",
  "add",
  "create",
  "order",
  "book",
  "update",
];

/** Clicks the one obvious control that hands in what was entered; presses Enter where there is a field and no control. */
export async function submit(world: GoalWorld, preferred: readonly string[] = []): Promise<void> {
  const control = submitControl(world, preferred);
  if (control !== undefined) {
    await clickElement(world, control);
    return;
  }
  const focused = world.scene.elements.find(({ isFocused, tag }) => isFocused === true && tag === "input");
  if (focused === undefined) world.refuse("there is no obvious control to submit with");
  await world.act({ action: "press", target: world.targetOf(focused), key: "Enter" });
}

/** The control, `undefined` when none or several are as obvious. */
export function submitControl(
  { scene, memory }: GoalWorld,
  preferred: readonly string[] = [],
): ObservedElement | undefined {
  const buttons = scene.elements.filter(
    (element) =>
      element.isInteractive &&
      element.isDisabled !== true &&
      (kindFit("button", element) >= 0.9 || element.role === "generic" || element.role === "img"),
  );
  const dialog = scene.elements.findLast(({ role }) => role === "dialog" || role === "alertdialog");
  const inDialog = dialog === undefined ? [] : buttons.filter((button) => scene.isWithin(button, dialog));
  const inForm = formButtons(scene, memory.field, buttons);
  for (const pool of [inDialog, inForm ?? buttons]) {
    for (const name of [...preferred, ...names]) {
      const named = pool.filter(
        (element) =>
          normalizeText(element.name) === name ||
          (element.value !== undefined && normalizeText(element.value) === name) ||
          (element.name === "" && element.words.includes(name)),
      );
      if (named.length === 1) return named[0];
    }
    for (const name of preferred) {
      const worded = pool.filter(({ words }) => words.includes(name));
      if (worded.length === 1) return worded[0];
    }
    const typed = pool.filter(({ inputType }) => inputType === "submit");
    if (typed.length === 1) return typed[0];
  }
  return inForm?.length === 1 ? inForm[0] : undefined;
}

/**
 * The buttons of the form that a field belongs to, since "submit" after a fill hands in what was filled and no other form;
 * `undefined` when it belongs to none that has any, and the whole page is looked at.
 */
function formButtons(
  scene: Scene,
  earlier: ObservedElement | undefined,
  buttons: readonly ObservedElement[],
): readonly ObservedElement[] | undefined {
  const field = earlier === undefined ? undefined : findAgain(scene, earlier);
  const form = field && scene.ancestorsOf(field).find(({ tag, role }) => tag === "form" || role === "form");
  const inside = form === undefined ? [] : buttons.filter((button) => scene.isWithin(button, form));
  return inside.length === 0 ? undefined : inside;
}

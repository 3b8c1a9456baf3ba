import type { ObservedElement } from "../../observe/observation.ts";
import { isTextField } from "../ranking/kinds.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import { fillField } from "./enter.ts";
import { settle } from "./settle.ts";
import { submitControl } from "./submit.ts";
import type { GoalWorld } from "./world.ts";

/** Enough for numbers up to a thousand million. */
const mostGuesses = 32;

const bounds = /(-?\d{1,9})\s*(?:-|–|to|and)\s*(-?\d{1,9})/u;
const isTooHigh = /\b(?:lower|smaller|less|too (?:high|big|large))\b/iu;
const isTooLow = /\b(?:higher|greater|larger|bigger|more|too (?:low|small))\b/iu;

/**
 * "Guess the number between 1 and 100": halves the range by what the page answers, until it says neither higher nor lower.
 * `false`, and nothing done, when the goal names no range or the page has no single field with a control.
 */
export async function guessNumber(world: GoalWorld): Promise<boolean> {
  const range = bounds.exec((world.clause.slots ?? []).map(({ value }) => value).join(" "));
  if (range === null || numberField(world.scene) === undefined || submitControl(world) === undefined)
    return false;
  let [low, high] = [Number(range[1]), Number(range[2])];
  for (let guess = 0; guess < mostGuesses && low <= high; guess++) {
    const field = numberField(world.scene);
    if (field === undefined) return true;
    const tried = Math.floor((low + high) / 2);
    await fillField(world, field, String(tried));
    const control = submitControl(world);
    if (control === undefined) return true;
    await clickElement(world, control);
    await settle(world);
    const answers = textsOf(world.scene);
    const [isHigh, isLow] = [
      answers.some((text) => isTooHigh.test(text)),
      answers.some((text) => isTooLow.test(text)),
    ];
    if (isHigh && isLow) return world.refuse("the page answers neither higher nor lower for sure");
    if (!isHigh && !isLow) {
      world.memory.pressed = control.name;
      return true;
    }
    if (isHigh) high = tried - 1;
    else low = tried + 1;
  }
  return world.refuse("no number of the range was right");
}

function numberField({ elements }: Scene): ObservedElement | undefined {
  const fields = elements.filter(isTextField);
  return fields.length === 1 ? fields[0] : undefined;
}

const textsOf = ({ elements }: Scene): readonly string[] =>
  elements.filter(({ isInteractive, text }) => !isInteractive && text !== "").map(({ text }) => text);

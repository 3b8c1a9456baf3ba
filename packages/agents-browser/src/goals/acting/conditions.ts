import type { GoalCondition, ThingPhrase } from "../goal-reading.ts";
import { isSameLine } from "../ranking/geometry.ts";
import { likeness, wordsOf } from "../ranking/likeness.ts";
import { numberIn, suits } from "../ranking/such.ts";
import type { GoalWorld } from "./world.ts";

const pauseMs = 20;
const longestMs = 60_000;

/** Waits until what a clause depends on holds; for "if" and "unless" tells whether it does. */
export async function meetCondition(world: GoalWorld): Promise<boolean> {
  const { condition } = world.clause;
  if (condition === undefined) return true;
  if (condition.such === undefined || condition.subject === undefined) return true;
  if (condition.kind === "if" || condition.kind === "unless")
    return holds(world, condition) === (condition.kind === "if");
  const started = world.context.run.runtime.now();
  while (!holds(world, condition)) {
    if (world.context.run.runtime.now() - started > longestMs)
      world.refuse(`"${condition.text.slice(0, 80)}" did not come true`);
    await world.pause(pauseMs);
  }
  return true;
}

/** Looks for the subject's name and judges the number in it, beside it, or the only number with its sign. */
function holds({ scene }: GoalWorld, { subject, such, text }: GoalCondition): boolean {
  const texts = scene.elements.filter((element) => element.text !== "" && !element.isInteractive);
  const subjectWords = wordsOf(subject!);
  const labels = texts.filter(
    (element) =>
      likeness(subject!, element.text) >= 0.7 ||
      subjectWords.every((word) => wordsOf(element.text).includes(word)) ||
      subjectWords.some((word) => element.words.includes(word)),
  );
  const isMoney = /[$€£]/u.test(text);
  for (const label of labels) {
    if (numberIn(label.text) !== undefined) return suits(label.text, such!);
    const beside = texts.find(
      (element) =>
        element.ref !== label.ref &&
        isSameLine(label.box, element.box) &&
        element.box.x > label.box.x &&
        numberIn(element.text) !== undefined,
    );
    if (beside !== undefined) return suits(beside.text, such!);
  }
  const amounts = texts.filter((element) =>
    (isMoney ? /^\s*[$€£]\s*\d/u : /^\s*-?\d[\d.,]*\s*$/u).test(element.text),
  );
  return amounts.length > 0 && amounts.every((element) => suits(element.text, such!));
}

/** "in the second section": what a clause says about where to look, put into each of its things. */
export function withScope(thing: ThingPhrase, scope: ThingPhrase | undefined): ThingPhrase {
  return scope === undefined || thing.within !== undefined ? thing : { ...thing, within: scope };
}

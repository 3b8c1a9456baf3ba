import type { GoalConstraint, ThingPhrase } from "../goal-reading.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { decide } from "../ranking/decide.ts";
import { suits } from "../ranking/such.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import type { GoalWorld } from "./world.ts";

/** How often something is made anew. */
const mostTries = 60;

/**
 * "Generate an even number": does it again until what the page shows is such as the goal says. `false` when the page has no
 * such control, or does not answer with a number.
 */
export async function repeatUntilSuch(
  world: GoalWorld,
  names: readonly string[],
  thing: ThingPhrase,
): Promise<boolean> {
  const such: GoalConstraint = thing.such ?? { parity: thing.name === "odd" ? "odd" : "even" };
  for (let tries = 0; tries < mostTries; tries++) {
    const control = names
      .map((name) =>
        decide(
          rankCandidates(world.scene, { text: name, name, isQuoted: false }, "click").filter(
            ({ element }) => element.isInteractive,
          ),
        ),
      )
      .find(({ kind }) => kind === "certain");
    if (control?.kind !== "certain") return false;
    const before = world.scene;
    await clickElement(world, control.candidate.element);
    const shown = changedNumbers(before, world.scene);
    if (shown.some((text) => suits(text, such))) return true;
    if (shown.length === 0 && numbersOf(world.scene).size === 0) return false;
    // The same number may have come up again.
  }
  return world.refuse(`no ${thing.text.slice(0, 80)} came up`);
}

const numbersOf = ({ elements }: Scene): ReadonlyMap<string, string> =>
  new Map(
    elements
      .filter(({ isInteractive, text }) => !isInteractive && /^\s*-?\d+(?:\.\d+)?\s*$/u.test(text))
      .map(({ text, box }) => [`${Math.round(box.y)} ${Math.round(box.x / 20)}`, text]),
  );

/** Numbers that stand where none, or another one, stood before. */
function changedNumbers(before: Scene, now: Scene): readonly string[] {
  const old = numbersOf(before);
  return [...numbersOf(now)].filter(([place, text]) => old.get(place) !== text).map(([, text]) => text);
}

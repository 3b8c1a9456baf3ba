import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { goodOnes, rankCandidates } from "../ranking/rank-candidates.ts";
import { locate } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

/** CSS pixels of a drag that only has a direction. */
const stepPixels = 40;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  up: [0, -1],
  top: [0, -1],
  down: [0, 1],
  bottom: [0, 1],
  left: [-1, 0],
  right: [1, 0],
};

/** Drags things by a direction, onto another element, or to a position in their list. */
export async function dragThings(world: GoalWorld): Promise<void> {
  const { things, destination, direction } = world.clause;
  if (things.length === 0) world.refuse(`"${world.clause.source.slice(0, 80)}" does not say what to drag`);
  for (const thing of things) {
    const count = thing.count === undefined ? 1 : allOf(world, thing).length;
    for (let index = 0; index < Math.max(1, count); index++) {
      const element =
        thing.count === undefined ? await locate(world, thing, "drag") : allOf(world, thing)[index];
      if (element === undefined) continue;
      if (destination !== undefined) await dragTo(world, element, destination);
      else if (direction !== undefined && steps[direction] !== undefined)
        await dragBy(world, element, steps[direction]);
      else world.refuse(`"${world.clause.source.slice(0, 80)}" does not say where to drag`);
    }
  }
}

const allOf = (world: GoalWorld, thing: ThingPhrase): readonly ObservedElement[] =>
  goodOnes(rankCandidates(world.scene, thing, "drag")).map(({ element }) => element);

async function dragBy(
  world: GoalWorld,
  element: ObservedElement,
  [across, down]: readonly [number, number],
): Promise<void> {
  await world.act({
    action: "drag",
    target: world.targetOf(element),
    to: { by: { x: across * stepPixels, y: down * stepPixels } },
  });
}

async function dragTo(world: GoalWorld, element: ObservedElement, destination: ThingPhrase): Promise<void> {
  const isPosition =
    destination.ordinal !== undefined &&
    /^(?:position|place|spot|slot)$/u.test(destination.kind ?? destination.name ?? "");
  const target = isPosition
    ? siblingAt(world, element, destination.ordinal!)
    : await locate(world, destination, "drag");
  if (target === undefined) world.refuse(`there is no ${destination.text.slice(0, 80)}`);
  if (target.ref === element.ref) return;
  const isDown = target.box.y > element.box.y + 1;
  const isAcross = Math.abs(target.box.x - element.box.x) > Math.abs(target.box.y - element.box.y);
  // A list makes room once the middle of the neighbour is passed.
  const { width, height } = target.box;
  const position = !isPosition
    ? { x: width / 2, y: height / 2 }
    : isAcross
      ? { x: target.box.x > element.box.x ? width - 2 : 2, y: height / 2 }
      : { x: width / 2, y: isDown ? height - 2 : 2 };
  await world.act({
    action: "drag",
    target: world.targetOf(element),
    to: { target: world.targetOf(target), position },
  });
}

/** The nth of the elements that stand in one list with it. */
function siblingAt(
  { scene }: GoalWorld,
  element: ObservedElement,
  ordinal: number,
): ObservedElement | undefined {
  const siblings = scene.elements.filter(
    (other) =>
      other.role === element.role &&
      other.tag === element.tag &&
      other.parent === element.parent &&
      Math.abs(other.box.height - element.box.height) < 6,
  );
  return siblings.at(ordinal > 0 ? ordinal - 1 : ordinal);
}

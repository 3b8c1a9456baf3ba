import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { goodOnes, rankCandidates } from "../ranking/rank-candidates.ts";
import { numberIn } from "../ranking/such.ts";
import { type ClickKind, clickElement } from "./click-element.ts";
import { findAgain, findByOrder } from "./find-again.ts";
import { isKeptOver, keepOver } from "./keep-over.ts";
import { locate } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

/** Clicks each thing of the clause, or all that fit where the goal says "all". */
export async function clickThings(world: GoalWorld, kind: ClickKind): Promise<void> {
  const { things } = world.clause;
  if (things.length === 0) world.refuse(`"${world.clause.source.slice(0, 80)}" does not say what to click`);
  const { pressed } = world.memory;
  world.memory.pressed = undefined;
  for (const thing of things) {
    if (pressed !== undefined && thing.name?.toLowerCase() === pressed.toLowerCase()) continue;
    if (thing.count !== undefined || thing.within?.count !== undefined)
      await clickSeveral(world, thing, kind);
    else if (kind === "hover" && isKeptOver(world.clause.source)) await keepOver(world, thing);
    else await clickElement(world, await locate(world, thing, "click"), kind);
  }
}

/** All elements that fit, in the order that the goal says, else in reading order; found anew after each click. */
async function clickSeveral(world: GoalWorld, thing: ThingPhrase, kind: ClickKind): Promise<void> {
  const found = severalOf(world, thing);
  if (found.length === 0) await locate(world, thing, "click");
  const wanted = typeof thing.count === "number" ? thing.count : found.length;
  if (found.length < wanted) world.refuse(`the goal says ${wanted} and ${found.length} are seen`);
  const before = found.length;
  const first = world.scene;
  for (let index = 0; index < wanted; index++) {
    const now = index === 0 ? found : severalOf(world, thing);
    // What was clicked may be gone: then the others have moved up. Or all look different now, and stand where they were.
    const element =
      index === 0
        ? found[0]
        : (findByOrder(world.scene, first, found[index]!) ??
          (now.length === before
            ? now[index]
            : (findAgain(world.scene, found[index]!) ?? now[index - (before - now.length)])));
    if (element === undefined) break;
    await clickElement(world, element, kind);
  }
}

export function severalOf(world: GoalWorld, thing: ThingPhrase): readonly ObservedElement[] {
  const fitting = goodOnes(rankCandidates(world.scene, thing, "click")).map(({ element }) => element);
  const interactive = fitting.filter(({ isInteractive }) => isInteractive);
  const all = interactive.length > 0 ? interactive : fitting;
  const order = new Map(world.scene.elements.map((element, index) => [element.ref, index]));
  const read = all.toSorted((one, other) => order.get(one.ref)! - order.get(other.ref)!);
  return inSaidOrder(read, world.clause.source);
}

/** "in ascending order", "from largest to smallest", "alphabetically". */
function inSaidOrder(elements: readonly ObservedElement[], source: string): readonly ObservedElement[] {
  const said = source.toLowerCase();
  const textOf = ({ text, name }: ObservedElement): string => text || name;
  if (/alphabetic/u.test(said))
    return elements.toSorted((one, other) => textOf(one).localeCompare(textOf(other)));
  const isUp = /ascending|increasing|(?:smallest|lowest|least) to/u.test(said);
  if (!isUp && !/descending|decreasing|(?:largest|highest|greatest|biggest) to/u.test(said)) return elements;
  const sign = isUp ? 1 : -1;
  return elements.toSorted(
    (one, other) => sign * ((numberIn(textOf(one)) ?? 0) - (numberIn(textOf(other)) ?? 0)),
  );
}

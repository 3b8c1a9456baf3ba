import type { ObservedElement } from "../../observe/observation.ts";
import { kindFit } from "../ranking/kinds.ts";
import { clickElement } from "./click-element.ts";
import { seeAtOnce } from "./locate.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

/**
 * Opens, or closes, the sections, menus and nodes that a clause names. Where it names several ("the sections below"), they
 * are opened one by one when a later clause looks for something in them.
 */
export async function expandThings(world: GoalWorld, isClosing: boolean): Promise<void> {
  const [thing] = world.clause.things;
  if (thing === undefined || thing.count !== undefined) return;
  const seen = seeAtOnce(world, thing, "click");
  if (seen !== undefined && (seen.isInteractive || seen.isExpanded !== undefined)) {
    if (seen.isExpanded !== !isClosing) await clickElement(world, seen);
    await settle(world);
    return;
  }
  const opener = thing.kind === "menu" ? world.scene.elements.filter(isMenuOpener) : [];
  if (opener.length === 1) {
    await clickElement(world, opener[0]!);
    await settle(world);
    return;
  }
  const closed = world.scene.elements.filter((element) => isToggle(element, isClosing));
  if (closed.length === 1) {
    await clickElement(world, closed[0]!);
    await settle(world);
  }
}

/** A sign that people know as the way into a menu. */
const isMenuOpener = ({ text, name, isInteractive, isCovered }: ObservedElement): boolean =>
  isInteractive && isCovered !== true && /^(?:\+|☰|⋮|…|\.\.\.|▾|▼|menu)$/iu.test((text || name).trim());

const isToggle = (element: ObservedElement, isClosing: boolean): boolean =>
  element.isInteractive &&
  (element.isExpanded === isClosing ||
    (element.isExpanded === undefined && kindFit("section", element) >= 0.9));

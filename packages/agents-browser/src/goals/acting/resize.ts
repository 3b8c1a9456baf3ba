import type { ObservedElement } from "../../observe/observation.ts";
import { gapBetween } from "../ranking/geometry.ts";
import type { Scene } from "../scene/scene.ts";
import { locate } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

/** CSS pixels that a corner is drawn by. */
const pixels = 30;

/** Draws the lower right corner of a thing: wider, narrower, higher, lower, or both. */
export async function resize(world: GoalWorld): Promise<void> {
  const { source, things, direction } = world.clause;
  const element = await locate(
    world,
    things[0] ?? { text: "text area", kind: "textarea", isQuoted: false },
    "drag",
  );
  const sign = direction === "smaller" || /smaller|narrower|shorter|less/u.test(source) ? -1 : 1;
  const isWide = /width|wide|narrow|horizontal/u.test(source);
  const isHigh = /height|high|tall|short|vertical/u.test(source);
  const { width, height } = element.box;
  const by = { x: isHigh && !isWide ? 0 : sign * pixels, y: isWide && !isHigh ? 0 : sign * pixels };
  const grip = gripOf(world.scene, element);
  if (grip !== undefined) {
    await world.act({ action: "drag", target: world.targetOf(grip), to: { by } });
    return;
  }
  await world.act({
    action: "drag",
    target: world.targetOf(element),
    from: { x: width - 4, y: height - 4 },
    to: { by },
  });
}

/** A handle in the lower right corner, where a widget draws one of its own. */
function gripOf({ elements }: Scene, { box }: ObservedElement): ObservedElement | undefined {
  const corner = { x: box.x + box.width - 1, y: box.y + box.height - 1, width: 2, height: 2 };
  return elements.find(
    (element) =>
      gapBetween(element.box, corner) < 12 &&
      element.box.width < 40 &&
      element.words.some((word) => /^(?:resizable|resize|resizer|grip)$/u.test(word)) &&
      element.tag !== "textarea",
  );
}

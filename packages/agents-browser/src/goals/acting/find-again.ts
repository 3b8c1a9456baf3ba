import type { ObservedElement } from "../../observe/observation.ts";
import { gapBetween, middleOf } from "../ranking/geometry.ts";
import type { Scene } from "../scene/scene.ts";

/** CSS pixels that an element may have moved between two looks. */
const reach = 6;

/**
 * An element of an earlier scene in the present one: by role, name and place, else the only one of its role and name, else
 * what can be acted upon where it was, also when it looks different now.
 */
export function findAgain(scene: Scene, earlier: ObservedElement): ObservedElement | undefined {
  const alike = scene.elements.filter(
    ({ role, name, tag }) => role === earlier.role && name === earlier.name && tag === earlier.tag,
  );
  const there = alike.find(({ box }) => isAt(box, earlier.box));
  if (there !== undefined) return there;
  if (alike.length === 1) return alike[0];
  const { x, y } = middleOf(earlier.box);
  const over = scene.elements.filter(
    ({ box, isInteractive }) =>
      isInteractive && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  );
  return over.toSorted(
    (one, other) => one.box.width * one.box.height - other.box.width * other.box.height,
  )[0];
}

/** An element of an earlier scene by its place among those of its tag, when there are as many as before; roles change under the mouse. */
export function findByOrder(
  scene: Scene,
  before: Scene,
  earlier: ObservedElement,
): ObservedElement | undefined {
  const isAlike = ({ tag }: ObservedElement): boolean => tag === earlier.tag;
  const old = before.elements.filter(isAlike);
  const now = scene.elements.filter(isAlike);
  return old.length === now.length ? now[old.findIndex(({ ref }) => ref === earlier.ref)] : undefined;
}

const isAt = (one: ObservedElement["box"], other: ObservedElement["box"]): boolean =>
  gapBetween(one, other) === 0 &&
  Math.hypot(middleOf(one).x - middleOf(other).x, middleOf(one).y - middleOf(other).y) <= reach;

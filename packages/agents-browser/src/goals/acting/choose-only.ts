import type { ObservedElement } from "../../observe/observation.ts";
import type { Scene } from "../scene/scene.ts";

/** Boxes that are checked and belong to the group of the chosen ones: the nearest container that holds them and others. */
export function othersChosen(scene: Scene, chosen: readonly ObservedElement[]): readonly ObservedElement[] {
  const isBox = ({ role }: ObservedElement): boolean =>
    role === "checkbox" || role === "switch" || role === "menuitemcheckbox";
  const refs = new Set(chosen.map(({ ref }) => ref));
  const boxes = scene.elements.filter(isBox);
  const [first] = chosen;
  const container =
    first === undefined
      ? undefined
      : scene.ancestorsOf(first).find((ancestor) => {
          const inside = boxes.filter((box) => scene.isWithin(box, ancestor));
          return inside.length > chosen.length && chosen.every((box) => scene.isWithin(box, ancestor));
        });
  return boxes.filter(
    (box) =>
      box.isChecked === true &&
      box.isDisabled !== true &&
      !refs.has(box.ref) &&
      (container === undefined || scene.isWithin(box, container)),
  );
}

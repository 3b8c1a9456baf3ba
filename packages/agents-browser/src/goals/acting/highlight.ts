import type { ObservedElement } from "../../observe/observation.ts";
import { selectText } from "../controls/select-text.ts";
import { locate } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

/** Selects the text of each thing with the mouse, from before its first letter to behind its last. */
export async function highlightText(world: GoalWorld): Promise<void> {
  for (const thing of world.clause.things) {
    await highlightElement(
      world,
      await locate(world, thing.kind === "text" && thing.within !== undefined ? thing.within : thing, "text"),
    );
  }
}

/** Selects what one element says, and sees that it is selected. */
export async function highlightElement(world: GoalWorld, element: ObservedElement): Promise<void> {
  if (!(await selectText(world, element, { kind: "all" })))
    world.refuse(`the text "${element.text.slice(0, 80)}" cannot be selected`);
}

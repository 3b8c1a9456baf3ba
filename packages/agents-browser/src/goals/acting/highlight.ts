import type { ObservedElement } from "../../observe/observation.ts";
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

/** Selects what one element says. */
export async function highlightElement(world: GoalWorld, element: ObservedElement): Promise<void> {
  const { width, height } = element.box;
  const target = world.targetOf(element);
  await world.act({
    action: "drag",
    target,
    from: { x: 1, y: 4 },
    to: { target, position: { x: width - 1, y: height - 3 } },
  });
}

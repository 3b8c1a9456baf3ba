import type { ObservedElement } from "../../observe/observation.ts";
import type { Scene } from "../scene/scene.ts";
import type { GoalWorld } from "./world.ts";

/** How an element is clicked. */
export type ClickKind = "click" | "doubleClick" | "rightClick" | "hover";

/** One click, also on an element whose middle may lie elsewhere. */
export async function clickElement(
  world: GoalWorld,
  element: ObservedElement,
  kind: ClickKind = "click",
): Promise<Scene> {
  const target = world.targetOf(element);
  if (kind === "doubleClick") return world.act({ action: "dblclick", target });
  if (kind === "hover") return world.act({ action: "hover", target });
  return world.act({ action: "click", target, ...(kind === "rightClick" && { button: "right" as const }) });
}

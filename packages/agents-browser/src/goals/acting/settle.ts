import type { Scene } from "../scene/scene.ts";
import type { GoalWorld } from "./world.ts";

const pauseMs = 80;
const mostLooks = 10;

/** Looks until two looks in a row see the same, so that what slides or fades in has arrived; about a second at most. */
export async function settle(world: GoalWorld): Promise<Scene> {
  let before = signatureOf(world.scene);
  for (let look = 0; look < mostLooks; look++) {
    const scene = await world.pause(pauseMs);
    const now = signatureOf(scene);
    if (now === before) return scene;
    before = now;
  }
  return world.scene;
}

/** What a person would call a change: elements, places and states. */
function signatureOf(scene: Scene): string {
  return scene.elements
    .map(
      ({ role, name, box, value, isChecked, isSelected, isExpanded }) =>
        `${role}|${name}|${Math.round(box.x)},${Math.round(box.y)},${Math.round(box.height)}|${value ?? ""}|${isChecked ?? ""}${isSelected ?? ""}${isExpanded ?? ""}`,
    )
    .join("\n");
}

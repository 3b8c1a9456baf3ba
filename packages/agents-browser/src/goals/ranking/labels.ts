import type { ObservedElement } from "../../observe/observation.ts";
import type { Scene } from "../scene/scene.ts";
import { isSameLine } from "./geometry.ts";

/** CSS pixels between a label and its field. */
const reach = 220;

/** The text beside or above a control that nothing else stands between: what people read as its label. */
export function labelOf(scene: Scene, element: ObservedElement): ObservedElement | undefined {
  let best: { readonly text: ObservedElement; readonly gap: number } | undefined;
  for (const text of scene.elements) {
    if (text.ref === element.ref || text.isInteractive || text.name === "" || text.name.length > 100)
      continue;
    if (scene.isWithin(element, text)) continue;
    const gap = labelGap(text, element);
    if (gap !== undefined && gap <= reach && (best === undefined || gap < best.gap)) best = { text, gap };
  }
  return best?.text;
}

function labelGap({ box: label }: ObservedElement, { box }: ObservedElement): number | undefined {
  if (isSameLine(label, box)) {
    const left = box.x - (label.x + label.width);
    if (left >= -2) return left;
  }
  const above = box.y - (label.y + label.height);
  const isOver = label.x < box.x + box.width && label.x + label.width > box.x - 20;
  // What stands beside is nearer to a reader than what stands above.
  return above >= -2 && above < 60 && isOver ? above * 2 + Math.abs(label.x - box.x) * 0.1 + 10 : undefined;
}

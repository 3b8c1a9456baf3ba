import type { Box, ObservedElement } from "../../observe/observation.ts";

export const middleOf = ({ x, y, width, height }: Box): { readonly x: number; readonly y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
});

/** CSS pixels between the edges of two boxes; 0 when they touch. */
export function gapBetween(one: Box, other: Box): number {
  const across = Math.max(0, one.x - (other.x + other.width), other.x - (one.x + one.width));
  const down = Math.max(0, one.y - (other.y + other.height), other.y - (one.y + one.height));
  return Math.hypot(across, down);
}

/** Whether two boxes stand in one line: they share at least half of the lower one's height. */
export function isSameLine(one: Box, other: Box): boolean {
  const shared = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return shared >= 0.5 * Math.min(one.height, other.height);
}

const areaOf = ({ width, height }: Box): number => width * height;

/** What of the elements is small, or large, beside the others; all of one size are neither. */
export function ofSize(
  elements: readonly ObservedElement[],
  size: "small" | "large" | "smallest" | "largest",
): readonly ObservedElement[] {
  const measure = ({ box, fontSize, shape, role }: ObservedElement): number =>
    (role === "text" || shape === "text") && fontSize !== undefined ? fontSize : Math.sqrt(areaOf(box));
  const measures = elements.map(measure);
  const [least, most] = [Math.min(...measures), Math.max(...measures)];
  if (size === "smallest" || size === "largest")
    return elements.filter((element) => measure(element) === (size === "smallest" ? least : most));
  if (most - least < 0.2 * most) return elements;
  const limit = (least + most) / 2;
  return elements.filter((element) =>
    size === "small" ? measure(element) <= limit : measure(element) > limit,
  );
}

import type { ThingPhrase } from "../goal-reading.ts";
import { likeness } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";

/** Words by which a list joins its last things; they may belong to one name. */
const joins = [" and ", ", ", " & ", " or "];

/** Joins things again that a list seems to separate and the page shows as one: "Salt and Pepper". */
export function regroupThings(scene: Scene, things: readonly ThingPhrase[]): readonly ThingPhrase[] {
  if (things.length < 2) return things;
  const grouped: ThingPhrase[] = [];
  for (let start = 0; start < things.length; start++) {
    let name = things[start]!.name;
    let joined = things[start]!;
    let last = start;
    for (let end = start + 1; end < Math.min(things.length, start + 4) && name !== undefined; end++) {
      const next = things[end]!.name;
      const whole: string | undefined =
        next === undefined
          ? undefined
          : joins.map((join) => name + join + next).find((text) => isShown(scene, text));
      if (whole === undefined) continue;
      name = whole;
      joined = { ...joined, name: whole, text: whole };
      last = end;
    }
    grouped.push(joined);
    start = last;
  }
  return grouped;
}

const isShown = ({ elements }: Scene, text: string): boolean =>
  elements.some(
    (element) =>
      likeness(text, element.name) >= 0.94 ||
      element.options?.some((option) => likeness(text, option.text) >= 0.94) === true,
  );

import { createHash } from "node:crypto";
import type { ObservedElement, Observation } from "../observe/observation.ts";

/** A key of which elements there are; what fields hold and where the page is scrolled to changes nothing of it. */
export function keyStructure({ url, elements }: Observation): string {
  return hashParts([
    url,
    ...elements.flatMap(({ ref, role, name, text, value, isDisabled }) => [
      ref,
      role,
      // A field without a label is named by what it holds.
      value === name ? "" : name,
      value === text ? "" : text,
      isDisabled,
    ]),
  ]);
}

/** A key of all that an action could have changed, as far as it is seen; where the focus is, every click changes. */
export function keyState(
  observation: Observation,
  { isFocusLeftOut = false }: { readonly isFocusLeftOut?: boolean } = {},
): string {
  const { title, viewport, elements } = observation;
  return hashParts([
    keyStructure(observation),
    title,
    viewport.scrollX,
    viewport.scrollY,
    ...elements.flatMap(listStates),
    ...(isFocusLeftOut ? [] : elements.map(({ isFocused }) => isFocused)),
  ]);
}

function listStates(element: ObservedElement): (string | number | boolean | undefined)[] {
  const { value, name, isChecked, isSelected, isExpanded, box, color, options } = element;
  const selected = options?.map(({ isSelected: is }) => (is ? "1" : "0")).join("");
  return [value, name, isChecked, isSelected, isExpanded, box.x, box.y, box.width, color, selected];
}

function hashParts(parts: readonly (string | number | boolean | undefined)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part === undefined ? "\u0001" : `${part}\u0002`);
  return hash.digest("hex");
}

import type { ObservedElement } from "../../observe/observation.ts";
import { isSameLine, middleOf } from "../ranking/geometry.ts";
import { isTextField } from "../ranking/kinds.ts";
import { labelOf } from "../ranking/labels.ts";
import { likeness } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";

/** From which likeness on a text is a label itself, rather than one that holds it. */
const least = 0.92;

/** "Total" is called so, and so is "Total:". */
const isLabel = (label: string, text: string): boolean =>
  Math.max(likeness(label, text), likeness(`${label}:`, text)) >= least;

const holdsValue = (element: ObservedElement): boolean =>
  isTextField(element) || element.options !== undefined;

/** What a field holds; of a list the chosen option. `undefined` for a password, and for what is empty. */
function heldBy({ options, value }: ObservedElement): string | undefined {
  const held = options?.find(({ isSelected }) => isSelected)?.text ?? value;
  return held === undefined || held.trim() === "" ? undefined : held;
}

/**
 * What the page gives as the value of a label: what the field that is called so holds, what follows the label in its own
 * text, or the text beside it. `undefined` when several are called so, or the page does not tell.
 */
export function valueOf(scene: Scene, label: string): string | undefined {
  const fields = scene.elements.filter(
    (element) => holdsValue(element) && isLabel(label, element.name || (labelOf(scene, element)?.text ?? "")),
  );
  if (fields.length > 0) return fields.length === 1 ? heldBy(fields[0]!) : undefined;
  const texts = scene.elements.filter(({ isInteractive, text }) => !isInteractive && text.length < 300);
  const inOne = innermost(
    scene,
    texts.filter(({ text }) => isLabel(label, /^([^:]{1,80}):\s*\S/u.exec(text)?.[1] ?? "")),
  );
  if (inOne.length === 1) return inOne[0]!.text.slice(inOne[0]!.text.indexOf(":") + 1).trim();
  const labels = innermost(
    scene,
    texts.filter(({ text }) => isLabel(label, text)),
  );
  if (inOne.length > 1 || labels.length !== 1) return undefined;
  const [anchor] = labels as [ObservedElement];
  const [beside] = scene.elements
    .filter(
      (element) =>
        element.ref !== anchor.ref &&
        !scene.isWithin(anchor, element) &&
        isSameLine(element.box, anchor.box) &&
        element.box.x >= anchor.box.x + anchor.box.width - 3 &&
        (element.text !== "" || holdsValue(element)),
    )
    .toSorted((one, other) => one.box.x - other.box.x);
  if (beside === undefined || beside.role === "button") return undefined;
  if (holdsValue(beside)) return heldBy(beside);
  return beside.tag === "label" || isHead(scene, anchor) ? undefined : beside.text.trim();
}

/** The cell in the row of one name and the column of another; `undefined` unless there is exactly one. */
export function cellOf(scene: Scene, row: string, column: string): string | undefined {
  const heads = scene.elements.filter((element) => isHead(scene, element) && isLabel(column, element.text));
  const anchors = innermost(
    scene,
    scene.elements.filter(({ text, isInteractive }) => !isInteractive && isLabel(row, text)),
  );
  if (heads.length !== 1 || anchors.length !== 1) return undefined;
  const [head, anchor] = [heads[0]!, anchors[0]!];
  const cells = innermost(
    scene,
    scene.elements.filter(
      (element) =>
        !element.isInteractive &&
        element.text.trim() !== "" &&
        element.role !== "row" &&
        isSameLine(element.box, anchor.box) &&
        middleOf(element.box).x >= head.box.x &&
        middleOf(element.box).x <= head.box.x + head.box.width,
    ),
  );
  return cells.length === 1 ? cells[0]!.text.trim() : undefined;
}

/** Whether a table has a column of this name. */
export const isColumn = (scene: Scene, name: string): boolean =>
  scene.elements.some((element) => isHead(scene, element) && isLabel(name, element.text));

/** Beside the head of a column stands the head of the next one, which is no value of it. */
const isHead = (scene: Scene, element: ObservedElement): boolean =>
  element.role === "columnheader" ||
  element.tag === "th" ||
  scene.ancestorsOf(element).some(({ role }) => role === "columnheader");

const innermost = (scene: Scene, elements: readonly ObservedElement[]): readonly ObservedElement[] =>
  elements.filter((element) => !elements.some((other) => scene.isWithin(other, element)));

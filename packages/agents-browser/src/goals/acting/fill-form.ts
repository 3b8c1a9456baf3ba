import type { ObservedElement } from "../../observe/observation.ts";
import { isTextField } from "../ranking/kinds.ts";
import { labelOf } from "../ranking/labels.ts";
import { fillField } from "./enter.ts";
import type { GoalWorld } from "./world.ts";

/** Words that lead to a value and are none themselves. */
const fillers = new Set(
  "a an the by from in of with for on at and that is are was were named called whose which items item".split(
    " ",
  ),
);

/** What goes into which field of a form: "crime movies directed by Curry from year 1995" over Genre, Director and Year. */
interface FormEntry {
  readonly field: ObservedElement;
  readonly value: string;
}

/**
 * Splits words over labelled fields: what follows a word like a label belongs to its field; what is left over goes into the
 * only field that is left. `undefined` unless every field gets a value.
 */
function splitOverFields(
  text: string,
  fields: readonly { readonly field: ObservedElement; readonly label: string }[],
): readonly FormEntry[] | undefined {
  const words = text.split(/\s+/u).slice(0, 60);
  const owners: (number | undefined)[] = words.map((word) => {
    const found = fields.findIndex(({ label }) => isLike(word, label));
    return found === -1 ? undefined : found;
  });
  const entries = new Map<number, string[]>();
  const rest: string[] = [];
  let owner: number | undefined;
  for (const [index, word] of words.entries()) {
    if (owners[index] !== undefined) owner = owners[index];
    else if (fillers.has(word.toLowerCase())) {
      if (owner !== undefined && entries.has(owner)) owner = undefined;
    } else if (owner !== undefined) entries.set(owner, [...(entries.get(owner) ?? []), word]);
    else rest.push(word);
  }
  const missing = fields.map((_, index) => index).filter((index) => !entries.has(index));
  // "crime movies": the first word says which, the second what is searched for.
  if (missing.length === 1 && (rest.length === 1 || rest.length === 2)) entries.set(missing[0]!, [rest[0]!]);
  if (entries.size !== fields.length) return undefined;
  return [...entries].map(([index, value]) => ({
    field: fields[index]!.field,
    value: value.join(" ").replace(/[.,;]$/u, ""),
  }));
}

/** "directed" and "Director". */
function isLike(word: string, label: string): boolean {
  const [one, other] = [
    word.toLowerCase().replaceAll(/[^\p{L}]/gu, ""),
    label.toLowerCase().replaceAll(/[^\p{L}]/gu, ""),
  ];
  if (one === other && one !== "") return true;
  return (
    one.length >= 5 &&
    other.length >= 5 &&
    one.slice(0, 5) === other.slice(0, 5) &&
    Math.abs(one.length - other.length) <= 3
  );
}

/** The empty fields of the page that have a short label. */
function labelledFields({
  scene,
}: GoalWorld): readonly { readonly field: ObservedElement; readonly label: string }[] {
  return scene.elements
    .filter((element) => isTextField(element) && (element.value ?? "") === "")
    .map((field) => ({
      field,
      label: field.name !== "" && field.name.length <= 40 ? field.name : (labelOf(scene, field)?.text ?? ""),
    }))
    .filter(({ label }) => label !== "");
}

/** Fills a form from one text; `false`, and nothing done, when it does not come out even. */
export async function fillForm(world: GoalWorld, text: string): Promise<boolean> {
  const fields = labelledFields(world);
  if (fields.length < 2) return false;
  const entries = splitOverFields(text, fields);
  if (entries === undefined) return false;
  for (const { field, value } of entries) {
    const now = labelledFields(world).find(({ label }) =>
      fields.some((other) => other.field === field && other.label === label),
    );
    if (now === undefined) return false;
    await fillField(world, now.field, value);
  }
  return true;
}

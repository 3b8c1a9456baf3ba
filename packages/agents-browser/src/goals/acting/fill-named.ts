import type { ThingPhrase } from "../goal-reading.ts";
import { isTextField } from "../ranking/kinds.ts";
import { labelOf } from "../ranking/labels.ts";
import { likeness, normalizeText } from "../ranking/likeness.ts";
import { fillField } from "./enter.ts";
import type { GoalWorld } from "./world.ts";

/**
 * "Apply the coupon SAVE10": fills what a field is called like with the words that follow, when the page does not show
 * these. `false`, and nothing done, when the thing is no field with a value. Refuses a code that has no place.
 */
export async function fillNamed(world: GoalWorld, { name, isQuoted }: ThingPhrase): Promise<boolean> {
  if (name === undefined || isQuoted) return false;
  const words = name.split(/\s+/u).slice(0, 12);
  const fields = world.scene.elements.filter(isTextField);
  for (let length = words.length - 1; length > 0; length--) {
    const [label, value] = [words.slice(0, length).join(" "), words.slice(length).join(" ")];
    if (isShown(world, value)) continue;
    const called = fields.filter((field) =>
      [field.name, field.placeholder ?? "", labelOf(world.scene, field)?.text ?? ""].some(
        (text) => likeness(label, text) >= 0.9 || likeness(`${label} code`, text) >= 0.9,
      ),
    );
    if (called.length !== 1) continue;
    await fillField(world, called[0]!, value);
    return true;
  }
  const code = words.find((word) => isCode(word) && !isShown(world, word));
  if (code !== undefined)
    world.refuse(`there is no field for "${code.slice(0, 80)}", which the page does not show`);
  return false;
}

/** "SAVE10": letters and digits in one, such as names have none. */
const isCode = (word: string): boolean => /^(?=.*\d)(?=.*\p{L})[\p{L}\d-]{4,}$/u.test(word);

const isShown = ({ scene }: GoalWorld, words: string): boolean =>
  scene.elements.some(({ name, text, value, words: marks }) =>
    ` ${normalizeText(`${name} ${text} ${value ?? ""} ${marks.join(" ")}`)} `.includes(
      ` ${normalizeText(words)} `,
    ),
  );

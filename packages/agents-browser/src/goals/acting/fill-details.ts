import type { ObservedElement } from "../../observe/observation.ts";
import { writeDay } from "../controls/write-day.ts";
import { isTextField } from "../ranking/kinds.ts";
import { labelOf } from "../ranking/labels.ts";
import { likeness, wordsOf } from "../ranking/likeness.ts";
import { readDayFor, setDate } from "./pick-day.ts";
import { clickElement } from "./click-element.ts";
import { fillField } from "./enter.ts";
import { settle } from "./settle.ts";
import { submitControl } from "./submit.ts";
import { opensFirst } from "./verb-words.ts";
import type { GoalWorld } from "./world.ts";

/** Words that lead to a date. */
const dateLabels = ["on", "date", "departing", "leaving", "at", "for"];

/**
 * Fills a form whose fields are called like the details of the clause, such as "from", "to" and a date, and hands it in;
 * `false`, and nothing done, when the clause has no details, or the page shows their fields only once something is opened.
 * Refuses, before anything is done, when a detail has no field.
 */
export async function fillDetails(
  world: GoalWorld,
  names: readonly string[],
  isSearch: boolean,
): Promise<boolean> {
  const { slots = [], verb = "", value: alone } = world.clause;
  const isOpened = opensFirst(verb);
  if (slots.length === 0) {
    if (alone !== undefined && verb !== "mark" && !isOpened)
      world.refuse(`there is no sure field for "${alone.slice(0, 80)}"`);
    return false;
  }
  const year = slots
    .map(({ value }) => /\b(?:19|20)\d\d\b/u.exec(value)?.[0])
    .find((found) => found !== undefined);
  const days = await Promise.all(slots.map(({ value }) => dayOf(world, value, year)));
  const placed = slots.map(({ label, value }, index) => {
    const field = fieldOf(world, label, value);
    const day = days[index];
    const isPlaced = field !== undefined || (day !== undefined && isDate(world, label));
    return { label, value, field, day, isPlaced };
  });
  const missing = placed.filter(({ isPlaced, value }) => !isPlaced && !isSaidByControl(world, names, value));
  const fitting = placed.filter(({ isPlaced }) => isPlaced);
  if (isOpened && (missing.length > 0 || fitting.length < 2)) return false;
  if (missing.length > 0) world.refuse(`there is no field for "${missing[0]!.value.slice(0, 80)}"`);
  if (fitting.length === 0) return false;
  for (const { label, value, day } of fitting) {
    const field = fieldOf(world, label, value);
    if (field === undefined) await setDate(world, undefined, day!);
    else {
      const isDay =
        day !== undefined && ["date", "datetime-local", "month", "week"].includes(field.inputType ?? "");
      await fillField(world, field, isDay ? writeDay(day, field) : value);
    }
    await settle(world);
  }
  const control = submitControl(world, isSearch ? ["search", "find"] : [...names, "search", "find"]);
  if (control === undefined) world.refuse("there is no obvious control to submit with");
  await clickElement(world, control);
  await settle(world);
  return true;
}

/** A date of a pair such as "March 3 to March 9 2026" has the year of the other. */
const dayOf = (world: GoalWorld, value: string, year: string | undefined) =>
  readDayFor(world, year === undefined || /\d{4}/u.test(value) ? value : `${value} ${year}`);

/** "Add it to the cart" where the control is called "Add to cart": no field is meant. */
const isSaidByControl = ({ scene }: GoalWorld, names: readonly string[], value: string): boolean =>
  scene.elements.some(
    ({ isInteractive, name }) =>
      isInteractive &&
      names.some((verb) => wordsOf(name).includes(verb)) &&
      wordsOf(value).every((word) => word === "the" || wordsOf(name).includes(word)),
  );

function fieldOf({ scene }: GoalWorld, label: string, value: string): ObservedElement | undefined {
  const fields = scene.elements.filter(isTextField);
  const byName = fields.filter(({ name, placeholder }) =>
    [name, placeholder ?? ""].some((text) => likeness(label, text) >= 0.9),
  );
  if (byName.length > 0) return byName.length === 1 ? byName[0] : undefined;
  const byLabel = fields.filter((field) => likeness(label, labelOf(scene, field)?.text ?? "") >= 0.9);
  if (byLabel.length > 0) return byLabel.length === 1 ? byLabel[0] : undefined;
  if (!/^\S+@\S+\.\S+$/u.test(value)) return undefined;
  const mail = fields.filter(
    ({ inputType, name, placeholder }) =>
      inputType === "email" || /\be-?mail\b/iu.test(`${name} ${placeholder}`),
  );
  return mail.length === 1 ? mail[0] : undefined;
}

const isDate = ({ scene }: GoalWorld, label: string): boolean =>
  dateLabels.includes(label) &&
  scene.elements.some(
    ({ tag, inputType, words }) => tag === "input" && (inputType === "date" || words.includes("datepicker")),
  );

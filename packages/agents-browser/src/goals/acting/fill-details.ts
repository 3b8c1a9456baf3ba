import type { ObservedElement } from "../../observe/observation.ts";
import { isTextField } from "../ranking/kinds.ts";
import { labelOf } from "../ranking/labels.ts";
import { likeness } from "../ranking/likeness.ts";
import { readDayFor, setDate } from "./choose-date.ts";
import { fillField } from "./enter.ts";
import { settle } from "./settle.ts";
import { submitControl } from "./submit.ts";
import { clickElement } from "./click-element.ts";
import type { GoalWorld } from "./world.ts";

/** Words that lead to a date. */
const dateLabels = ["on", "date", "departing", "leaving", "at", "for"];

/**
 * Fills a form whose fields are called like the details of the clause, such as "from", "to" and a date, and hands it in;
 * `false`, and nothing done, when fewer than two details have a field.
 */
export async function fillDetails(world: GoalWorld): Promise<boolean> {
  const slots = world.clause.slots ?? [];
  const days = await Promise.all(slots.map(({ value }) => readDayFor(world, value)));
  const fitting = slots
    .map((slot, index) => ({ ...slot, day: days[index] }))
    .filter(
      ({ label, day }) =>
        fieldCalled(world, label) !== undefined || (day !== undefined && isDate(world, label)),
    );
  if (fitting.length < 2) return false;
  for (const { label, value, day } of fitting) {
    const field = fieldCalled(world, label);
    if (field !== undefined) await fillField(world, field, value);
    else await setDate(world, undefined, day!);
    await settle(world);
  }
  const control = submitControl(world, ["search", "find"]);
  if (control === undefined) world.refuse("there is no obvious control to submit with");
  await clickElement(world, control);
  await settle(world);
  return true;
}

function fieldCalled({ scene }: GoalWorld, label: string): ObservedElement | undefined {
  const fits = scene.elements.filter(
    (element) =>
      isTextField(element) &&
      [element.name, element.placeholder ?? "", labelOf(scene, element)?.text ?? ""].some(
        (text) => likeness(label, text) >= 0.9,
      ),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

const isDate = ({ scene }: GoalWorld, label: string): boolean =>
  dateLabels.includes(label) &&
  scene.elements.some(
    ({ tag, inputType, words }) => tag === "input" && (inputType === "date" || words.includes("datepicker")),
  );

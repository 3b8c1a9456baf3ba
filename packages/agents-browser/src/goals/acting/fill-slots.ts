import { isTextField } from "../ranking/kinds.ts";
import { likeness } from "../ranking/likeness.ts";
import { labelOf } from "../ranking/labels.ts";
import { fillField } from "./enter.ts";
import type { GoalWorld } from "./world.ts";

/** Slots that say to whom, and those that say what. */
const toLabels = ["to", "recipient"];
const messageLabels = ["message", "text", "with", "content", "body", "saying"];
const pronoun = /^(?:it|them|that|this|him|her|me)$/iu;

/** Fills in to whom something goes and what it says. */
export async function fillSlots(world: GoalWorld): Promise<void> {
  const { clause } = world;
  const slots = clause.slots ?? [];
  const quoted = clause.things.find(({ isQuoted, name }) => isQuoted && name !== undefined)?.name;
  const recipient =
    slots.findLast(({ label, value }) => toLabels.includes(label) && !pronoun.test(value))?.value ??
    clause.destination?.name;
  const message = slots.find(({ label }) => messageLabels.includes(label))?.value ?? clause.value ?? quoted;
  if (message === undefined || hasField(world, toLabels)) await fill(world, recipient, toLabels, false);
  await fill(world, message, messageLabels, true);
}

const emptyFields = ({ scene }: GoalWorld) =>
  scene.elements.filter((element) => isTextField(element) && (element.value ?? "").trim() === "");

function hasField(world: GoalWorld, labels: readonly string[]): boolean {
  return emptyFields(world).some((element) => isCalled(world, element, labels));
}

function isCalled(
  { scene }: GoalWorld,
  element: ReturnType<typeof emptyFields>[number],
  labels: readonly string[],
): boolean {
  const label = labelOf(scene, element)?.text ?? "";
  return labels.some(
    (name) =>
      element.words.includes(name) || likeness(name, element.name) >= 0.9 || likeness(name, label) >= 0.9,
  );
}

const onlyOne = <Item>(items: readonly Item[]): Item | undefined =>
  items.length === 1 ? items[0] : undefined;

async function fill(
  world: GoalWorld,
  value: string | undefined,
  labels: readonly string[],
  isLong: boolean,
): Promise<void> {
  if (value === undefined) return;
  const empty = emptyFields(world);
  const field =
    empty.find((element) => isCalled(world, element, labels)) ??
    onlyOne(empty.filter(({ tag }) => (tag === "textarea") === isLong)) ??
    (empty.length === 1 ? empty[0] : undefined);
  if (field === undefined) world.refuse(`there is no field for "${value.slice(0, 40)}"`);
  await fillField(world, field, value);
}

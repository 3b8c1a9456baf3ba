import type { ObservedElement } from "../../observe/observation.ts";
import { readTime, writeTime } from "../controls/read-time.ts";
import type { GoalConstraint, ThingPhrase } from "../goal-reading.ts";
import { isTextField } from "../ranking/kinds.ts";
import { gapBetween, middleOf } from "../ranking/geometry.ts";
import type { Scene } from "../scene/scene.ts";
import { locate, seeAtOnce } from "./locate.ts";
import { readValue } from "./read-value.ts";
import { takeSuggestion } from "./suggestions.ts";
import type { GoalWorld } from "./world.ts";

/** Enters the clause's value, or what it refers to on the page, into the field that it names. */
export async function enterValue(world: GoalWorld): Promise<void> {
  const { clause, memory } = world;
  const such = clause.valueFrom?.such;
  if (such?.startsWith !== undefined && clause.value === undefined) {
    await enterSuch(world, such.startsWith, such);
    return;
  }
  const value =
    clause.value ??
    (clause.valueFrom === undefined || (memory.text !== undefined && refersToMemory(clause.valueFrom))
      ? memory.text
      : await readValue(world, clause.valueFrom));
  if (value === undefined) world.refuse(`"${clause.source.slice(0, 80)}" does not say what to enter`);
  // "In the comment box type …": the place is the field.
  const place = isField(clause.scope) ? clause.scope : undefined;
  const fields = clause.things.length > 0 ? clause.things : [place];
  for (const field of fields) await fillField(world, await fieldFor(world, field), value);
}

const isField = (thing: ThingPhrase | undefined): boolean =>
  /\b(?:field|textbox|box|area|input)\b/u.test(`${thing?.kind ?? ""} ${thing?.text ?? ""}`);

/** "it", "that", "your answer": what was read or computed before. */
const refersToMemory = ({ refersBack, name }: ThingPhrase): boolean =>
  refersBack === true || /^(?:answer|result|solution|outcome)$/u.test(name ?? "");

/** An item that the field suggests for its beginning, such as the goal says. */
async function enterSuch(world: GoalWorld, beginning: string, such: GoalConstraint): Promise<void> {
  const field = await fieldFor(world, world.clause.things[0]);
  const before = world.scene;
  await world.act({ action: "fill", target: world.targetOf(field), value: "" });
  const now = sameField(world.scene, field) ?? field;
  await world.act({ action: "type", target: world.targetOf(now), text: beginning });
  await world.pause(200);
  if (!(await takeSuggestion(world, now, beginning, before, such)))
    world.refuse(`nothing is suggested that is such as "${world.clause.source.slice(0, 80)}" says`);
}

/** The field that a phrase names; the only one, or the only empty one, when it names none that is there. */
export async function fieldFor(world: GoalWorld, phrase: ThingPhrase | undefined): Promise<ObservedElement> {
  if (phrase !== undefined && phrase.refersBack !== true) {
    const seen = seeAtOnce(world, phrase, "field");
    if (seen !== undefined) return seen;
  }
  const fields = world.scene.elements.filter(isTextField);
  const empty = fields.filter(({ value }) => value === undefined || value === "");
  const isUnnamed =
    phrase === undefined ||
    phrase.name === undefined ||
    phrase.refersBack === true ||
    phrase.isQuoted !== true;
  if (isUnnamed && phrase?.ordinal === undefined) {
    if (fields.length === 1 && (phrase?.name === undefined || !isNamed(fields[0]!))) return fields[0]!;
    const focused = fields.find(({ isFocused }) => isFocused);
    if (phrase?.name === undefined && focused !== undefined) return focused;
    if (phrase?.name === undefined && empty.length === 1) return empty[0]!;
  }
  return locate(world, phrase ?? { text: "field", kind: "field", isQuoted: false }, "field");
}

/** A field that says itself what goes into it. */
const isNamed = ({ name, nameSource }: ObservedElement): boolean =>
  name !== "" && (nameSource === "label" || nameSource === "aria");

/** Fills a field, sees that it holds the value, and takes the suggestion that comes up for it. */
export async function fillField(world: GoalWorld, field: ObservedElement, said: string): Promise<Scene> {
  const time = field.inputType === "time" ? readTime(said) : undefined;
  const value = time === undefined ? said : writeTime(time, field);
  const before = world.scene;
  if (field.value !== value || value === "") {
    await world.act({ action: "fill", target: world.targetOf(field), value });
    const filled = sameField(world.scene, field);
    if (
      filled?.value !== undefined &&
      filled.inputType !== "password" &&
      filled.value !== value &&
      value !== "" &&
      !looksEqual(filled.value, value)
    ) {
      await world.act({ action: "fill", target: world.targetOf(filled), value: "" });
      await world.act({
        action: "type",
        target: world.targetOf(sameField(world.scene, field) ?? filled),
        text: value,
      });
      const typed = sameField(world.scene, field)?.value;
      if (typed !== undefined && typed === filled.value)
        world.refuse(`the field shows "${typed.slice(0, 80)}" whatever is entered`);
    }
  }
  world.memory.field = field;
  await takeSuggestion(world, field, value, before);
  return world.scene;
}

const looksEqual = (one: string, other: string): boolean =>
  one.replaceAll(/\s+/gu, " ").trim().toLowerCase() === other.replaceAll(/\s+/gu, " ").trim().toLowerCase();

/** The same field in a later scene: of the same kind, called the same where it says so, the nearest to where it was. */
function sameField(scene: Scene, field: ObservedElement): ObservedElement | undefined {
  const from = middleOf(field.box);
  const distance = ({ box }: ObservedElement): number =>
    Math.hypot(middleOf(box).x - from.x, middleOf(box).y - from.y);
  const alike = scene.elements
    .filter(
      ({ role, tag, box, inputType }) =>
        role === field.role &&
        tag === field.tag &&
        inputType === field.inputType &&
        gapBetween(box, field.box) < 40,
    )
    .toSorted((one, other) => distance(one) - distance(other));
  return (isNamed(field) ? alike.find(({ name }) => name === field.name) : undefined) ?? alike[0];
}

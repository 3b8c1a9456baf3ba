import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { decide } from "../ranking/decide.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { isTextField } from "../ranking/kinds.ts";
import { clickElement } from "./click.ts";
import { fillField } from "./enter.ts";
import { locate } from "./locate.ts";
import { settle } from "./settle.ts";
import { submitControl } from "./submit.ts";
import type { GoalWorld } from "./world.ts";

/** Verbs whose meaning is that something is sent off at the end. */
const sending = ["reply", "forward", "send", "respond", "answer", "email", "message", "post"];

/** Slots that say to whom, and those that say what. */
const toLabels = ["to", "recipient"];
const messageLabels = ["message", "text", "with", "content", "body"];

/**
 * Does what the page has a control for, called like the verb: in the row of the thing, else after it was opened; then
 * fills in to whom and what, and sends it off where the verb means that.
 */
export async function performVerb(world: GoalWorld): Promise<void> {
  const { clause, memory } = world;
  const verb = clause.verb ?? clause.source.split(" ")[0]!.toLowerCase();
  const [thing] = clause.things;
  const place =
    thing === undefined || thing.refersBack === true
      ? memory.place
      : (thing.within?.name ?? thing.of ?? thing.name);
  if (place !== undefined) memory.place = place;
  const isAll = thing?.count === "all";
  for (let round = 0; round < (isAll ? 20 : 1); round++) {
    if (round > 0 && (place === undefined || !isThere(world, place))) break;
    await clickElement(world, await controlFor(world, verb, place));
    await settle(world);
  }
  await fillSlots(world);
  if (sending.includes(verb)) {
    const control = submitControl(world, ["send", verb]);
    if (control !== undefined && hasFields(world)) await clickElement(world, control);
  }
}

const verbPhrase = (verb: string): ThingPhrase => ({ text: verb, name: verb, isQuoted: false });
const hasFields = ({ scene }: GoalWorld): boolean => scene.elements.some(isTextField);

const isThere = ({ scene }: GoalWorld, place: string): boolean =>
  decide(rankCandidates(scene, verbPhrase(place), "text")).kind !== "none";

/** The control beside the thing, else on the page once the thing was opened. */
async function controlFor(
  world: GoalWorld,
  verb: string,
  place: string | undefined,
): Promise<ObservedElement> {
  if (place === undefined) return locate(world, verbPhrase(verb), "click");
  const placed: ThingPhrase = { ...verbPhrase(verb), of: place, within: verbPhrase(place) };
  const beside = decide(
    rankCandidates(world.scene, placed, "click").filter(({ element }) => element.isInteractive),
  );
  if (beside.kind === "certain") return beside.candidate.element;
  const opener = decide(rankCandidates(world.scene, verbPhrase(place), "click"));
  if (opener.kind !== "none") {
    const element = opener.kind === "certain" ? opener.candidate.element : opener.candidates[0]!.element;
    if (opener.kind === "ambiguous")
      world.refuse(
        `${opener.candidates.length} elements are called "${place.slice(0, 80)}"`,
        opener.candidates,
      );
    await clickElement(world, element);
    await settle(world);
  }
  return locate(world, verbPhrase(verb), "click");
}

async function fillSlots(world: GoalWorld): Promise<void> {
  const { clause } = world;
  const slots = clause.slots ?? [];
  const recipient = slots.find(({ label }) => toLabels.includes(label))?.value ?? clause.destination?.name;
  const message = slots.find(({ label }) => messageLabels.includes(label))?.value ?? clause.value;
  const filled = new Set<string>();
  const fill = async (
    value: string | undefined,
    labels: readonly string[],
    isLong: boolean,
  ): Promise<void> => {
    if (value === undefined) return;
    const empty = world.scene.elements.filter(
      (element) => isTextField(element) && (element.value ?? "") === "",
    );
    const named = empty.filter((element) =>
      labels.some((label) => element.words.includes(label) || element.name.toLowerCase().startsWith(label)),
    );
    const field = named[0] ?? empty.find(({ tag }) => (tag === "textarea") === isLong) ?? empty[0];
    if (field === undefined) world.refuse(`there is no field for "${value.slice(0, 40)}"`);
    filled.add(field.ref);
    await fillField(world, field, value);
  };
  await fill(recipient, toLabels, false);
  await fill(message, messageLabels, true);
}

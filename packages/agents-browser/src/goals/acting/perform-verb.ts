import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { decide } from "../ranking/decide.ts";
import { rankCandidates } from "../ranking/rank-candidates.ts";
import { isTextField, kindFit } from "../ranking/kinds.ts";
import { isInOtherItem } from "../ranking/scope.ts";
import { wordsOf } from "../ranking/likeness.ts";
import { clickElement } from "./click-element.ts";
import { fillDetails } from "./fill-details.ts";
import { fillNamed } from "./fill-named.ts";
import { fillSlots } from "./fill-slots.ts";
import { controlOfThing, isCalledWhole, isDestructive, isGrounded } from "./grounding.ts";
import { guessNumber } from "./guess.ts";
import { saysEffect } from "./harmless.ts";
import { locate } from "./locate.ts";
import type { Scene } from "../scene/scene.ts";
import { pickSuperlative } from "./superlative.ts";
import { regroupThings } from "./regroup.ts";
import { repeatUntilSuch } from "./repeat-until.ts";
import { settle } from "./settle.ts";
import { submitControl } from "./submit.ts";
import { controlNames, sendsOff } from "./verb-words.ts";
import type { GoalWorld } from "./world.ts";

/** Items that are dealt with at most for "all". */
const mostRounds = 20;

/**
 * Does what the page has a control for, called like the verb: in the row of the thing, else after it was opened; then
 * fills in to whom and what, and sends it off where the verb means that.
 */
export async function performVerb(world: GoalWorld): Promise<void> {
  const { clause } = world;
  const verb = clause.verb ?? clause.source.split(" ")[0]!.toLowerCase();
  const names = controlNames(verb, clause.source, clause.value);
  const things = regroupThings(
    world.scene,
    clause.things.filter(({ refersBack }) => refersBack !== true),
  );
  const [thing] = things;
  if (thing?.such !== undefined || /^(?:odd|even)$/u.test(thing?.name ?? "")) {
    if (await repeatUntilSuch(world, names, thing!)) return;
  }
  if (verb === "guess" && (await guessNumber(world))) return;
  if (await fillDetails(world, names, thing?.superlative !== undefined)) {
    if (thing?.superlative !== undefined)
      await clickElement(
        world,
        await pickSuperlative(world, { ...named(verb), superlative: thing.superlative }),
      );
    return;
  }
  if (things.length > 1 || typeof thing?.count === "number") {
    await performOnEach(world, names, things);
    return;
  }
  if (thing !== undefined && !sendsOff(verb) && (await fillNamed(world, thing))) {
    await clickElement(world, submitControl(world, names) ?? (await controlFor(world, names, undefined)));
    await settle(world);
    return;
  }
  const isThingSaid = placeOf(thing) !== undefined || clause.things.some(({ refersBack }) => refersBack);
  const place = recipientOf(world) ?? placeOf(thing) ?? world.memory.place;
  if (place !== undefined) world.memory.place = place;
  for (let round = 0; round < (thing?.count === "all" ? mostRounds : 1); round++) {
    if (round > 0 && (place === undefined || !isThere(world, place))) break;
    await clickElement(world, await controlFor(world, names, place, isThingSaid));
    await settle(world);
  }
  await fillSlots(world);
  if (sendsOff(verb) && world.scene.elements.some(isTextField)) {
    const control = submitControl(world, ["send", ...names]);
    if (control !== undefined) await clickElement(world, control);
  }
}

const named = (name: string): ThingPhrase => ({ text: name, name, isQuoted: false });

/** Of whom, or which one, the thing is; a thing that is only a kind says nothing. */
const placeOf = (thing: ThingPhrase | undefined): string | undefined =>
  thing?.within?.name ?? thing?.of ?? thing?.name;

/** "Email Kiley the message …": the one that is written to is the one whose item is looked for. */
function recipientOf({ clause, memory }: GoalWorld): string | undefined {
  if (clause.verb !== "email" && clause.verb !== "message") return undefined;
  return memory.place ?? clause.slots?.find(({ label }) => label === "to")?.value;
}

const isThere = ({ scene }: GoalWorld, place: string): boolean =>
  decide(rankCandidates(scene, named(place), "text")).kind !== "none";

/** The control beside the thing, else on the page once the thing was opened. */
async function controlFor(
  world: GoalWorld,
  names: readonly string[],
  place: string | undefined,
  isThingSaid = true,
): Promise<ObservedElement> {
  const [verb] = names as [string];
  const surely = (control: ObservedElement): ObservedElement =>
    place === undefined ||
    !isThingSaid ||
    !isDestructive(verb) ||
    isGrounded(world.scene, control, place, verb)
      ? control
      : world.refuse(`nothing beside "${control.name.slice(0, 80)}" is surely "${place.slice(0, 80)}"`);
  if (place !== undefined) {
    const own = controlOfThing(world.scene, names, place);
    if (own !== undefined) return own;
    const beside = controlBeside(world, names, place);
    if (beside !== undefined) return surely(beside);
    const isOwned = world.clause.things.some(({ within, of }) => (within?.name ?? of) === place);
    const opener = decide(rankCandidates(world.scene, named(place), "click"));
    if (opener.kind === "none" && (isOwned || (isDestructive(names[0]!) && !isMentioned(world.scene, place))))
      world.refuse(`nothing on the page is surely "${place.slice(0, 80)}"`, opener.candidates);
    const isPlain =
      opener.kind === "certain" &&
      world.scene.ancestorsOf(opener.candidate.element).every(({ isInteractive }) => !isInteractive) &&
      !opener.candidate.element.isInteractive;
    if (opener.kind === "ambiguous")
      world.refuse(
        `${opener.candidates.length} elements are called "${place.slice(0, 80)}"`,
        opener.candidates,
      );
    const other = isPlain ? controlOnPage(world, names) : undefined;
    if (opener.kind === "certain" && other !== undefined) {
      const lines = [opener.candidate.element, ...world.scene.ancestorsOf(opener.candidate.element)];
      if (isInOtherItem(world.scene, lines, other))
        world.refuse(`"${place.slice(0, 80)}" has no control for "${names[0]!}"`);
    }
    if (opener.kind === "certain" && other === undefined) {
      const { element } = opener.candidate;
      if (isButton(element) && saysEffect(element))
        world.refuse(`"${element.name.slice(0, 80)}" does more than to show "${place.slice(0, 80)}"`);
      if (isDestructive(verb) && !isCalledWhole(element, place))
        world.refuse(`nothing on the page is surely "${place.slice(0, 80)}"`);
      await clickElement(world, element);
      await settle(world);
      // What was opened is what the page is about now.
      const shown = controlOnPage(world, names);
      if (shown !== undefined) return shown;
    }
  }
  const seen = controlOnPage(world, names);
  if (seen !== undefined) return surely(seen);
  const found = await locate(world, named(names[0]!), "click");
  return isControl(world.scene, found)
    ? surely(found)
    : world.refuse(`"${found.name.slice(0, 80)}" does not look like a control for "${names[0]!}"`);
}

/**
 * Whether the page has any word of what the goal names. One is enough to know that the goal is about this page; which
 * control is meant, and whether its whole name is beside it, is decided by others.
 */
function isMentioned({ elements }: Scene, place: string): boolean {
  const wanted = wordsOf(place).filter((word) => word.length >= 3);
  return elements.some(({ isInteractive, text }) => {
    const words = isInteractive ? [] : wordsOf(text);
    return wanted.some((word) => words.includes(word));
  });
}

const isButton = (element: ObservedElement): boolean => kindFit("button", element) === 1;

function controlBeside(
  { scene }: GoalWorld,
  names: readonly string[],
  place: string,
): ObservedElement | undefined {
  for (const name of names) {
    const placed: ThingPhrase = { ...named(name), of: place, within: named(place) };
    const decision = decide(rankCandidates(scene, placed, "click"));
    if (decision.kind === "certain" && isControl(scene, decision.candidate.element))
      return decision.candidate.element;
  }
  return undefined;
}

function controlOnPage({ scene }: GoalWorld, names: readonly string[]): ObservedElement | undefined {
  for (const name of names) {
    const decision = decide(
      rankCandidates(scene, named(name), "click").filter(({ element }) => isControl(scene, element)),
    );
    if (decision.kind === "certain") return decision.candidate.element;
  }
  return undefined;
}

/** What may be a control: what says so, what lies in it, pictures, and single signs. */
const isControl = (scene: Scene, element: ObservedElement): boolean =>
  element.isInteractive ||
  element.role === "img" ||
  element.role === "graphic" ||
  element.text.trim().length === 1 ||
  scene.ancestorsOf(element).some(({ isInteractive }) => isInteractive);

/** The control in the row of each thing, then the one of the whole page, such as "Order". */
async function performOnEach(
  world: GoalWorld,
  names: readonly string[],
  things: readonly ThingPhrase[],
): Promise<void> {
  const [only] = things;
  const count = things.length === 1 && typeof only?.count === "number" ? only.count : undefined;
  if (count !== undefined) {
    const such = only!.such?.contains ?? only!.such?.equals ?? only!.name;
    if (such === undefined) world.refuse("the goal does not say which ones");
    for (let index = 0; index < count; index++) {
      const controls = rowControls(world, names, such);
      if (controls.length < count) world.refuse(`the goal says ${count} and ${controls.length} are seen`);
      await clickElement(world, controls[index]!);
    }
  } else {
    // What is there once belongs to the page, not to a row.
    const repeated = names.filter((name) => controlsCalled(world, name) >= Math.max(2, things.length));
    for (const thing of things) {
      const control = controlBeside(world, repeated, thing.name ?? thing.text);
      const isSure =
        control !== undefined &&
        (!isDestructive(names[0]!) || isGrounded(world.scene, control, thing.name ?? thing.text, names[0]!));
      if (control === undefined || !isSure)
        world.refuse(`nothing beside "${thing.text.slice(0, 80)}" is called "${names[0]!}"`);
      await clickElement(world, control);
    }
  }
  const whole = submitControl(world, names);
  if (whole !== undefined) await clickElement(world, whole);
}

const controlsCalled = ({ scene }: GoalWorld, name: string): number =>
  rankCandidates(scene, named(name), "click").filter(
    ({ element, score }) => score >= 0.5 && isControl(scene, element),
  ).length;

function rowControls(
  { scene }: GoalWorld,
  names: readonly string[],
  such: string,
): readonly ObservedElement[] {
  for (const name of names) {
    const phrase: ThingPhrase = { ...named(name), of: such, within: named(such) };
    const found = rankCandidates(scene, phrase, "click").filter(
      ({ element, score }) => score >= 0.5 && isControl(scene, element),
    );
    if (found.length > 0)
      return found.map(({ element }) => element).toSorted((one, other) => one.box.y - other.box.y);
  }
  return [];
}

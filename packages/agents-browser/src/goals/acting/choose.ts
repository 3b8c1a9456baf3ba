import type { ObservedElement } from "../../observe/observation.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { isCheckable } from "../ranking/kinds.ts";
import { likeness } from "../ranking/likeness.ts";
import { nameFit } from "../ranking/name-fit.ts";
import { anchorsOf } from "../ranking/scope.ts";
import { othersChosen } from "./choose-only.ts";
import { clickElement } from "./click-element.ts";
import { severalOf } from "./click.ts";
import { findAgain } from "./find-again.ts";
import { regroupThings } from "./regroup.ts";
import { locate } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

/** Chooses every thing of the clause: options of selects, boxes, radio buttons, tabs, items of lists. */
export async function chooseThings(world: GoalWorld, isWanted: boolean): Promise<void> {
  const { clause } = world;
  const things = regroupThings(
    world.scene,
    clause.things.filter(({ name, text }) => !/^(?:nothing|none)$/iu.test(name ?? text)),
  );
  const place = things[0]?.within ?? clause.scope;
  if (clause.value !== undefined && clause.things.length <= 1) {
    const [list] = things;
    if (isWanted && (await chooseOptions(world, [clause.value], list ?? place))) return;
  }
  const names = things.map(({ name, text }) => name ?? text);
  if (isWanted && names.length > 0 && (await chooseOptions(world, names, place))) return;
  if (things.length === 0 && clause.value !== undefined)
    await chooseOne(
      world,
      { text: clause.value, name: clause.value, isQuoted: clause.isValueQuoted === true },
      isWanted,
      false,
    );
  const chosen: ObservedElement[] = [];
  for (const [index, thing] of things.entries()) {
    if (thing.count === undefined) chosen.push(await chooseOne(world, thing, isWanted, index > 0));
    else await chooseSeveral(world, thing, isWanted);
  }
  if (clause.isExclusive === true && isWanted) await chooseNoOther(world, chosen);
}

/** "only A and B": unchecks what else is checked in their group. */
async function chooseNoOther(world: GoalWorld, chosen: readonly ObservedElement[]): Promise<void> {
  for (let round = 0; round < mostOthers; round++) {
    const boxes = chosen.flatMap((element) => {
      const now = findAgain(world.scene, element);
      const box = now === undefined || isCheckable(now) ? now : boxOf(world, now);
      return box === undefined ? [] : [box];
    });
    const [other] = othersChosen(world.scene, boxes);
    if (boxes.length === 0 || other === undefined) return;
    await setChosen(world, other, false, false);
  }
}

/** Options of the list that a place names, or of the only one that has them all; `false` when there is none. */
async function chooseOptions(
  world: GoalWorld,
  names: readonly string[],
  place: ThingPhrase | undefined,
): Promise<boolean> {
  const lists = listsAt(world, place);
  const fits = lists.flatMap((element) => {
    const texts = names.map((name) => optionFor(element, name));
    return texts.every((text) => text !== undefined) && element.isDisabled !== true
      ? [{ element, texts: texts as string[] }]
      : [];
  });
  if (fits.length === 0) return false;
  if (fits.length > 1) world.refuse(`${fits.length} lists have the option "${names[0]!.slice(0, 80)}"`);
  const { element, texts } = fits[0]!;
  if (texts.length > 1 && element.canSelectSeveral !== true) return false;
  await world.act({ action: "select", target: world.targetOf(element), options: texts });
  return true;
}

/** The lists with options, where the goal says which: those that are called so, or lie there. */
function listsAt({ scene }: GoalWorld, place: ThingPhrase | undefined): readonly ObservedElement[] {
  const lists = scene.elements.filter(({ options }) => options !== undefined);
  const name = place?.name;
  if (place === undefined || name === undefined) return lists;
  const fits = lists.map((list) => nameFit(scene, list, name, place.isQuoted));
  const best = Math.max(0, ...fits);
  if (best >= 0.5) return lists.filter((_, index) => fits[index]! >= best - 0.05);
  const anchors = anchorsOf(scene, place);
  return lists.filter((list) => anchors.some((anchor) => scene.isWithin(list, anchor)));
}

function optionFor({ options }: ObservedElement, name: string): string | undefined {
  const scored = (options ?? [])
    .map(({ text }) => ({ text, score: likeness(name, text) }))
    .filter(({ score }) => score >= 0.7)
    .toSorted((one, other) => other.score - one.score);
  const [best, second] = scored;
  const isSure =
    best !== undefined && (second === undefined || best.score === 1 || best.score - second.score >= 0.02);
  return isSure ? best.text : undefined;
}

async function chooseOne(
  world: GoalWorld,
  thing: ThingPhrase,
  isWanted: boolean,
  isFurther: boolean,
): Promise<ObservedElement> {
  const element = await locate(world, thing, isCheckKind(thing) ? "check" : "choose");
  await setChosen(world, element, isWanted, isFurther);
  return element;
}

/** Boxes that are unchecked at most for "only". */
const mostOthers = 100;

const isCheckKind = ({ kind }: ThingPhrase): boolean =>
  kind === "checkbox" || kind === "radio" || kind === "switch";

/** Brings an element into the wanted state; one that is in it already is left alone. */
async function setChosen(
  world: GoalWorld,
  element: ObservedElement,
  isWanted: boolean,
  isFurther: boolean,
): Promise<void> {
  const box = isCheckable(element) ? element : boxOf(world, element);
  if (box !== undefined) {
    if (box.isChecked === isWanted) return;
    const canSet = ["checkbox", "radio"].includes(box.inputType ?? "");
    const target = world.targetOf(box);
    await world.act(
      canSet ? { action: isWanted ? "check" : "uncheck", target } : { action: "click", target },
    );
    const now = findAgain(world.scene, box);
    if (now?.isChecked === !isWanted)
      world.refuse(`"${box.name.slice(0, 80)}" stayed ${isWanted ? "unchecked" : "checked"}`);
    return;
  }
  if (element.isSelected === isWanted) return;
  const isInList = element.role === "option";
  if (isInList && isFurther)
    await world.act({ action: "click", target: world.targetOf(element), modifiers: ["ControlOrMeta"] });
  else await clickElement(world, element);
}

/** The box that a label belongs to: inside it, or the only one in its row. */
function boxOf({ scene }: GoalWorld, element: ObservedElement): ObservedElement | undefined {
  const inside = scene.descendantsOf(element).filter(isCheckable);
  if (inside.length === 1) return inside[0];
  if (element.isInteractive) return undefined;
  const row = scene.ancestorsOf(element)[0];
  const beside = row === undefined ? [] : scene.descendantsOf(row).filter(isCheckable);
  return beside.length === 1 ? beside[0] : undefined;
}

async function chooseSeveral(world: GoalWorld, thing: ThingPhrase, isWanted: boolean): Promise<void> {
  const found = severalOf(world, thing);
  if (found.length === 0) await locate(world, thing, "choose");
  for (let index = 0; index < found.length; index++) {
    const now = index === 0 ? found : severalOf(world, thing);
    if (now[index] !== undefined) await setChosen(world, now[index], isWanted, index > 0);
  }
}

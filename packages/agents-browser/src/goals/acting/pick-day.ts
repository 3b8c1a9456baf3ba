import type { ObservedElement } from "../../observe/observation.ts";
import type { Day } from "../controls/day.ts";
import { readDay } from "../controls/read-day.ts";
import { writeDay } from "../controls/write-day.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { likeness, normalizeText } from "../ranking/likeness.ts";
import type { Scene } from "../scene/scene.ts";
import { clickElement } from "./click-element.ts";
import { locate, seeAtOnce } from "./locate.ts";
import { settle } from "./settle.ts";
import type { GoalWorld } from "./world.ts";

const months = "january february march april may june july august september october november december".split(
  " ",
);
/** Months that are leafed through at most. */
const mostMonths = 60;

/** Reads a date as goals have it, from the present day on; month before day where only numbers stand. */
export const readDayFor = ({ context }: GoalWorld, text: string): Promise<Day | undefined> =>
  readDay(text, { now: new Date(context.run.runtime.now()) });

/** Chooses the clause's date in the field or calendar that it names. */
export async function pickDay(world: GoalWorld): Promise<void> {
  const day = await readDayFor(world, world.clause.value ?? "");
  if (day === undefined) world.refuse(`"${world.clause.source.slice(0, 80)}" does not say which date`);
  await setDate(world, world.clause.things[0], day);
}

/** Types the date where that is possible, else chooses it in the calendar that opens. */
export async function setDate(world: GoalWorld, phrase: ThingPhrase | undefined, day: Day): Promise<void> {
  const field = dateField(world, phrase);
  if (field?.inputType === "date") {
    await world.act({ action: "fill", target: world.targetOf(field), value: writeDay(day, field) });
    return;
  }
  if (field !== undefined && field.isReadOnly !== true && !looksLikePicker(field)) {
    await world.act({ action: "fill", target: world.targetOf(field), value: writeDay(day, field) });
    return;
  }
  if (monthOf(world.scene) === undefined) {
    await clickElement(
      world,
      field ?? (await locate(world, phrase ?? { text: "date", name: "date", isQuoted: false }, "click")),
    );
    await settle(world);
  }
  await leafTo(world, day);
  await clickElement(world, dayControl(world, day));
}

const looksLikePicker = ({ words }: ObservedElement): boolean =>
  words.some((word) => word === "datepicker" || word === "calendar");

function dateField(world: GoalWorld, phrase: ThingPhrase | undefined): ObservedElement | undefined {
  const isDate = (element: ObservedElement): boolean =>
    element.tag === "input" &&
    (element.inputType === "date" ||
      looksLikePicker(element) ||
      /\bdate\b/iu.test(`${element.name} ${element.placeholder ?? ""}`));
  const fields = world.scene.elements.filter(isDate);
  if (fields.length === 1) return fields[0];
  if (phrase === undefined) return undefined;
  const bare = phrase.name?.replace(/\s+date$|^date\s+/iu, "").trim() ?? "";
  const called = fields.filter(({ name }) => likeness(bare, name) >= 0.9);
  if (called.length === 1) return called[0];
  const seen = seeAtOnce(world, phrase, "field");
  if (seen === undefined && fields.length > 1)
    world.refuse(`${fields.length} fields take a date, and none is surely "${phrase.text.slice(0, 80)}"`);
  return seen;
}

/** The month that an open calendar shows: "March 2016", in one text or in two. */
function monthOf({ elements }: Scene): { readonly year: number; readonly month: number } | undefined {
  const texts = elements
    .map(({ text, name, options }) => options?.find(({ isSelected }) => isSelected)?.text ?? (text || name))
    .filter((text) => text.length < 40);
  for (const [index, text] of texts.entries()) {
    const words = normalizeText(text).split(" ");
    const month = months.findIndex((name) => words[0] === name || words[0] === name.slice(0, 3));
    if (month === -1) continue;
    const year = /\b(?:19|20)\d\d\b/u.exec(
      [text, texts[index + 1] ?? "", texts[index + 2] ?? ""].join(" "),
    )?.[0];
    if (year !== undefined) return { year: Number(year), month: month + 1 };
  }
  return undefined;
}

async function leafTo(world: GoalWorld, day: Day): Promise<void> {
  for (let leaf = 0; leaf < mostMonths; leaf++) {
    const shown = monthOf(world.scene);
    if (shown === undefined) return world.refuse("no calendar is open");
    const distance = (day.year - shown.year) * 12 + day.month - shown.month;
    if (distance === 0) return;
    const control = leafControl(world.scene, distance > 0);
    if (control === undefined) return world.refuse("the calendar has no way to another month");
    await clickElement(world, control);
  }
}

function leafControl({ elements }: Scene, isForward: boolean): ObservedElement | undefined {
  const words = isForward ? ["next", "forward"] : ["prev", "previous", "back"];
  const signs = isForward ? /^(?:>|>>|›|»|→)$/u : /^(?:<|<<|‹|«|←)$/u;
  return elements.find(
    (element) =>
      element.isInteractive &&
      element.isDisabled !== true &&
      !element.words.includes("year") &&
      (words.some(
        (word) => element.words.includes(word) || normalizeText(element.name).split(" ").includes(word),
      ) ||
        signs.test(element.name.trim())),
  );
}

/** The day itself: the only one of that number, not one of the month before or after. */
function dayControl(world: GoalWorld, { day }: Day): ObservedElement {
  const isDay = ({ isInteractive, name, text, role }: ObservedElement): boolean =>
    (isInteractive || role === "gridcell" || role === "cell") && (text || name).trim() === String(day);
  const all = world.scene.elements.filter((element) => isDay(element) && element.isDisabled !== true);
  const inner = all.filter((element) => !all.some((other) => world.scene.isWithin(other, element)));
  const own = inner.filter(
    ({ words }) =>
      !words.some((word) => word === "other" || word === "old" || word === "new" || word === "outside"),
  );
  if (own.length === 0) world.refuse(`the calendar has no ${day}`);
  // Days of the month before come first, those of the month after last.
  return own.length === 1 ? own[0]! : day > 15 ? own.at(-1)! : own[0]!;
}

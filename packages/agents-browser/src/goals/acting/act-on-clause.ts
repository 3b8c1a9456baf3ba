import type { GoalIntent } from "../goal-reading.ts";
import { pickDay } from "./pick-day.ts";
import { chooseThings } from "./choose.ts";
import { clickElement } from "./click-element.ts";
import { clickThings } from "./click.ts";
import { compute } from "./compute.ts";
import { setValue } from "./set-value.ts";
import { copyText, pasteText } from "./copy.ts";
import { dragThings } from "./drag.ts";
import { enterValue, fieldFor, fillField } from "./enter.ts";
import { expandThings } from "./expand-things.ts";
import { count, find, read } from "./find.ts";
import { highlightText } from "./highlight.ts";
import { locate } from "./locate.ts";
import { performVerb } from "./perform-verb.ts";
import { resize } from "./resize.ts";
import { search } from "./search.ts";
import { applyStyle } from "./style.ts";
import { submit } from "./submit.ts";
import type { GoalWorld } from "./world.ts";

type Handler = (world: GoalWorld) => Promise<void>;

const handlers: Partial<Readonly<Record<GoalIntent, Handler>>> = {
  click: (world) => clickThings(world, "click"),
  doubleClick: (world) => clickThings(world, "doubleClick"),
  rightClick: (world) => clickThings(world, "rightClick"),
  hover: (world) => clickThings(world, "hover"),
  enter: enterValue,
  clear: async (world) => {
    for (const thing of world.clause.things) await fillField(world, await fieldFor(world, thing), "");
  },
  select: (world) => chooseThings(world, true),
  check: (world) => chooseThings(world, true),
  deselect: (world) => chooseThings(world, false),
  uncheck: (world) => chooseThings(world, false),
  drag: dragThings,
  copy: copyText,
  paste: pasteText,
  search,
  find,
  read,
  count,
  highlight: highlightText,
  resize,
  compute,
  set_value: setValue,
  choose_date: pickDay,
  style: applyStyle,
  expand: (world) => expandThings(world, false),
  collapse: (world) => expandThings(world, true),
  act: performVerb,
  submit: async (world) => {
    if (world.clause.things.some(({ name }) => name !== undefined)) await clickThings(world, "click");
    else await submit(world);
  },
  close: async (world) => {
    const [thing] = world.clause.things;
    const close = {
      text: "close",
      name: thing?.isQuoted === true ? thing.name! : "close",
      isQuoted: thing?.isQuoted === true,
    };
    await clickElement(world, await locate(world, close, "click"));
  },
  press: async (world) => {
    const { value, things } = world.clause;
    if (value === undefined) await clickThings(world, "click");
    else
      await world.act({
        action: "press",
        ...(things[0] && { target: world.targetOf(await fieldFor(world, things[0])) }),
        key: value,
      });
  },
  go_to: async (world) => {
    const { value } = world.clause;
    if (value !== undefined && /^https?:/iu.test(value)) await world.act({ action: "goto", url: value });
    else await clickThings(world, "click");
  },
  back: async (world) => {
    await world.act({ action: "back" });
  },
  wait: async (world) => {
    const seconds = Math.min(world.clause.amount ?? 1, 60);
    const { runtime } = world.context.run;
    // People count from what they did last, not from when they have looked at what came of it.
    const passed = runtime.now() - (world.lastActedAt ?? runtime.now());
    await world.pause(Math.max(0, seconds * 1000 - passed));
  },
  scroll: async (world) => {
    const { things, direction } = world.clause;
    const target =
      things[0] === undefined ? undefined : world.targetOf(await locate(world, things[0], "text"));
    const far = direction === "top" || direction === "bottom" ? 100_000 : 400;
    const isBack = direction === "up" || direction === "top";
    await world.act({ action: "scroll", ...(target && { target }), by: { y: isBack ? -far : far } });
  },
};

/** Does what one clause says; refuses what it has no way to do. */
export async function actOnClause(world: GoalWorld): Promise<void> {
  const handle = handlers[world.clause.intent];
  if (handle === undefined) world.refuse(`there is no sure way to do "${world.clause.source.slice(0, 120)}"`);
  await handle(world);
}

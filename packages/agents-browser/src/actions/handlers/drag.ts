/// <reference lib="dom" />
import { awaitUnlessAborted } from "@convoke/core";
import type { Page } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { actOn, type CallOptions, callOptions } from "../act-on.ts";
import type { Acting } from "../acting.ts";
import { explainFailure } from "../explain-failure.ts";
import type { FoundElement } from "../targets/found-element.ts";
import type { Handler } from "./handler.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Moves of the mouse for one drag: widgets follow the pointer, and HTML's drag and drop begins after the first few. */
const steps = 12;

export const drag: Handler<"drag"> = async (action, acting) => {
  const { to, from } = action;
  const { page } = acting;
  const goal = "target" in to ? await acting.find(to.target) : undefined;
  const recordedGoal = await goal?.record();
  const drop = async (found: FoundElement, options: CallOptions): Promise<void> => {
    // Hovering waits until it can be taken hold of: visible, still, and not covered.
    await found.handle.hover({ ...options, ...(from && { position: from }) });
    const start = await placeOf(found, from, acting);
    const pressed = page.mouse.down();
    try {
      await awaitUnlessAborted(acting.signal, () => pressed);
      await moveTo(
        page,
        start,
        "by" in to ? { x: start.x + to.by.x, y: start.y + to.by.y } : await reach(goal!, to.position, acting),
        acting,
      );
    } finally {
      // Whatever happened, the button is let go: the next action would drag along.
      const released = pressed.then(() => page.mouse.up());
      released.catch(() => undefined);
      await awaitUnlessAborted(acting.signal, () => released);
    }
  };
  const source = await actOn(action, action.target, acting, drop, {}, goal);
  return {
    recorded: {
      ...action,
      target: source.recorded,
      to: "target" in to && recordedGoal !== undefined ? { ...to, target: recordedGoal } : to,
    },
  };
};

/** Where the goal is, brought into view; while the button is down nothing else may scroll it there. */
async function reach(goal: FoundElement, position: Point | undefined, acting: Acting): Promise<Point> {
  try {
    await goal.handle.scrollIntoViewIfNeeded(callOptions(acting));
  } catch (error) {
    acting.signal.throwIfAborted();
    throw await explainFailure(error, goal, acting);
  }
  return placeOf(goal, position, acting);
}

async function placeOf(
  { handle, description }: FoundElement,
  position: Point | undefined,
  acting: Acting,
): Promise<Point> {
  const box = await awaitUnlessAborted(acting.signal, () => handle.boundingBox());
  if (box === null) throw new BrowserError("not_actionable", `${description} is not visible.`);
  if (position !== undefined) return { x: box.x + position.x, y: box.y + position.y };
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function moveTo(page: Page, start: Point, end: Point, { signal }: Acting): Promise<void> {
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    const x = start.x + (end.x - start.x) * share;
    const y = start.y + (end.y - start.y) * share;
    await awaitUnlessAborted(signal, () => page.mouse.move(x, y));
  }
  // HTML's drag and drop tells a target of it only when the pointer moves there once more.
  await awaitUnlessAborted(signal, () => page.mouse.move(end.x, end.y));
}

import type { ObservedElement } from "../../observe/observation.ts";
import { middleOf } from "../ranking/geometry.ts";
import type { ThingPhrase } from "../goal-reading.ts";
import { clickElement } from "./click-element.ts";
import { locate, seeAtOnce } from "./locate.ts";
import type { GoalWorld } from "./world.ts";

const pauseMs = 30;

/** How long something is followed that never comes to rest. */
const longestMs = 20_000;

/** How long it has to stay where it is, and the same, to be at rest. */
const restMs = 2200;

/** "Keep the mouse over the bar": wherever it goes, until it rests or is gone. */
export const isKeptOver = (source: string): boolean =>
  /\b(?:keep|stay|remain|follow|hold)\b/iu.test(source.slice(0, 500));

/** Holds the mouse over what a phrase means, and follows it. */
export async function keepOver(world: GoalWorld, thing: ThingPhrase): Promise<void> {
  const { run } = world.context;
  let element: ObservedElement | undefined = await locate(world, thing, "click");
  const first = element;
  const started = run.runtime.now();
  let restsSince = started;
  let at = { x: Number.NaN, y: Number.NaN };
  // An action waits until its element rests, which this one may never do: its moves are told of as one hover.
  const tell = (): void =>
    world.tell({
      action: { action: "hover", target: world.targetOf(element ?? first) },
      status: "completed",
      startedMs: Math.max(0, started - (world.context.beganAt ?? started)),
      durationMs: run.runtime.now() - started,
      url: run.page.url(),
    });
  while (element !== undefined && run.runtime.now() - started < longestMs) {
    const middle = middleOf(element.box);
    run.signal.throwIfAborted();
    if (!isNear(middle, at)) {
      await run.within("following with the mouse", 2000, () => run.page.mouse.move(middle.x, middle.y));
      at = middle;
      restsSince = run.runtime.now();
    } else if (run.runtime.now() - restsSince >= restMs) {
      await clickElement(world, element, "hover");
      return;
    }
    await world.pause(pauseMs);
    element = seeAtOnce(world, thing, "click");
  }
  tell();
}

const isNear = (one: { x: number; y: number }, other: { x: number; y: number }): boolean =>
  Math.hypot(one.x - other.x, one.y - other.y) < 1;

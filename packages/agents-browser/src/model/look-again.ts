import { awaitUnlessAborted, delay } from "@convoke/core";
import type { ActionContext } from "../actions/action-context.ts";
import type { Observation } from "../observe/observation.ts";
import { keyState, keyStructure } from "./page-keys.ts";

/** Milliseconds between looks: most pages answer an action at once, some after a request. */
const pausesMs = [100, 200, 300, 400];
const longestMs = 1_200;

/**
 * Looks at the page after an action, again until it has changed and come to rest, at most for about a second. What goes
 * on moving without end is taken as it is then. After an action that failed, one look is enough.
 */
export async function lookAgain(
  before: Observation,
  { run, observer }: Pick<ActionContext, "run" | "observer">,
  { signal, hasFailed }: { readonly signal: AbortSignal; readonly hasFailed: boolean },
): Promise<Observation> {
  const look = (): Promise<Observation> => awaitUnlessAborted(signal, () => observer.observe());
  // A click that has done nothing yet has moved the focus already.
  const key = (observation: Observation): string => keyState(observation, { isFocusLeftOut: true });
  const keyBefore = key(before);
  const startedAt = run.runtime.now();
  let latest = await look();
  for (const pauseMs of hasFailed ? [] : pausesMs) {
    if (run.runtime.now() - startedAt > longestMs) break;
    await delay(run.runtime, pauseMs, signal);
    const next = await look();
    const isAtRest = keyStructure(next) === keyStructure(latest);
    latest = next;
    if (isAtRest && key(next) !== keyBefore) break;
  }
  return latest;
}

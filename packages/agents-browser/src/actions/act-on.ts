/// <reference lib="dom" />
import { BrowserError } from "../errors/browser-error.ts";
import type { Action } from "../program/action.ts";
import type { Target } from "../program/target.ts";
import type { Acting, FindOptions } from "./acting.ts";
import { explainFailure, isGone } from "./explain-failure.ts";
import type { FoundElement } from "./targets/found-element.ts";
import { isNamedAlone } from "./targets/record-target.ts";

/** What Playwright's calls take. */
export interface CallOptions {
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** The element that was acted upon, and what finds it again. */
export interface ActedElement extends FoundElement {
  readonly recorded: Target;
}

/**
 * Finds the element of a target, has it approved, and acts on that very element. When the page replaced it meanwhile
 * it is looked for and approved anew, as long as there is time; one that a ref named is not.
 */
export async function actOn(
  action: Action,
  target: Target,
  acting: Acting,
  act: (element: FoundElement, options: CallOptions) => Promise<unknown>,
  options: FindOptions = {},
  onto?: FoundElement,
): Promise<ActedElement> {
  for (;;) {
    const element = await acting.find(target, options);
    try {
      await acting.approve(action, element, onto);
    } catch (error) {
      acting.signal.throwIfAborted();
      // It was replaced while it was looked at.
      if (isGone(error) && !BrowserError.is(error) && !("ref" in target) && acting.remainingMs() > 0)
        continue;
      throw await explainFailure(error, element, acting);
    }
    const recording = element.record();
    // What a ref or a selector names may need several looks, which the action must not be ahead of; the one look for
    // what is named as people name it is on its way to the page before the action is.
    if (!isNamedAlone(target)) await recording;
    try {
      await act(element, callOptions(acting));
      return { ...element, recorded: await recording };
    } catch (error) {
      acting.signal.throwIfAborted();
      if (isGone(error) && !("ref" in target) && acting.remainingMs() > 0) continue;
      throw await explainFailure(error, element, acting);
    }
  }
}

/** The time that is left, for one call of Playwright. */
export function callOptions(acting: Acting): CallOptions {
  return { timeout: Math.max(1, acting.remainingMs()), signal: acting.signal };
}

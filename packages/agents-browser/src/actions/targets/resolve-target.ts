/// <reference lib="dom" />
import { delay } from "@convoke/core";
import type { ElementHandle, Frame, Page } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeTarget, quote } from "../../targets/describe-target.ts";
import type { Target } from "../../program/target.ts";
import type { DescribedTarget } from "../../targets/locate-target.ts";
import type { Acting, FindOptions } from "../acting.ts";
import { untilAborted } from "../until-aborted.ts";
import { checkFacts } from "./check-facts.ts";
import { describeAmbiguity, describeAbsence } from "./describe-failure.ts";
import { type ElementFacts, readFacts } from "./element-facts.ts";
import { checkSelectors, findMatches, takeMatch } from "./find-matches.ts";
import { narrowTo } from "./narrow-to.ts";
import type { FoundElement } from "./found-element.ts";
import { recordTarget } from "./record-target.ts";
import { findContainerRef } from "./target-parts.ts";

const pollMs = 50;

/**
 * The one element that a target names. Waits until it is there; rejects with `target_not_found` (naming what is there
 * instead), `ambiguous_target`, `stale_ref`, `not_actionable` when it is there but hidden, `page_unresponsive` when
 * the page never answered.
 */
export async function resolveTarget(
  target: Target,
  acting: Acting,
  options: FindOptions = {},
): Promise<FoundElement> {
  if ("ref" in target) {
    const handle = await acting.context.observer.resolve(target);
    const frame = (await handle.ownerFrame()) ?? acting.page.mainFrame();
    return await complete(acting.page, { handle, frame }, target);
  }
  const found = await waitFor(target, acting, options);
  return await complete(acting.page, found, target);
}

interface Held {
  readonly handle: ElementHandle<Element>;
  readonly frame: Frame;
}

async function waitFor(
  target: DescribedTarget,
  acting: Acting,
  { mayBeHidden = false }: FindOptions,
): Promise<Held> {
  const { page, signal, context } = acting;
  let hasAnswered = false;
  await inTime(checkSelectors(page, target), acting, () => hasAnswered);
  hasAnswered = true;
  const container = findContainerRef(target);
  const holder = container && (await context.observer.resolve(container));
  for (;;) {
    for (const withHidden of mayBeHidden ? [false, true] : [false]) {
      const all = await inTime(findMatches(page, target, { withHidden }), acting, () => hasAnswered);
      const matches = holder === undefined ? all : await narrowTo(holder, all);
      const count = matches.reduce((sum, match) => sum + match.count, 0);
      if (target.nth === undefined && count > 1) throw await describeAmbiguity(target, matches, acting);
      if (count > (target.nth ?? 0)) {
        try {
          return await takeMatch(matches, target.nth ?? 0, { timeout: 500, signal });
        } catch {
          // It went away, or another one came, between counting and taking: look again.
          signal.throwIfAborted();
        }
      }
    }
    if (acting.remainingMs() <= 0) throw await describeAbsence(target, acting);
    await delay(context.run.runtime, Math.min(pollMs, Math.max(1, acting.remainingMs())), signal);
  }
}

/** Ends a question to a page that never answers while there is time to say so. */
async function inTime<Value>(
  work: Promise<Value>,
  acting: Acting,
  hasAnswered: () => boolean,
): Promise<Value> {
  const late = new AbortController();
  const cancel = acting.context.run.runtime.schedule(
    () =>
      late.abort(
        new BrowserError(
          "page_unresponsive",
          `The page ${hasAnswered() ? "stopped answering" : "does not answer"}: its own scripts keep it busy.`,
        ),
      ),
    // What is asked when the time is up already may still take a moment.
    Math.max(100, acting.remainingMs()),
  );
  try {
    return await untilAborted(work, AbortSignal.any([acting.signal, late.signal]));
  } finally {
    cancel();
  }
}

async function complete(page: Page, held: Held, target: Target): Promise<FoundElement> {
  const [facts] = checkFacts(await held.handle.evaluate(readFacts));
  if (facts === undefined)
    throw new BrowserError("page_unresponsive", "The page does not tell what its element is.");
  const recorded = (await recordTarget(page, { ...held, facts })) ?? target;
  return { ...held, facts, recorded, description: describeElement(facts, target) };
}

function describeElement({ role, name, text, tag }: ElementFacts, target: Target): string {
  const kind = role || tag;
  if (kind === "") return describeTarget(target);
  const words = name || text;
  return words === "" ? kind : `${kind} ${quote(words)}`;
}

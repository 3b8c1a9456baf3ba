/// <reference lib="dom" />
import { delay } from "@convoke/core";
import type { ElementHandle, Frame, Page } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { describeTarget, quote } from "../../targets/describe-target.ts";
import type { Target } from "../../program/target.ts";
import type { DescribedTarget } from "../../targets/locate-target.ts";
import type { Acting, FindOptions } from "../acting.ts";
import { checkFacts } from "./check-facts.ts";
import { watchAbsence } from "./describe-absence.ts";
import { describeAmbiguity } from "./describe-ambiguity.ts";
import { type ElementFacts, readFacts } from "./element-facts.ts";
import { checkSelectors, findMatches, takeMatch } from "./find-matches.ts";
import { narrowTo } from "./narrow-to.ts";
import type { FoundElement } from "./found-element.ts";
import { recordTarget } from "./record-target.ts";
import { findContainerRef } from "../../targets/target-parts.ts";
import { watchAnswers } from "./watch-answers.ts";

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
  const watch = watchAnswers(acting);
  const absence = watchAbsence(target, acting);
  const container = findContainerRef(target);
  const holder = container && (await context.observer.resolve(container));
  const place = target.nth ?? 0;
  for (let round = 0; ; round += 1) {
    for (const withHidden of mayBeHidden ? [false, true] : [false]) {
      const matches = await watch.ask(async () => {
        const [all] = await Promise.all([
          findMatches(page, target, { withHidden, ...(holder === undefined && { place }) }),
          round === 0 && checkSelectors(page, target),
        ]);
        return holder === undefined ? all : await narrowTo(holder, all);
      });
      if (matches === undefined) throw await absence.describe();
      const count = matches.reduce((sum, match) => sum + match.count, 0);
      if (target.nth === undefined && count > 1) throw await describeAmbiguity(target, matches, acting);
      // What went away between taking and counting is looked for again.
      const found =
        count > place && (await watch.ask(() => takeMatch(matches, place).catch(() => undefined)));
      if (found) return found;
    }
    if (acting.remainingMs() <= 0) throw await absence.describe();
    if (round > 0) absence.look();
    await delay(context.run.runtime, Math.min(pollMs, Math.max(1, acting.remainingMs())), signal);
  }
}

async function complete(page: Page, held: Held, target: Target): Promise<FoundElement> {
  const [facts] = checkFacts(await held.handle.evaluate(readFacts));
  if (facts === undefined)
    throw new BrowserError("page_unresponsive", "The page does not tell what its element is.");
  let recording: Promise<Target> | undefined;
  return {
    ...held,
    facts,
    description: describeElement(facts, target),
    record: () => (recording ??= recordTarget(page, { ...held, facts }, target)),
  };
}

function describeElement({ role, name, text, tag }: ElementFacts, target: Target): string {
  const kind = role || tag;
  if (kind === "") return describeTarget(target);
  const words = name || text;
  return words === "" ? kind : `${kind} ${quote(words)}`;
}

import type { Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import type { Target } from "../program/target.ts";
import { describeTarget, quote } from "../targets/describe-target.ts";
import { isDescribed, locateTarget } from "../targets/locate-target.ts";
import { isBadSelector } from "../targets/read-states.ts";
import { isFrameVisible } from "../visible/is-frame-visible.ts";
import type { GridSource } from "./choose-fit.ts";
import { gridsSchema, type PageGrids } from "./grid.ts";
import type { CollectRequest } from "./page/collect-grids.ts";
import { collectScript } from "./page/collect-script.ts";

/** What was collected in all frames. */
export interface Collected {
  readonly grids: readonly GridSource[];
  /** Visible elements that the target matched. */
  readonly roots: number;
  readonly shownRoots: readonly string[];
  /** Whether there was no target. */
  readonly isWhole: boolean;
}

/** Collects in the frames that can be seen, or in what a target matches. */
export async function collectFrom(
  request: CollectRequest,
  target: Target | undefined,
  page: Page,
  observer: Pick<Observer, "resolve">,
): Promise<Collected> {
  const answers =
    target !== undefined && !isDescribed(target)
      ? [await (await observer.resolve(target)).evaluate(collectScript, { request, holder: null })]
      : await collectDescribed(request, target, page, observer);
  const pages = answers.filter((answer) => answer !== undefined).map((answer) => check(answer));
  const roots = pages.reduce((sum, { roots: count }) => sum + count, 0);
  const shownRoots = pages.flatMap((one) => one.shownRoots).slice(0, 5);
  if (target !== undefined && roots === 0)
    throw new BrowserError("target_not_found", `Nothing that can be seen is ${describeTarget(target)}`);
  return {
    grids: pages.flatMap(({ grids, language }) => grids.map((grid) => ({ grid, language }))),
    roots,
    shownRoots,
    isWhole: request.isWhole,
  };
}

async function collectDescribed(
  request: CollectRequest,
  target: Target | undefined,
  page: Page,
  observer: Pick<Observer, "resolve">,
): Promise<unknown[]> {
  const described = target !== undefined && isDescribed(target) ? target : { css: "body" };
  const answers: unknown[] = [];
  for (const { frame, locator, holder } of await locateTarget(described, page, observer)) {
    const isInner = frame !== page.mainFrame();
    if (isInner && !(await isFrameVisible(frame))) continue;
    try {
      answers.push(await locator.evaluateAll(collectScript, { request, holder, nth: described.nth }));
    } catch (error) {
      if (isBadSelector(error))
        throw new BrowserError("invalid_program", `${describeTarget(described)} is no selector`, {
          cause: error,
        });
      // A frame that goes away while it is looked at shows nothing.
      if (!isInner) throw error;
    }
  }
  return answers;
}

function check(answer: unknown): PageGrids {
  const grids = gridsSchema.safeParse(answer);
  if (!grids.success)
    throw new BrowserError("extraction_failed", "The page answered with something that is no data of it", {
      cause: grids.error,
    });
  const { problem } = grids.data;
  if (problem === undefined) return grids.data;
  if (/valid selector/.test(problem))
    throw new BrowserError(
      "invalid_program",
      `A selector of rows or fields cannot be read: ${quote(problem, 200)}`,
    );
  throw new BrowserError("extraction_failed", `The page could not be read: ${quote(problem, 200)}`);
}

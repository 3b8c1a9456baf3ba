/// <reference lib="dom" />
import type { ElementHandle, Frame, Locator, Page } from "playwright-core";
import { BrowserError } from "../../errors/browser-error.ts";
import { type DescribedTarget, locateInFrame } from "../../targets/locate-target.ts";
import { dropContainerRef, listSelectors } from "../../targets/target-parts.ts";

/** The frames that are searched at most; advertisements come in dozens. */
const mostFrames = 50;

/** What a target matches in one frame, in document order. */
export interface FrameMatches {
  readonly frame: Frame;
  readonly locator: Locator;
  readonly count: number;
  /** The element at the place that was asked for, taken before they were counted. */
  readonly taken?: ElementHandle<Element> | undefined;
}

/** The frames of a tab, the main one first. */
export function listFrames(page: Page): readonly Frame[] {
  const main = page.mainFrame();
  return [main, ...page.frames().filter((frame) => frame !== main && !frame.isDetached())].slice(
    0,
    mostFrames,
  );
}

/**
 * Counts what is visible and matches, frame by frame, and takes what stands at a place of each, in the same round trip.
 * A frame that is just going away counts as empty.
 */
export async function findMatches(
  page: Page,
  target: DescribedTarget,
  { withHidden = false, place }: { readonly withHidden?: boolean; readonly place?: number } = {},
): Promise<readonly FrameMatches[]> {
  const described = dropContainerRef(target);
  const matches = await Promise.all(
    listFrames(page).map(async (frame) => {
      const locator = locateInFrame(described, frame, { onlyVisible: !withHidden });
      try {
        // Taken first: one that comes between is counted, and then there are several.
        const taking = place === undefined ? [] : locator.nth(place).elementHandles();
        const [[taken], count] = await Promise.all([taking, locator.count()]);
        return { frame, locator, count, taken: taken as ElementHandle<Element> | undefined };
      } catch (error) {
        refuseSelector(error, target);
        // Navigations throw away what is being counted: the next look finds the new document.
        if (page.isClosed()) throw error;
        return { frame, locator, count: 0 };
      }
    }),
  );
  return matches.filter(({ count }) => count > 0);
}

/** The element at a place counted over all frames; `undefined` when it went away meanwhile. */
export async function takeMatch(
  matches: readonly FrameMatches[],
  place: number,
): Promise<{ readonly handle: ElementHandle<Element>; readonly frame: Frame } | undefined> {
  let left = place;
  for (const { frame, locator, count, taken } of matches) {
    if (left < count) {
      const [handle] = left === place && taken ? [taken] : await locator.nth(left).elementHandles();
      return handle && { handle: handle as ElementHandle<Element>, frame };
    }
    left -= count;
  }
  return undefined;
}

/** Refuses selectors that are no plain CSS: the engine behind them knows more than a target may say. */
export async function checkSelectors(page: Page, target: DescribedTarget): Promise<void> {
  const selectors = listSelectors(target);
  if (selectors.length === 0) return;
  for (const css of selectors) {
    if (css.includes(">>") || css.includes("/*") || /^\s*[\w:*-]+=/.test(css)) throw createRefusal(css);
  }
  const wrong = await page.mainFrame().evaluate((texts) => {
    return texts.find((css) => {
      try {
        document.createDocumentFragment().querySelector(css);
        return false;
      } catch {
        return true;
      }
    });
  }, selectors);
  if (wrong !== undefined) throw createRefusal(String(wrong));
}

function refuseSelector(error: unknown, target: DescribedTarget): void {
  const message = error instanceof Error ? error.message : "";
  if (/parsing .*selector|Unexpected token|Unknown engine|is not a valid selector|Malformed/i.test(message)) {
    throw createRefusal(listSelectors(target)[0] ?? "");
  }
}

function createRefusal(css: string): BrowserError {
  return new BrowserError(
    "invalid_program",
    `"${css.slice(0, 100)}" is no CSS selector. Pass plain CSS, without engine prefixes and ">>"; for texts and roles there are { text } and { role }.`,
    { details: { css: css.slice(0, 200) } },
  );
}

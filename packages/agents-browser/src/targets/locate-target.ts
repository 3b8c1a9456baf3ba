import type { ElementHandle, Frame, Locator, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Observer } from "../observe/observer.ts";
import type { Target } from "../program/target.ts";
import { dropContainerRef, findContainerRef } from "./target-parts.ts";

/** A target that describes its element, where a ref names it. */
export type DescribedTarget = Exclude<Target, { readonly ref: string }>;

const mostFrames = 50;

/** What a target matches in one frame. */
export interface LocatedMatches {
  readonly frame: Frame;
  readonly locator: Locator;
  /** The element that they have to be within, for `keepInside`. */
  readonly holder: ElementHandle<Element> | null;
}

/**
 * One locator for each frame of a page, the page itself first; together they match everything that a target describes.
 * Hidden elements match, too, unless the target has an `nth`, which counts what is visible, here as in actions. It is
 * not applied, since it counts through all frames: take it of the matches in the order of the list. An `nth` of `within`
 * counts in each frame. A ref that the target is within is resolved: `stale_ref`.
 *
 * @example
 * const [inPage, ...inFrames] = await locateTarget({ role: "button", name: "Save" }, page, observer);
 */
export async function locateTarget(
  target: DescribedTarget,
  page: Page,
  observer: Pick<Observer, "resolve">,
): Promise<LocatedMatches[]> {
  const ref = findContainerRef(target);
  const holder = ref === undefined ? null : await observer.resolve(ref);
  const home = await holder?.ownerFrame();
  const described = dropContainerRef(target);
  return page
    .frames()
    .filter((frame) => !frame.isDetached() && (holder === null || frame === home))
    .slice(0, mostFrames)
    .map((frame) => ({
      frame,
      locator: locateInFrame(described, frame, { onlyVisible: target.nth !== undefined }),
      holder,
    }));
}

/** Whether a target is one of the kinds that `locateTarget` takes. */
export function isDescribed(target: Target): target is DescribedTarget {
  return !("ref" in target);
}

/** The same for one frame; with `onlyVisible` what is not shown does not match. An `nth` of `within` never counts it. */
export function locateInFrame(
  target: DescribedTarget,
  frame: Frame,
  { onlyVisible = false }: { readonly onlyVisible?: boolean } = {},
): Locator {
  const chain: DescribedTarget[] = [target];
  for (
    let outer = target.within;
    outer !== undefined;
    outer = isDescribed(outer) ? outer.within : undefined
  ) {
    if (!isDescribed(outer))
      throw new BrowserError(
        "invalid_program",
        'A target cannot be within a ref; describe the outer element, such as { within: { role: "dialog" } }',
      );
    chain.push(outer);
  }
  let scope: Frame | Locator = frame;
  for (const step of chain.toReversed()) {
    const all: Locator = describe(step, scope);
    const isCounted = step !== target && step.nth !== undefined;
    const found = onlyVisible || isCounted ? all.filter({ visible: true }) : all;
    scope = isCounted ? found.nth(step.nth!) : found;
  }
  return scope as Locator;
}

function describe(target: DescribedTarget, scope: Frame | Locator): Locator {
  if ("role" in target) {
    const { role, name, exact = false } = target;
    // The type lists the roles of ARIA; a role that is none of them matches nothing.
    return scope.getByRole(role as "button", name === undefined ? {} : { name, exact });
  }
  if ("label" in target) return scope.getByLabel(target.label, { exact: target.exact ?? false });
  if ("text" in target) return scope.getByText(target.text, { exact: target.exact ?? false });
  if ("testId" in target) return scope.getByTestId(target.testId);
  return scope.locator(`css=${target.css}`);
}

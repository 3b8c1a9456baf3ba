import type { Frame, Locator, Page } from "playwright-core";
import { BrowserError } from "../errors/browser-error.ts";
import type { Target } from "../program/target.ts";

/** A target that describes its element, where a ref names it. */
export type DescribedTarget = Exclude<Target, { readonly ref: string }>;

const mostFrames = 50;

/**
 * One locator for each frame of a page, the page itself first; together they match everything that a target describes,
 * hidden elements too. The target's own `nth` is not applied, since it counts through all frames: take it of the
 * matches in the order of the list. An `nth` of `within` counts in each frame.
 *
 * Throws `invalid_program` for `within` by a ref, which belongs to one element and not to a description.
 *
 * @example
 * const [inPage, ...inFrames] = locateTarget({ role: "button", name: "Save" }, page);
 */
export function locateTarget(target: DescribedTarget, page: Page): Locator[] {
  return page
    .frames()
    .filter((frame) => !frame.isDetached())
    .slice(0, mostFrames)
    .map((frame) => locateInFrame(target, frame));
}

/** Whether a target is one of the kinds that `locateTarget` takes. */
export function isDescribed(target: Target): target is DescribedTarget {
  return !("ref" in target);
}

/** The same for one frame; with `onlyVisible` what is not shown neither matches nor counts, for `within` too. */
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
    const found = onlyVisible ? all.filter({ visible: true }) : all;
    scope = step !== target && step.nth !== undefined ? found.nth(step.nth) : found;
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

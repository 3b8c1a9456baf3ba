import type { Frame, Locator, Page } from "playwright-core";
import type { Target } from "./target.ts";

/** A target that says itself where to look; refs belong to an observation. */
export type LocatableTarget = Exclude<Target, { readonly ref: string }>;

/**
 * What a target means in one frame, as a locator of everything visible that it matches, `nth` of the target itself
 * left to the caller, since it counts over all frames. A `within` that is a ref has to be resolved before.
 */
export function locate(root: Page | Frame | Locator, target: LocatableTarget): Locator {
  return locateAll(root, target).filter({ visible: true });
}

/** The same with what is not visible. */
export function locateAll(root: Page | Frame | Locator, target: LocatableTarget): Locator {
  const { within } = target;
  if (within === undefined || "ref" in within) return locateItself(root, target);
  const containers = locate(root, within);
  return locateItself(within.nth === undefined ? containers : containers.nth(within.nth), target);
}

function locateItself(root: Page | Frame | Locator, target: LocatableTarget): Locator {
  if ("role" in target) {
    const { name, exact } = target;
    return root.getByRole(target.role as Parameters<Page["getByRole"]>[0], {
      ...(name !== undefined && { name }),
      ...(name !== undefined && exact !== undefined && { exact }),
    });
  }
  if ("label" in target) return root.getByLabel(target.label, { exact: target.exact ?? false });
  if ("text" in target) return root.getByText(target.text, { exact: target.exact ?? false });
  if ("testId" in target) return root.getByTestId(target.testId);
  return root.locator(`css=${target.css}`);
}

/** The ref that a target stands in, however deep. */
export function findContainerRef(
  target: LocatableTarget,
): Extract<Target, { readonly ref: string }> | undefined {
  for (let within = target.within; within !== undefined;) {
    if ("ref" in within) return within;
    within = within.within;
  }
  return undefined;
}

/** Every CSS selector that a target names. */
export function listSelectors(target: Target): readonly string[] {
  const selectors: string[] = [];
  for (let current: Target | undefined = target; current !== undefined;) {
    if ("ref" in current) break;
    if ("css" in current) selectors.push(current.css);
    current = current.within;
  }
  return selectors;
}

import type { Target } from "../program/target.ts";
import type { DescribedTarget } from "./locate-target.ts";

type RefTarget = Extract<Target, { readonly ref: string }>;

/** The ref that a target stands in, however deep. */
export function findContainerRef(target: DescribedTarget): RefTarget | undefined {
  for (let within = target.within; within !== undefined; within = within.within) {
    if ("ref" in within) return within;
  }
  return undefined;
}

/** The target without the ref that it stands in, which is one element and no description. */
export function dropContainerRef(target: DescribedTarget): DescribedTarget {
  const { within, ...itself } = target;
  if (within === undefined) return target;
  return "ref" in within ? itself : { ...itself, within: dropContainerRef(within) };
}

/** Every CSS selector that a target names. */
export function listSelectors(target: DescribedTarget): readonly string[] {
  const selectors: string[] = [];
  for (
    let current: Target | undefined = target;
    current !== undefined && !("ref" in current);
    current = current.within
  ) {
    if ("css" in current) selectors.push(current.css);
  }
  return selectors;
}

import type { Observation, ObservedElement } from "../../observe/observation.ts";
import { echoesOf } from "./echoes.ts";

/** An observation with its tree, without the elements that only repeat the goal. */
export interface Scene {
  readonly observation: Observation;
  /** In reading order. */
  readonly elements: readonly ObservedElement[];
  elementOf(ref: string): ObservedElement | undefined;
  /** The nearest listed ancestor first. */
  ancestorsOf(element: ObservedElement): readonly ObservedElement[];
  childrenOf(element: ObservedElement): readonly ObservedElement[];
  /** Everything below it, in reading order. */
  descendantsOf(element: ObservedElement): readonly ObservedElement[];
  isWithin(element: ObservedElement, container: ObservedElement): boolean;
  /** All text that is seen in it, its own name first. */
  textOf(element: ObservedElement): string;
}

const mostDepth = 100;

/** Reads an observation for a goal. */
export function createScene(observation: Observation, goal: string): Scene {
  const echoes = echoesOf(observation.elements, goal);
  const elements = observation.elements.filter((element) => !echoes.has(element.ref));
  const byRef = new Map(observation.elements.map((element) => [element.ref, element]));
  const children = new Map<string, ObservedElement[]>();
  for (const element of elements) {
    if (element.parent === undefined) continue;
    const siblings = children.get(element.parent);
    if (siblings === undefined) children.set(element.parent, [element]);
    else siblings.push(element);
  }
  const ancestorsOf = (element: ObservedElement): readonly ObservedElement[] => {
    const ancestors: ObservedElement[] = [];
    let parent = element.parent === undefined ? undefined : byRef.get(element.parent);
    while (parent !== undefined && ancestors.length < mostDepth) {
      ancestors.push(parent);
      parent = parent.parent === undefined ? undefined : byRef.get(parent.parent);
    }
    return ancestors;
  };
  const descendantsOf = (element: ObservedElement, depth = 0): ObservedElement[] =>
    depth > mostDepth
      ? []
      : (children.get(element.ref) ?? []).flatMap((child) => [child, ...descendantsOf(child, depth + 1)]);
  return {
    observation,
    elements,
    elementOf: (ref) => byRef.get(ref),
    ancestorsOf,
    childrenOf: (element) => children.get(element.ref) ?? [],
    descendantsOf: (element) => descendantsOf(element),
    isWithin: (element, container) => ancestorsOf(element).some(({ ref }) => ref === container.ref),
    textOf: (element) =>
      [element, ...descendantsOf(element)]
        .map(({ name, text }) => (name === text || text === "" ? name : `${name} ${text}`))
        .join(" ")
        .slice(0, 5000),
  };
}

import type { ObservedElement } from "../../observe/observation.ts";

/** An element that may be what a phrase means. */
export interface Candidate {
  readonly element: ObservedElement;
  /** From 0 to 1. */
  readonly score: number;
}

/** What will be done with the element that is looked for. */
export type Purpose = "click" | "field" | "choose" | "check" | "text" | "drag";

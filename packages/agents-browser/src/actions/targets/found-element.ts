/// <reference lib="dom" />
import type { ElementHandle, Frame } from "playwright-core";
import type { Target } from "../../program/target.ts";
import type { ElementFacts } from "./element-facts.ts";

/** The one element that a target names, held so that nothing else can take its place. */
export interface FoundElement {
  readonly handle: ElementHandle<Element>;
  readonly frame: Frame;
  readonly facts: ElementFacts;
  /** In words, for people: `button “Pay”`. */
  readonly description: string;
  /** Looks, once, for a target that finds it again without a snapshot; never rejects. */
  record(): Promise<Target>;
}

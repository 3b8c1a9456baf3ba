import type { Goal } from "../goal/goal.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * A step that is a goal of its own: the library takes the steps of the method that fits it best in its place.
 *
 * What it consumes goes to the first of those steps; who consumes what it produces waits for the last of them.
 */
export interface CompoundStep {
  /** Unique within the method's steps; names what comes out of it, unless `produces` does. */
  readonly id: string;
  /** In words, or taken apart; a goal in words keeps the limits and the research of the goal that it is a part of. */
  readonly goal: string | Goal;
  readonly consumes?: readonly string[];
  /** Further names for what comes out of it; for later steps they stand before given things of the same name. */
  readonly produces?: readonly string[];
  /** True when the plan reaches its goal without any of its steps. @default false */
  readonly optional?: boolean;
}

/** A step as a method may write it: one to do, or one to decompose. */
export type MethodStep = StepDraft | CompoundStep;

/** True for a step that the library decomposes. */
export function isCompound(step: MethodStep): step is CompoundStep {
  return "goal" in step;
}

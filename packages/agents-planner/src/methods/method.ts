import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { findMethodProblem } from "./check-method.ts";
import type { MethodStep } from "./compound-step.ts";
import type { GoalPattern } from "./goal-pattern.ts";
import type { StepDraft } from "./step-draft.ts";

/** What a method makes of a goal. */
export interface Expansion {
  readonly steps: readonly MethodStep[];
  /** Names of what must exist before the first step, e.g. `"code-base"`. */
  readonly given?: readonly string[];
  readonly assumptions?: readonly string[];
  readonly risks?: readonly string[];
}

/** A goal turned into steps, compound ones decomposed. */
export interface ExpandedGoal extends Expansion {
  readonly steps: readonly StepDraft[];
  /** The method that fits the goal best. */
  readonly method: string;
  /** By a step's id: the method that wrote it, which differs from `method` for the steps of a compound step. */
  readonly madeBy: ReadonlyMap<string, string>;
}

/** What a method may ask for a part of its goal. */
export interface MethodLibrary {
  /** Who is registered; empty when nobody is known. */
  readonly agents: readonly AgentDescriptor[];
  /**
   * Expands a goal by the method that fits it best, those named in `without` left out, for its parts as well.
   *
   * Throws `agent_failed` when no method fits, and when methods call one another without end.
   */
  expand(goal: Goal, options?: { readonly without?: readonly string[] }): ExpandedGoal;
}

/** What preconditions look at beside the goal. */
export interface MethodSituation {
  /** Who is registered; empty when nobody is known, which rules nothing out. */
  readonly agents: readonly AgentDescriptor[];
}

/** Something without which a method is of no use. */
export interface Precondition {
  /** Completes “it needs …”: `"at least two agents that can vote"`. */
  readonly description: string;
  holds(goal: Goal, situation: MethodSituation): boolean;
}

/** A way to reach goals of one kind: data first, then its steps. */
export interface Method {
  /** Unique in a library; the plan names it. */
  readonly name: string;
  readonly description: string;
  /**
   * Which goals it is for: a pattern, whose fit is (1 + given parts) / 6, or a function that returns the fit from 0 (not
   * at all) to 1. The highest fit wins; of equals the method listed first, and one's own before the shipped ones.
   */
  readonly goal: GoalPattern | ((goal: Goal) => number);
  /** What must hold for it to be used; the first that does not rules it out, and the plan says so. */
  readonly preconditions?: readonly Precondition[];
  /** True to be offered goals of several clauses whole; otherwise each clause comes as a goal of its own. @default false */
  readonly takesClauses?: boolean;
  /**
   * Turns the goal into steps; the planner decomposes compound ones and completes inputs, dependencies and estimates.
   *
   * Should be pure: a plan may ask for the same steps more than once.
   */
  subtasks(goal: Goal, library: MethodLibrary): Expansion;
}

/**
 * Checks a method and returns it. Throws `invalid_argument` for missing, malformed and unknown fields, with the nearest
 * known name.
 *
 * @example
 * const brew = defineMethod({
 *   name: "brew-coffee", description: "Coffee, by hand",
 *   goal: { mentions: ["coffee"] },
 *   subtasks: (goal) => ({
 *     steps: [
 *       { id: "beans", goal: "Choose coffee beans" },
 *       {
 *         id: "brew", agentType: "barista", description: `Brew ${goal.object}`, consumes: ["beans"],
 *         successCriterion: "the cup is full",
 *       },
 *     ],
 *   }),
 * });
 */
export function defineMethod(method: Method): Method {
  const problem = findMethodProblem(method);
  if (problem === undefined) return method;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `A planning method cannot be used: ${problem}.`);
}

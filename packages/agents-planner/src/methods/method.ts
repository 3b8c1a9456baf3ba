import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { StepDraft } from "./step-draft.ts";

/** What a method makes of a goal. */
export interface Expansion {
  readonly steps: readonly StepDraft[];
  /** Names of what must exist before the first step, e.g. `"code-base"`. */
  readonly given?: readonly string[];
  readonly assumptions?: readonly string[];
  readonly risks?: readonly string[];
}

/** What a method may ask for a part of its goal. */
export interface MethodLibrary {
  /**
   * Expands a goal by the method that fits it best, those named in `without` left out.
   *
   * Throws `agent_failed` when no method fits, and when methods call one another without end.
   */
  expand(
    goal: Goal,
    options?: { readonly without?: readonly string[] },
  ): Expansion & { readonly method: string };
}

/** A way to reach goals of one kind: data first, then how well it fits, then its steps. */
export interface Method {
  /** Unique in a library; the plan names it. */
  readonly name: string;
  readonly description: string;
  /** True to be offered goals of several clauses whole; otherwise each clause comes as a goal of its own. @default false */
  readonly takesClauses?: boolean;
  /** How well the method fits, from 0 (not at all) to 1. The highest wins; of equals, the one listed first. */
  applies(goal: Goal): number;
  /** Turns the goal into steps; the planner completes inputs, dependencies and estimates. */
  expand(goal: Goal, library: MethodLibrary): Expansion;
}

/**
 * Checks a method and returns it. Throws `invalid_argument` for an empty name or description, or a missing function.
 *
 * @example
 * const brew = defineMethod({
 *   name: "brew-coffee", description: "Coffee, by hand",
 *   applies: (goal) => (goal.object.includes("coffee") ? 1 : 0),
 *   expand: (goal) => ({
 *     steps: [{ id: "brew", agentType: "barista", description: `Brew ${goal.object}`, successCriterion: "the cup is full" }],
 *   }),
 * });
 */
export function defineMethod(method: Method): Method {
  const problem = findProblem(method);
  if (problem === undefined) return method;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `A planning method cannot be used: ${problem}.`);
}

function findProblem(method: Method): string | undefined {
  if (typeof method !== "object" || method === null)
    return "it must be an object with name, description, applies and expand";
  if (typeof method.name !== "string" || method.name.trim() === "") return "give it a name that is not empty";
  if (typeof method.description !== "string" || method.description.trim() === "") {
    return `“${method.name}” has no description: say in a sentence what it is for`;
  }
  if (typeof method.applies !== "function")
    return `“${method.name}” needs a function applies(goal) that returns 0 to 1`;
  if (typeof method.expand !== "function")
    return `“${method.name}” needs a function expand(goal, library) that returns steps`;
  return undefined;
}

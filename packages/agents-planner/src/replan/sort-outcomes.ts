import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { sortSteps } from "../schedule/sort-steps.ts";
import type { StepOutcome } from "./replanning.ts";

/** A plan's steps by what became of them. */
export interface SortedOutcomes {
  /** Steps before what depends on them. */
  readonly order: readonly PlanStep[];
  /** Results by step. */
  readonly finished: ReadonlyMap<string, unknown>;
  /** Steps that failed themselves, not because of another one. */
  readonly failed: ReadonlyMap<string, StepOutcome>;
}

/**
 * Tells the steps that failed from those that only waited for them: all that a failed one depends on has completed.
 *
 * A step without an outcome has not run. Throws `invalid_input` for an outcome of no step, for two of one step, and for
 * a step that is still running: it could finish while another takes its place.
 */
export function sortOutcomes(plan: Plan, outcomes: readonly StepOutcome[]): SortedOutcomes {
  const byId = new Map<string, StepOutcome>();
  const ids = new Set(plan.steps.map(({ id }) => id));
  for (const outcome of outcomes) {
    const { id, status } = outcome;
    if (!ids.has(id)) throw refuse(`an outcome of “${id}”, which is no step of the plan`);
    if (byId.has(id)) throw refuse(`more than one outcome of step “${id}”`);
    if (status === "in_progress")
      throw refuse(`step “${id}”, which is still running: replan when it has settled`);
    byId.set(id, outcome);
  }
  const { sorted: order } = sortSteps(plan.steps);
  const finished = new Map<string, unknown>();
  const failed = new Map<string, StepOutcome>();
  for (const { id } of order) {
    const outcome = byId.get(id);
    if (outcome?.status === "completed") finished.set(id, outcome.result);
  }
  for (const { id, dependsOn } of order) {
    const outcome = byId.get(id);
    if (outcome?.status === "failed" && dependsOn.every((source) => finished.has(source))) {
      failed.set(id, outcome);
    }
  }
  return { order, finished, failed };
}

function refuse(problem: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_INPUT, `replan: there is ${problem}.`);
}

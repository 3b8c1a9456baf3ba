import { ErrorCode, OrchestrationError } from "@convoke/core";
import { applyChanges } from "../refine/apply-changes.ts";
import { readChange } from "../refine/read-change.ts";
import { readConditions } from "../refine/read-conditions.ts";
import { refuseContradictions } from "../refine/refuse-contradictions.ts";
import { readGoalText } from "../goal/read-goal-text.ts";
import type { Plan } from "../plan/plan.ts";
import { type PlanProblem, validatePlan } from "../plan/validate-plan.ts";
import type { PlannerInput } from "../planner-input.ts";
import { readResearch } from "../research/read-research.ts";
import type { Planning } from "./planning.ts";

/** Problems beyond these are counted, not listed. */
const mostListed = 5;

/**
 * Changes a plan as its input's `task` says in words: adds, leaves out, replaces, limits. Steps that stay keep id, input
 * and estimates; the first assumptions say what was changed.
 *
 * Throws `invalid_input` for what is no valid plan (the problems are listed), for a change that is not understood or does
 * not fit the plan, and for contradictions.
 *
 * @example
 * refinePlan("Leave out the review", { plan }, planning).assumptions[0]; // "Left out: Review the code of …"
 */
export function refinePlan(description: string, input: PlannerInput | undefined, planning: Planning): Plan {
  const plan = readPlan(input?.plan);
  const { goals } = planning;
  const digest = readResearch(input?.research);
  const goal = { ...goals.read(plan.goal), ...(digest === undefined ? {} : { research: digest }) };
  const hasChange =
    input?.task !== undefined || input?.constraints === undefined || input.constraints === null;
  const changes = [
    ...(hasChange ? readChange(readGoalText(input?.task, description), { goal }, goals) : []),
    ...readConditions(input?.constraints, goal, goals),
  ];
  refuseContradictions(changes, goal);
  const refined = applyChanges(plan, goal, changes, planning);
  const problems = listErrors(refined);
  if (problems.length === 0) return refined;
  throw new OrchestrationError(
    ErrorCode.INVALID_OUTPUT,
    `The changes would make a plan that cannot run: ${listProblems(problems)}`,
    { details: { problems } },
  );
}

function readPlan(plan: unknown): Plan {
  if (plan === undefined) {
    throw new OrchestrationError(
      ErrorCode.INVALID_INPUT,
      'refine_plan needs a plan: pass { type: "refine_plan", plan, task: "leave out the review" }.',
    );
  }
  const problems = listErrors(plan);
  // a copy by the schema would lose what others have written into the plan
  if (problems.length === 0) return plan as Plan;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `What shall be refined is no plan that can run: ${listProblems(problems)}`,
    { details: { problems } },
  );
}

/** What keeps a plan from running; warnings do not. */
function listErrors(plan: unknown): PlanProblem[] {
  return validatePlan(plan).filter(({ severity }) => severity === "error");
}

function listProblems(problems: readonly { readonly message: string }[]): string {
  const listed = problems.slice(0, mostListed).map(({ message }) => message);
  const rest = problems.length - listed.length;
  return `${listed.join(" ")}${rest > 0 ? ` And ${rest} more.` : ""}`;
}

import type { BudgetLimits, Plan } from "@convoke/core";
import type { EstimateRequest, RunRequest } from "../api/plan.ts";
import { ServerProblemCode } from "../api/problem.ts";
import { ProblemError } from "../http/problem.ts";

const longestDescription = 300;

/** What a request for a run comes to: a plan, what it may use, and how the run is called. */
export function readRunRequest(request: RunRequest): {
  readonly plan: Plan;
  readonly budget: BudgetLimits | undefined;
  readonly id: string | undefined;
} {
  const plan = readPlan("plan" in request ? request.plan : request);
  const { budget, id } = request;
  if (plan.strategy !== "task" || plan.task.id === undefined) return { plan, budget, id };
  if (id === undefined || id === plan.task.id) return { plan, budget, id: plan.task.id };
  throw new ProblemError(
    ServerProblemCode.MALFORMED_REQUEST,
    `The run of a single task is called like the task: "${id}" and "${plan.task.id}" must be the same, or one left out.`,
    [{ path: "body.id", message: "is another than body.plan.task.id" }],
  );
}

/** A plan as it is, or that of a prompt: a single task of the main agent. */
export function readPlan(request: EstimateRequest): Plan {
  if ("strategy" in request) return request as Plan;
  const { prompt, sessionId } = request;
  const description =
    prompt.length <= longestDescription ? prompt : `${prompt.slice(0, longestDescription - 1)}…`;
  return {
    strategy: "task",
    task: {
      agentType: "main",
      description,
      input: { prompt, ...(sessionId !== undefined && { sessionId }) },
    },
  };
}

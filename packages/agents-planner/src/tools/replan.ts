import { type AgentContext, ErrorCode, OrchestrationError } from "@convoke/core";
import { z } from "zod";
import type { PlannerInput } from "../planner-input.ts";
import { replanAsking } from "../replan/replan-asking.ts";
import {
  type ReplanAnswer,
  type Replanning,
  replanStrategies,
  type ReplanStrategy,
} from "../replan/replanning.ts";
import type { Planning } from "./planning.ts";
import { readLimits } from "./read-limits.ts";
import { readOutcomes } from "./read-outcomes.ts";
import { readPlanInput } from "./read-plan-input.ts";

const answerSchema = z.union([z.enum(["retry", "skip", "stop"]), z.strictObject({ result: z.unknown() })]);

/**
 * Makes a plan of what is left after failures. The input's `constraints` limit what the replacements may cost and take.
 *
 * With the strategy `ask`, the task reports each question (`progress.data` is a `ReplanQuestion`) and waits under
 * `decision-<stepId>` for `"retry"`, `"skip"`, `"stop"` or `{ result }`, given by `orchestrator.answer`. Throws
 * `invalid_input` for a plan or outcomes that cannot be used.
 */
export async function replanPlan(
  input: PlannerInput | undefined,
  planning: Planning,
  context: Pick<AgentContext, "waitFor" | "report">,
): Promise<Replanning> {
  const { outcomes, earlier, plan } = readOutcomes(input?.outcomes);
  const strategies = readStrategies(input?.strategies);
  const current = readPlanInput(input?.plan ?? plan, "replan");
  const { agents, estimator, library, goals, now } = planning;
  const ids = new Set(current.steps.map(({ id }) => id));
  const { maxCostUsd, maxDurationMs = Infinity, deadlineAt = Infinity } = readLimits(input, goals);
  const maxSeconds = Math.max(0, Math.min(maxDurationMs, deadlineAt - now)) / 1000;
  return replanAsking(
    current,
    // An execution also tells of steps that have left the plan.
    plan === undefined ? outcomes : outcomes.filter(({ id }) => ids.has(id)),
    {
      agents,
      estimator,
      library,
      goals,
      strategies,
      earlier,
      usedIds: outcomes.map(({ id }) => id),
      maxSeconds,
      ...(maxCostUsd !== undefined && { maxCostUsd }),
    },
    (question) => {
      context.report({ message: `Step “${question.stepId}” failed: ${question.error}`, data: question });
      return context.waitFor<ReplanAnswer>(`decision-${question.stepId}`, answerSchema);
    },
  );
}

function readStrategies(strategies: unknown): readonly ReplanStrategy[] {
  if (strategies === undefined) return replanStrategies.filter((strategy) => strategy !== "ask");
  const parsed = z.array(z.enum(replanStrategies)).safeParse(strategies);
  if (parsed.success) return parsed.data;
  throw new OrchestrationError(
    ErrorCode.INVALID_INPUT,
    `replan: strategies must be a list of ${replanStrategies.map((name) => `"${name}"`).join(", ")}.`,
  );
}

import type { AgentContext } from "@convoke/core";
import { createAgentChooser } from "../estimates/choose-agent.ts";
import type { EstimateBasis } from "../estimates/estimator.ts";
import { applyConstraints } from "../goal/apply-constraints.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { EstimateCorrection, Plan, PlanStep } from "../plan/plan.ts";
import { tightenLimits } from "../plan/tighten-limits.ts";
import type { PlannerInput } from "../planner-input.ts";
import { round } from "../text/round.ts";
import { createPlan } from "./create-plan.ts";
import type { Planning } from "./planning.ts";
import { readPlanInput } from "./read-plan-input.ts";

/** What one step is expected to take. */
export interface EstimatedStep {
  readonly id: string;
  readonly seconds: number;
  readonly costUsd: number;
  /** Given by the user, announced by the registered agent, or typical of its kind. */
  readonly basis: EstimateBasis;
  /** What earlier steps of the kind have taught; it is in the figures already. */
  readonly correction?: EstimateCorrection;
  /** The plan's own figures, where they differ. */
  readonly planned?: { readonly seconds: number; readonly costUsd: number };
}

/** A limit, and whether the estimate keeps to it. */
export interface EstimatedLimit {
  readonly limit: "maxCostUsd" | "maxDurationMs" | "deadline";
  /** USD, milliseconds, or milliseconds since 1970. */
  readonly allowed: number;
  /** In the same unit; for a deadline, the end when the plan begins now. */
  readonly expected: number;
  readonly isKept: boolean;
}

/** What a plan is expected to take by what is known now. */
export interface PlanEstimation {
  readonly goal: string;
  readonly steps: readonly EstimatedStep[];
  /** All steps one after another. */
  readonly seconds: number;
  readonly makespanSeconds: number;
  readonly costUsd: number;
  readonly criticalPath: readonly string[];
  /** Agent types and capabilities for which nobody is registered, each with its steps. */
  readonly missing: readonly {
    readonly agentType?: string;
    readonly capability?: string;
    readonly steps: readonly string[];
  }[];
  /** Those of the plan and of the constraints, the tighter of each. */
  readonly limits: readonly EstimatedLimit[];
}

/** A plan's own figures may be rounded. */
const tolerance = 1e-5;

/**
 * Prices the input's `plan` anew, or makes a plan for the goal and prices that: by given figures, by what registered
 * agents announce, by typical values, and by what was learnt.
 *
 * Throws `invalid_input` for a plan that is not valid, and for a goal that cannot be planned.
 */
export function estimateSteps(
  description: string,
  input: PlannerInput | undefined,
  context: Pick<AgentContext, "previous">,
  planning: Planning,
): PlanEstimation {
  const plan =
    input?.plan === undefined || input.plan === null
      ? createPlan(description, input, context, planning)
      : readPlanInput(input.plan, "estimate");
  const { estimator } = planning;
  const steps = plan.steps.map((step): EstimatedStep => {
    const { seconds, costUsd, basis, correction } = estimator.price(step);
    const planned = { seconds: step.estimatedTime, costUsd: step.costEstimate };
    const differs = isOther(seconds, planned.seconds) || isOther(costUsd, planned.costUsd);
    return {
      id: step.id,
      seconds: round(seconds),
      costUsd: round(costUsd),
      basis,
      ...(correction !== undefined && { correction }),
      ...(differs && { planned }),
    };
  });
  const priced = plan.steps.map((step, index) => ({
    ...step,
    estimatedTime: steps[index]?.seconds ?? 0,
    costEstimate: steps[index]?.costUsd ?? 0,
  }));
  const { seconds, makespanSeconds, costUsd, criticalPath } = estimatePlan(priced, {
    agents: planning.agents,
  });
  return {
    goal: plan.goal,
    steps,
    seconds,
    makespanSeconds,
    costUsd,
    criticalPath,
    missing: listMissing(plan.steps, planning),
    limits: listLimits(plan, input, planning, { costUsd, makespanSeconds }),
  };
}

function isOther(value: number, other: number): boolean {
  return Math.abs(value - other) > tolerance * Math.max(1, value, other);
}

function listMissing(steps: readonly PlanStep[], { agents }: Planning): PlanEstimation["missing"] {
  const chooseAgent = createAgentChooser(agents);
  const missing = new Map<string, { agentType?: string; capability?: string; steps: string[] }>();
  for (const step of steps) {
    if (chooseAgent(step) !== undefined) continue;
    const { id, agentType, capability } = step;
    const key = JSON.stringify([agentType ?? null, capability ?? null]);
    const known = missing.get(key);
    if (known !== undefined) known.steps.push(id);
    else {
      missing.set(key, {
        ...(agentType !== undefined && { agentType }),
        ...(capability !== undefined && { capability }),
        steps: [id],
      });
    }
  }
  return [...missing.values()];
}

function listLimits(
  plan: Plan,
  input: PlannerInput | undefined,
  { goals, now }: Planning,
  { costUsd, makespanSeconds }: { readonly costUsd: number; readonly makespanSeconds: number },
): EstimatedLimit[] {
  const asked = applyConstraints(goals.read("Estimate the plan"), input?.constraints, goals).limits;
  const { maxCostUsd, maxDurationMs, deadlineAt } = tightenLimits(plan.limits, asked);
  const durationMs = round(makespanSeconds * 1000);
  const limits: [EstimatedLimit["limit"], number | undefined, number][] = [
    ["maxCostUsd", maxCostUsd, costUsd],
    ["maxDurationMs", maxDurationMs, durationMs],
    ["deadline", deadlineAt, now + durationMs],
  ];
  return limits.flatMap(([limit, allowed, expected]) =>
    allowed === undefined ? [] : [{ limit, allowed, expected, isKept: expected <= allowed + 1e-9 }],
  );
}

import type { PlanTools } from "../compose/compose-plan.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { PlanEstimate, PlanLimits, PlanStep } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import { dropSteps } from "./drop-steps.ts";
import type { Refinement } from "./refinement.ts";

/** What a plan's time depends on beside its steps. */
type Situation = Pick<PlanTools, "now" | "agents">;

/** A flood of optional steps is dropped in as many portions; fewer go one by one. */
const mostRounds = 16;

/**
 * Drops optional steps, the dearest first, until the plan keeps its limits or none is left.
 *
 * What is left until a deadline is a limit too.
 */
export function keepLimits(refinement: Refinement, situation: Situation): Refinement {
  const portion = Math.ceil(refinement.steps.filter(isOptional).length / mostRounds);
  let current = refinement;
  for (let turn = 0; turn < mostRounds; turn += 1) {
    const excess = findExcess(current.steps, current.limits, situation);
    const candidates = excess === undefined ? [] : listDearest(current.steps, excess.measure, situation);
    const dearest = candidates.slice(
      0,
      excess?.measure === "cost" ? countFor(candidates, excess.by) : portion,
    );
    const { steps, goneToo } = dropSteps(current.steps, new Set(dearest.map(({ id }) => id)));
    if (dearest.length === 0 || steps.length === 0) return current;
    current = {
      ...current,
      steps,
      notes: [
        ...current.notes,
        ...[...dearest, ...goneToo].map(({ description }) => `Left out to keep the limit: ${description}`),
      ],
    };
  }
  return current;
}

/** A deadline that the plan cannot keep, as a risk. */
export function warnOfDeadline(
  { makespanSeconds }: PlanEstimate,
  { deadline, deadlineAt }: PlanLimits,
  now: number,
): string[] {
  if (deadlineAt === undefined) return [];
  const late = round(makespanSeconds - (deadlineAt - now) / 1000);
  return late > 0 ? [`The plan ends ${late} s after the deadline, ${deadline ?? "which was given"}.`] : [];
}

function findExcess(
  steps: readonly PlanStep[],
  { maxCostUsd, maxDurationMs, deadlineAt }: PlanLimits,
  { now, agents }: Situation,
): { readonly measure: "cost" | "time"; readonly by: number } | undefined {
  const costUsd = round(steps.reduce((sum, { costEstimate }) => sum + costEstimate, 0));
  if (maxCostUsd !== undefined && costUsd > maxCostUsd) return { measure: "cost", by: costUsd - maxCostUsd };
  if (maxDurationMs === undefined && deadlineAt === undefined) return undefined;
  const left = Math.min(maxDurationMs ?? Infinity, deadlineAt === undefined ? Infinity : deadlineAt - now);
  const late = estimatePlan(steps, { agents }).makespanSeconds * 1000 - left;
  return late > 0 ? { measure: "time", by: late } : undefined;
}

/** How many of the dearest steps cost as much as is to be saved. */
function countFor(candidates: readonly PlanStep[], costUsd: number): number {
  let saved = 0;
  const index = candidates.findIndex(({ costEstimate }) => {
    saved += costEstimate;
    return round(saved) >= round(costUsd);
  });
  return index < 0 ? candidates.length : index + 1;
}

function isOptional({ optional }: PlanStep): boolean {
  return optional === true;
}

function listDearest(
  steps: readonly PlanStep[],
  measure: "cost" | "time",
  { agents }: Pick<Situation, "agents">,
): PlanStep[] {
  const priceOf = ({ costEstimate, estimatedTime }: PlanStep): number =>
    measure === "cost" ? costEstimate : estimatedTime;
  const candidates = steps
    .filter((step) => isOptional(step) && priceOf(step) > 0)
    .sort((one, other) => priceOf(other) - priceOf(one));
  if (measure === "cost" || candidates.length === 0) return candidates;
  // beside the critical path a step only takes time where agents are short
  const critical = new Set(estimatePlan(steps, { agents }).criticalPath);
  const decisive = candidates.filter(({ id }) => critical.has(id));
  return decisive.length > 0 || agents.length === 0 ? decisive : candidates;
}

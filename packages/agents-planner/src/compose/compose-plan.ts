import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { joinList } from "../text/phrases.ts";
import type { MethodLibrary } from "../methods/method.ts";
import { formatDuration } from "../methods/wording.ts";
import { summarizeDigest } from "../research/research-digest.ts";
import { completeSteps } from "./complete-steps.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan, PlanEstimate } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import { collectCorrections, describeCorrections } from "../estimates/corrections.ts";
import type { Estimator } from "../estimates/estimator.ts";
import { validatePlan } from "../plan/validate-plan.ts";

/** What a plan is made with. */
export interface PlanTools {
  readonly library: MethodLibrary;
  readonly estimator: Estimator;
  /** Who is registered; empty when nobody is known. */
  readonly agents: readonly AgentDescriptor[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Problems beyond these are counted, not listed, in an error's message. */
const mostListed = 5;

/**
 * Makes the plan for a goal: method, steps, estimate, assumptions, risks. Pure.
 *
 * Throws `agent_failed` when a method fails, and `invalid_output` with the list of problems when its steps do not
 * make a valid plan.
 */
export function composePlan(goal: Goal, { library, estimator, agents }: PlanTools): Plan {
  const expansion = library.expand(goal);
  const research = goal.research === undefined ? undefined : summarizeDigest(goal.research);
  const steps = completeSteps(expansion.steps, { estimator, research });
  const corrections = collectCorrections(steps, estimator);
  const estimate = { ...estimatePlan(steps, { agents }), ...(corrections.length > 0 && { corrections }) };
  const given = new Set([...(expansion.given ?? []), ...(research === undefined ? [] : ["research"])]);
  const plan: Plan = {
    goal: goal.text,
    method: expansion.method,
    given: [...given],
    steps,
    assumptions: [
      ...new Set([
        ...(expansion.assumptions ?? []),
        ...sayGiven(given),
        ...sayLimits(goal, estimate),
        ...nameTechnologies(goal),
        ...goal.notes,
        ...citeResearch(goal),
        ...sayEstimates(steps, estimator),
        ...describeCorrections(corrections),
      ]),
    ],
    risks: [...new Set([...listOverruns(goal, estimate), ...warnOf(goal), ...(expansion.risks ?? [])])],
    estimate,
  };
  const problems = validatePlan(plan).filter(({ severity }) => severity === "error");
  if (problems.length === 0) return plan;
  const listed = problems
    .slice(0, mostListed)
    .map((problem) => problem.message)
    .join(" ");
  const rest = problems.length > mostListed ? ` And ${problems.length - mostListed} more.` : "";
  throw new OrchestrationError(
    ErrorCode.INVALID_OUTPUT,
    `The planning method “${expansion.method}” made a plan that cannot run: ${listed}${rest}`,
    { details: { method: expansion.method, problems } },
  );
}

function sayGiven(given: ReadonlySet<string>): string[] {
  return [...given]
    .filter((name) => name !== "research")
    .map((name) => `The agents have access to the ${name.replaceAll("-", " ")}.`);
}

/** The limits that the goal sets, so that whoever reads the plan sees that they were read. */
function sayLimits({ limits: { maxCostUsd, maxDurationMs } }: Goal, estimate: PlanEstimate): string[] {
  return [
    ...(maxCostUsd === undefined
      ? []
      : [`Limit: ${maxCostUsd} USD; the work of the agents is estimated at ${estimate.costUsd} USD.`]),
    ...(maxDurationMs === undefined ? [] : [`Limit: ${formatDuration(maxDurationMs)}.`]),
  ];
}

/** How many names from research a plan mentions. */
const mostNamed = 6;

/** Said once: several names may be alternatives or parts of one answer, which is for the steps to tell. */
function nameTechnologies({ research, technologies, exclusions, text }: Goal): string[] {
  const known = new Set([...technologies, ...exclusions].map((name) => name.toLowerCase()));
  const written = text.toLowerCase();
  const found = (research?.technologies ?? [])
    .filter((name) => !known.has(name.toLowerCase()) && !written.includes(name.toLowerCase()))
    .slice(0, mostNamed);
  return found.length === 0 ? [] : [`The research names ${joinList(found)}.`];
}

function citeResearch({ research }: Goal): string[] {
  if (research === undefined) return [];
  if (research.citations.length === 0) return ["Builds on the research given, which names no sources."];
  return research.citations.map((citation) => `Builds on research: ${citation}`);
}

function sayEstimates(
  steps: readonly { readonly agentType?: string | undefined; readonly capability?: string | undefined }[],
  estimator: Estimator,
): string[] {
  if (!steps.some((step) => estimator.price(step).basis === "typical")) return [];
  return ["Times and costs are typical values for each kind of agent, not measurements."];
}

function listOverruns({ limits }: Goal, estimate: PlanEstimate): string[] {
  const risks: string[] = [];
  const { maxCostUsd, maxDurationMs } = limits;
  if (maxCostUsd !== undefined && estimate.costUsd > maxCostUsd) {
    risks.push(
      `The estimate of ${estimate.costUsd} USD exceeds the limit of ${maxCostUsd} USD by ${round(estimate.costUsd - maxCostUsd)} USD.`,
    );
  }
  if (maxDurationMs !== undefined && estimate.makespanSeconds * 1000 > maxDurationMs) {
    risks.push(
      `The estimate of ${estimate.makespanSeconds} s, with everything in parallel that can be, exceeds the limit of ${maxDurationMs / 1000} s.`,
    );
  }
  return risks;
}

function warnOf({ research }: Goal): string[] {
  return (research?.warnings ?? []).map((name) => `The research warns about ${name}.`);
}

import { type AgentDescriptor, ErrorCode, OrchestrationError } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import type { MethodLibrary } from "../methods/method.ts";
import { summarizeDigest } from "../research/research-digest.ts";
import { cleanText, joinList, shorten } from "../text/phrases.ts";
import { completeSteps } from "./complete-steps.ts";
import { listOverruns, sayLimits } from "./limits.ts";
import { applyResearch } from "./apply-research.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { collectCorrections, describeCorrections } from "../estimates/corrections.ts";
import type { Estimator } from "../estimates/estimator.ts";
import { listMessages } from "../text/list-messages.ts";
import { limitCodes, validatePlan } from "../plan/validate-plan.ts";

/** What a plan is made with. */
export interface PlanTools {
  readonly library: MethodLibrary;
  readonly estimator: Estimator;
  /** Who is registered; empty when nobody is known. */
  readonly agents: readonly AgentDescriptor[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Kinds of agents beyond these are counted, not listed. */
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
  const made = applyResearch(goal, expansion.steps);
  const steps = completeSteps(made.steps, { estimator, research });
  const corrections = collectCorrections(steps, estimator);
  const estimate = { ...estimatePlan(steps, { agents }), ...(corrections.length > 0 && { corrections }) };
  const given = new Set([...(expansion.given ?? []), ...(research === undefined ? [] : ["research"])]);
  const plan: Plan = {
    goal: goal.text,
    method: expansion.method,
    methods: [...new Set([expansion.method, ...expansion.madeBy.values()])],
    given: [...given],
    steps,
    assumptions: [
      ...new Set([
        ...(expansion.assumptions ?? []),
        ...sayGiven(given),
        ...sayLimits(goal.limits, estimate),
        ...made.assumptions,
        ...goal.notes,
        ...citeResearch(goal),
        ...sayEstimates(steps, estimator),
        ...describeCorrections(corrections),
      ]),
    ],
    risks: [
      ...new Set([
        ...listOverruns(goal.limits, estimate),
        ...warnOf(goal),
        ...made.risks,
        ...(expansion.risks ?? []),
      ]),
    ],
    estimate,
    ...(Object.keys(goal.limits).length > 0 && { limits: goal.limits }),
  };
  const problems = validatePlan(plan).filter(
    ({ severity, code }) => severity === "error" && !limitCodes.has(code),
  );
  if (problems.length === 0) return plan;
  throw new OrchestrationError(
    ErrorCode.INVALID_OUTPUT,
    `The planning method “${expansion.method}” made a plan that cannot run: ${listMessages(problems)}`,
    { details: { method: expansion.method, problems } },
  );
}

function sayGiven(given: ReadonlySet<string>): string[] {
  return [...given]
    .filter((name) => name !== "research")
    .map((name) => `The agents have access to the ${name.replaceAll("-", " ")}.`);
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
  const typical = steps.filter((step) => estimator.price(step).basis === "typical");
  if (typical.length === 0) return [];
  if (typical.length === steps.length)
    return ["Times and costs are typical values for each kind of agent, not measurements."];
  const names = [...new Set(typical.map(({ agentType, capability = "" }) => agentType ?? capability))];
  const listed = names.slice(0, mostListed).map((name) => shorten(cleanText(name.slice(0, 200)), 40));
  const rest = names.length > mostListed ? [`${names.length - mostListed} more`] : [];
  return [
    `Times and costs of ${joinList([...listed, ...rest])} are typical values, because nobody who announces them is registered.`,
  ];
}

function warnOf({ research }: Goal): string[] {
  return (research?.warnings ?? []).map((name) => `The research warns about ${name}.`);
}

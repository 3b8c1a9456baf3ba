import { ErrorCode, OrchestrationError } from "@convoke/core";
import { completeSteps } from "../compose/complete-steps.ts";
import { createAgentChooser } from "../estimates/choose-agent.ts";
import type { ExpandedGoal } from "../methods/method.ts";
import { renameRepeats } from "../methods/rename-repeats.ts";
import type { StepDraft } from "../methods/step-draft.ts";
import { estimatePlan } from "../plan/estimate-plan.ts";
import type { PlanStep } from "../plan/plan.ts";
import { validatePlan } from "../plan/validate-plan.ts";
import { joinList } from "../text/phrases.ts";
import { inheritInput } from "./inherit-input.ts";
import { findShortage, refuse, type ReplanSituation, type Strategy } from "./replan-tools.ts";

/** Failures after which another way is none either. */
const hopeless: ReadonlySet<string> = new Set([
  ErrorCode.UNRESOLVED_REFERENCE,
  ErrorCode.CANCELLED,
  ErrorCode.CLOSED,
  ErrorCode.STORE_FAILED,
  ErrorCode.LEASE_LOST,
  ErrorCode.NON_DETERMINISTIC,
]);

/** Each is read and planned like a goal, which takes time; where more have failed, the cause is no single step. */
const mostPlanned = 100;

/**
 * Other steps to the same end: what the step is for is planned anew, without the methods by which it came about.
 *
 * They may well ask the agents that have failed the whole, for smaller parts of it: what was too much at once can succeed
 * in pieces. That comes to an end, since no step is planned by a method that it, or a step it stands for, came from; only
 * one step that asks the same agents as before is no other way.
 *
 * The new steps get what the failed one would have got. They are taken only when they end in one step, which then
 * stands for the failed one, when somebody is registered for each, and when they need nothing that is not there.
 */
export const alternativeMethod: Strategy = (failed, situation) => {
  const { step, outcome, methods } = failed;
  const { agents, goals, library, plan, existing, usedIds, estimator } = situation;
  if (goals === undefined || library === undefined) return refuse("no planning methods are known");
  if (hopeless.has(outcome.code ?? "")) return refuse("other steps would meet the same");
  if (situation.failedCount > mostPlanned) {
    return refuse(
      `${situation.failedCount} steps have failed, and more than ${mostPlanned} are not planned anew`,
    );
  }
  let expansion: ExpandedGoal;
  try {
    expansion = library.expand(goals.read(step.description), { without: methods });
  } catch (error) {
    return refuse(OrchestrationError.from(error, ErrorCode.AGENT_FAILED).message);
  }
  const { method } = expansion;
  const drafts = renameRepeats(expansion.steps, [...usedIds, ...listProducts(plan.steps)].map(toDraft));
  const end = findEnd(drafts, step);
  if (end === undefined) return refuse(`the steps of “${method}” do not end in one result`);
  if (drafts.length === 1 && asksTheSame(end, step)) {
    return refuse(`“${method}” would ask the same agents again`);
  }
  const missing = findMissing(drafts, situation, new Set([...existing, ...step.consumes]));
  if (missing !== undefined) return refuse(`“${method}” ${missing}`);
  const steps = completeSteps(
    drafts.map((draft) =>
      draft === end
        ? { ...draft, produces: [...new Set([...(draft.produces ?? [draft.id]), ...step.produces])] }
        : draft,
    ),
    { estimator, research: undefined },
  ).map((made): PlanStep => {
    const entered = made.dependsOn.length === 0 ? enter(made, step) : made;
    return step.optional === true ? { ...entered, optional: true } : entered;
  });
  const estimate = estimatePlan(steps, { agents });
  const problems = validatePlan({
    goal: step.description,
    method,
    given: [...existing, ...step.consumes],
    steps,
    assumptions: [],
    risks: [],
    estimate,
  });
  const error = problems.find(({ severity }) => severity === "error");
  if (error !== undefined) return refuse(`“${method}” made steps that cannot run: ${error.message}`);
  const shortage = findShortage(estimate.costUsd, estimate.makespanSeconds, situation);
  if (shortage !== undefined) return refuse(`by “${method}” ${shortage}`);
  const names = joinList(steps.map(({ id }) => id));
  const verb = steps.length === 1 ? "takes" : "take";
  return {
    kind: "steps",
    steps,
    productId: end.id,
    reason: `By the method “${method}”, ${names} ${verb} its place.`,
    costUsd: estimate.costUsd,
    method,
  };
};

/** A step that waits for no other of the new ones gets what the failed one got. */
function enter(made: PlanStep, step: PlanStep): PlanStep {
  return {
    ...made,
    input: inheritInput(made.input, step.input),
    consumes: [...new Set([...made.consumes, ...step.consumes])],
  };
}

/** The one step on which no other waits, optional ones aside; else the one that makes what is wanted. */
function findEnd(drafts: readonly StepDraft[], step: PlanStep): StepDraft | undefined {
  const used = new Set(drafts.flatMap((draft) => [...(draft.consumes ?? []), ...(draft.dependsOn ?? [])]));
  const ends = drafts.filter(
    (draft) =>
      draft.optional !== true && ![draft.id, ...(draft.produces ?? [])].some((name) => used.has(name)),
  );
  if (ends.length === 1) return ends[0];
  const makers = drafts.filter((draft) => step.produces.some((name) => draft.produces?.includes(name)));
  return makers.length === 1 ? makers[0] : undefined;
}

function asksTheSame(draft: StepDraft, { agentType, capability }: PlanStep): boolean {
  return draft.agentType === agentType && draft.capability === capability;
}

function findMissing(
  drafts: readonly StepDraft[],
  { agents }: ReplanSituation,
  existing: ReadonlySet<string>,
): string | undefined {
  const chooseAgent = createAgentChooser(agents);
  const made = new Set(drafts.flatMap(({ id, produces = [id] }) => produces));
  for (const draft of drafts) {
    if (chooseAgent(draft) === undefined) {
      return `needs ${draft.agentType ?? draft.capability ?? "an agent"}, for which nobody is registered`;
    }
    const absent = draft.consumes?.find((name) => !made.has(name) && !existing.has(name));
    if (absent !== undefined) return `needs the ${absent.replaceAll("-", " ")}, which is not there`;
  }
  return undefined;
}

function listProducts(steps: readonly PlanStep[]): string[] {
  return steps.flatMap(({ produces }) => produces);
}

function toDraft(id: string): StepDraft {
  return { id, description: id, successCriterion: id };
}

import { AgentType, fromTask } from "@convoke/core";
import type { StepDraft } from "../methods/step-draft.ts";
import type { PlanStep } from "../plan/plan.ts";
import { round } from "../text/round.ts";
import type { Estimator } from "../estimates/estimator.ts";

/** What steps are completed with. */
export interface Completion {
  readonly estimator: Estimator;
  /** The value of the given `"research"`, put into the inputs of steps that consume it. */
  readonly research: unknown;
  /** Who makes what, among steps that are there already. */
  readonly makers?: ReadonlyMap<string, string>;
}

/**
 * Fills in dependencies (whoever makes what a step consumes), inputs and estimates.
 *
 * Inputs: a knowledge step gets `{ type: "research", question }`, others `{ task }`; what they consume follows as
 * references: research under `research` (a list when it is several), a plan under `plan`, the rest under `results`.
 */
export function completeSteps(drafts: readonly StepDraft[], completion: Completion): PlanStep[] {
  const makers = new Map<string, string>(completion.makers);
  for (const draft of drafts) for (const name of draft.produces ?? [draft.id]) makers.set(name, draft.id);
  return drafts.map((draft) => completeStep(draft, makers, completion));
}

function completeStep(
  draft: StepDraft,
  makers: ReadonlyMap<string, string>,
  completion: Completion,
): PlanStep {
  const { id, agentType, capability, description, consumes = [], effort } = draft;
  const sources = consumes.map((name) => makers.get(name)).filter((source) => source !== undefined);
  const input = draft.input === undefined ? composeInput(draft, makers, completion.research) : draft.input;
  const given = { seconds: draft.estimatedTime, costUsd: draft.costEstimate };
  const priced = completion.estimator.price({ agentType, capability, input, effort, given });
  return {
    id,
    ...(agentType === undefined ? {} : { agentType }),
    ...(capability === undefined ? {} : { capability }),
    description,
    input,
    dependsOn: [...new Set([...sources, ...(draft.dependsOn ?? [])])],
    estimatedTime: round(priced.seconds),
    costEstimate: round(priced.costUsd),
    ...(effort === undefined ? {} : { effort }),
    produces: [...(draft.produces ?? [id])],
    consumes: [...consumes],
    successCriterion: draft.successCriterion,
    ...(draft.optional === undefined ? {} : { optional: draft.optional }),
  };
}

/** The field of a step's input in which results of this name stand. */
export function slotOf(name: string): "research" | "plan" | "results" {
  if (/^research(?:-|$)/.test(name)) return "research";
  return /^plan(?:-|$)/.test(name) ? "plan" : "results";
}

function composeInput(draft: StepDraft, makers: ReadonlyMap<string, string>, givenResearch: unknown): object {
  const research: unknown[] = [];
  const plans: unknown[] = [];
  const results: [string, unknown][] = [];
  for (const name of draft.consumes ?? []) {
    const maker = makers.get(name);
    if (maker !== undefined) {
      const reference = fromTask(maker);
      const slot = slotOf(name);
      if (slot === "research") research.push(reference);
      else if (slot === "plan") plans.push(reference);
      else results.push([name, reference]);
    } else if (name === "research" && givenResearch !== undefined) research.push(givenResearch);
  }
  const { description, question = description, task = description } = draft;
  return {
    ...(draft.agentType === AgentType.KNOWLEDGE ? { type: "research", question } : { task }),
    ...draft.fields,
    ...(research.length === 0 ? {} : { research: research.length === 1 ? research[0] : research }),
    ...(plans.length === 0 ? {} : { plan: plans.length === 1 ? plans[0] : plans }),
    ...(results.length === 0 ? {} : { results: Object.fromEntries(results) }),
  };
}

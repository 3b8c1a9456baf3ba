import { AgentType } from "@convoke/core";
import { applyResearch } from "../compose/apply-research.ts";
import { completeSteps } from "../compose/complete-steps.ts";
import type { PlanTools } from "../compose/compose-plan.ts";
import { createFeatureSteps } from "../methods/software/feature-steps.ts";
import { renameRepeats } from "../methods/rename-repeats.ts";
import { sayOne, sayThe } from "../methods/wording.ts";
import type { PlanStep } from "../plan/plan.ts";
import { findSteps } from "./find-steps.ts";
import { listMakers, type Refinement } from "./refinement.ts";
import { addReference } from "./step-inputs.ts";

/** Adds one more thing to what is made: a step after the work that it builds on, before the steps that check it. */
export function addFeature(
  refinement: Refinement,
  { name, said }: { readonly name: string; readonly said: string },
  { estimator }: PlanTools,
): Refinement {
  const { steps, read, notes } = refinement;
  const present = findSteps(steps, name).filter(({ agentType }) => agentType === AgentType.CODE);
  if (present.length > 0)
    return { ...refinement, notes: [...notes, `In the plan already: ${present[0]?.description}`] };
  const { base, checkers } = findPlace(steps);
  const consumes = base.flatMap(({ produces }) => produces);
  const subject = sayThe(read);
  const spoken = sayOne({ ...read, text: said }, name);
  const drafts = createFeatureSteps([name], subject, consumes).map((draft) => ({
    ...draft,
    // "rate limiting to the endpoints" says itself where
    description: / to (?:the|our|its|all|every|each) /i.test(name)
      ? `Add ${spoken}`
      : `Add ${spoken} to ${subject}`,
  }));
  const made = applyResearch(read, drafts);
  const renamed = renameRepeats(made.steps, steps.map(asDraft));
  const added = completeSteps(renamed, { estimator, research: undefined, makers: listMakers(steps) });
  const isChecker = new Set(checkers.map(({ id }) => id));
  const first = steps.findIndex(({ id }) => isChecker.has(id));
  const position = first < 0 ? steps.length : first;
  const checked = steps.map((step) => (isChecker.has(step.id) ? added.reduce(useResult, step) : step));
  return {
    ...refinement,
    steps: [...checked.slice(0, position), ...added, ...checked.slice(position)],
    notes: [...notes, ...added.map(({ description }) => `Added: ${description}`)],
    assumptions: [...made.assumptions, ...refinement.assumptions],
  };
}

/** A step that also waits for another one and gets its result. */
export function useResult(step: PlanStep, source: Pick<PlanStep, "id" | "produces">): PlanStep {
  const names = source.produces.filter((name) => !step.consumes.includes(name));
  return {
    ...step,
    ...(step.input === undefined
      ? {}
      : { input: names.reduce((input: unknown, name) => addReference(input, name, source.id), step.input) }),
    dependsOn: [...new Set([...step.dependsOn, source.id])],
    consumes: [...step.consumes, ...names],
  };
}

/** What a step's ids and products are, for whoever must not take them. */
export function asDraft({ id, description, successCriterion, produces }: PlanStep) {
  return { id, description, successCriterion, produces };
}

/** The work that something new builds on, and the steps that look at that work. */
function findPlace(steps: readonly PlanStep[]): { base: readonly PlanStep[]; checkers: readonly PlanStep[] } {
  const making = new Set(steps.filter(({ agentType }) => agentType === AgentType.CODE).map(({ id }) => id));
  const looks = steps.filter(
    ({ agentType, dependsOn }) =>
      (agentType === AgentType.TEST || agentType === AgentType.REVIEW) &&
      dependsOn.some((id) => making.has(id)),
  );
  const checked = new Set(looks.flatMap(({ dependsOn }) => dependsOn));
  const candidates = steps.filter(({ id }) => making.has(id) && (looks.length === 0 || checked.has(id)));
  const isFeature = ({ id }: PlanStep): boolean => /^(?:add|meet)-/.test(id);
  const used = new Set(candidates.filter((step) => !isFeature(step)).flatMap(({ dependsOn }) => dependsOn));
  const plain = candidates.filter((step) => !isFeature(step) && !used.has(step.id) && step.optional !== true);
  const base = plain.length > 0 ? plain : candidates;
  const baseIds = new Set(base.map(({ id }) => id));
  const checkers = looks.filter(({ dependsOn }) => dependsOn.some((id) => baseIds.has(id)));
  return { base, checkers: checkers.filter(({ id }) => !leadsTo(steps, id, baseIds)) };
}

/** True when a step comes before what is built on: it must not wait for what comes after it. */
function leadsTo(steps: readonly PlanStep[], id: string, ends: ReadonlySet<string>): boolean {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const seen = new Set<string>();
  const open = [...ends];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(byId.get(next)?.dependsOn ?? []));
  }
  return false;
}

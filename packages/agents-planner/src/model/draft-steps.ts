import { AgentType } from "@convoke/core";
import type { StepDraft } from "../methods/step-draft.ts";
import { describeId } from "../plan/check-steps.ts";
import type { Plan, PlanStep } from "../plan/plan.ts";
import { toSlug } from "../text/phrases.ts";
import type { ModelStep } from "./model-plan.ts";
import type { Assignee, Roster } from "./roster.ts";

/** The name under which a step asks for the research that was given. */
export const givenResearch = "given-research";

/** What drafts are made with. */
export interface Drafting {
  readonly roster: Roster;
  readonly hasResearch: boolean;
  /** The plan that is refined: its steps stay as they are where the model has not changed them. */
  readonly earlier?: Plan | undefined;
}

/** A step of the model with the names that the plan knows it and its result by. */
interface NamedStep {
  readonly step: ModelStep;
  readonly id: string;
  readonly assignee: Assignee;
  readonly product: string;
}

/**
 * Turns a model's steps into drafts, which the planner completes: dependencies, inputs and prices are never the
 * model's. Ids become harmless ones; whoever is nobody is a problem.
 */
export function draftSteps(
  steps: readonly ModelStep[],
  { roster, hasResearch, earlier }: Drafting,
): { drafts: StepDraft[]; problems: string[] } {
  const problems: string[] = [];
  const ids = createIds(steps);
  const whats = new Map<string, string>();
  for (const { step, what } of steps.flatMap(({ needs }) => needs)) {
    if (what !== "" && !whats.has(step)) whats.set(step, what);
  }
  const earlierSteps = new Map(earlier?.steps.map((step) => [step.id, step]));
  const taken = new Set(["research", ...(earlier?.steps.flatMap(({ produces }) => produces) ?? [])]);
  const named = steps.map((step): NamedStep => {
    const id = ids.get(step.id) ?? "";
    const found = roster.find(step.agentType, step.capability);
    if ("problem" in found) problems.push(`Step “${step.id}” ${found.problem}`);
    const assignee = "problem" in found ? { agentType: step.agentType || "nobody" } : found;
    const kept = earlierSteps.get(id)?.produces[0];
    const product = kept ?? nameProduct(id, whats.get(step.id) ?? "", assignee, taken);
    taken.add(product);
    return { step, id, assignee, product };
  });
  const products = new Map(named.map(({ step, product }) => [step.id, product]));
  const isAsked = steps.some(({ needs }) => needs.some(({ step }) => step === givenResearch));
  const drafts = named.map(({ step, id, assignee, product }): StepDraft => {
    const consumes = step.needs.flatMap((need) => products.get(need.step) ?? []);
    const takesResearch = isAsked
      ? step.needs.some((need) => need.step === givenResearch)
      : step.needs.length === 0;
    const unknown = step.needs.map((need) => need.step).filter((need) => !products.has(need));
    const draft: StepDraft = {
      id,
      ...assignee,
      description: step.description,
      consumes: [...new Set([...(hasResearch && takesResearch ? ["research"] : []), ...consumes])],
      produces: [product],
      dependsOn: [...new Set(unknown.filter((need) => !hasResearch || need !== givenResearch))],
      successCriterion: step.successCriterion,
      ...(step.effort === undefined ? {} : { effort: step.effort }),
      ...(step.optional ? { optional: true } : {}),
    };
    const before = earlierSteps.get(id);
    const needed = step.needs.map((need) => ids.get(need.step) ?? need.step);
    return before !== undefined && isUnchanged(draft, before, needed) ? keepStep(draft, before) : draft;
  });
  return { drafts, problems };
}

/** From what a model calls its steps to ids without anything that a path, a key or a message could stumble over. */
function createIds(steps: readonly ModelStep[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of steps) {
    if (ids.has(id)) continue;
    const written = /^[a-z\d][\w.-]{0,59}$/i.test(id) ? id : toSlug(id);
    const base = describeId(written) === undefined ? written : `step-${written}`;
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
    ids.set(id, name);
    taken.add(name);
  }
  return ids;
}

/** What a step makes is called by what others take from it; research and plans so that their users get them as such. */
function nameProduct(id: string, what: string, assignee: Assignee, taken: ReadonlySet<string>): string {
  const words = what === "" ? id : toSlug(what);
  const kind = findKind(assignee);
  const base = kind === undefined || words.startsWith(`${kind}-`) ? words : `${kind}-${words}`;
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
  return name;
}

function findKind({ agentType, capability }: Assignee): "research" | "plan" | undefined {
  if (agentType === AgentType.KNOWLEDGE || capability === "bring_together") return "research";
  return agentType === AgentType.PLANNER && /^(?:|create_plan|refine_plan)$/.test(capability ?? "")
    ? "plan"
    : undefined;
}

function isUnchanged(draft: StepDraft, before: PlanStep, needed: readonly string[]): boolean {
  return (
    draft.description === before.description &&
    draft.agentType === before.agentType &&
    (draft.capability === before.capability || draft.agentType === AgentType.KNOWLEDGE) &&
    new Set([...needed, ...before.dependsOn]).size === before.dependsOn.length &&
    new Set(needed).size === before.dependsOn.length
  );
}

function keepStep(draft: StepDraft, before: PlanStep): StepDraft {
  const { capability, input, estimatedTime, costEstimate, produces, consumes, dependsOn } = before;
  return {
    ...draft,
    ...(capability === undefined ? {} : { capability }),
    ...(input === undefined ? {} : { input }),
    estimatedTime,
    costEstimate,
    produces,
    consumes,
    dependsOn,
  };
}

import { AgentType } from "@convoke/core";
import { applyResearch } from "../compose/apply-research.ts";
import { completeSteps } from "../compose/complete-steps.ts";
import type { PlanTools } from "../compose/compose-plan.ts";
import type { Goal } from "../goal/goal.ts";
import { isInquiry } from "../goal/verbs.ts";
import { summarizeDigest } from "../research/research-digest.ts";
import { renameRepeats } from "../methods/rename-repeats.ts";
import type { StepDraft } from "../methods/step-draft.ts";
import type { PlanStep } from "../plan/plan.ts";
import { asDraft, useResult } from "./add-feature.ts";
import { listMakers, type Refinement } from "./refinement.ts";

const codeBase = "code-base";

/** Adds work of its own: an inquiry before the steps that can use it, everything else after the plan's last steps. */
export function addWork(refinement: Refinement, work: Goal, { library, estimator }: PlanTools): Refinement {
  const { steps } = refinement;
  const { research } = refinement.read;
  const asked = { ...work, limits: {}, ...(research === undefined ? {} : { research }) };
  const expansion = library.expand(asked);
  const isMade = steps.some(({ agentType }) => agentType === AgentType.CODE);
  const drafts = isMade ? expansion.steps.map(dropCodeBase) : expansion.steps;
  const made = applyResearch(asked, drafts);
  const renamed = renameRepeats(made.steps, steps.map(asDraft));
  const isFirst = isInquiry(work.intent);
  const linked = isFirst ? renamed : waitFor(renamed, listEnds(steps));
  const summary = research === undefined ? undefined : summarizeDigest(research);
  const added = completeSteps(linked, { estimator, research: summary, makers: listMakers(steps) });
  const given = [
    ...(expansion.given ?? []).filter((name) => !isMade || name !== codeBase),
    ...(research === undefined ? [] : ["research"]),
  ];
  return {
    ...refinement,
    given: [...new Set([...refinement.given, ...given])],
    steps: isFirst ? [...added, ...feed(steps, added)] : [...steps, ...added],
    notes: [...refinement.notes, ...added.map(({ description }) => `Added: ${description}`)],
    assumptions: [...made.assumptions, ...refinement.assumptions, ...(expansion.assumptions ?? [])],
    risks: [...refinement.risks, ...(expansion.risks ?? []), ...made.risks],
  };
}

function dropCodeBase(draft: StepDraft): StepDraft {
  return draft.consumes === undefined
    ? draft
    : { ...draft, consumes: draft.consumes.filter((name) => name !== codeBase) };
}

/** The steps on which no other step waits; optional ones, which may be dropped, only where there are no others. */
function listEnds(steps: readonly PlanStep[]): readonly PlanStep[] {
  const certain = steps.filter(({ optional }) => optional !== true);
  const candidates = certain.length > 0 ? certain : steps;
  const used = new Set(candidates.flatMap(({ dependsOn }) => dependsOn));
  return candidates.filter(({ id }) => !used.has(id));
}

/** Makes the first working steps wait for the plan's last ones; research may start at once. */
function waitFor(drafts: readonly StepDraft[], ends: readonly PlanStep[]): StepDraft[] {
  const made = new Set(drafts.flatMap((draft) => draft.produces ?? [draft.id]));
  const early = new Set(
    drafts
      .filter(
        ({ agentType, consumes = [] }) =>
          agentType === AgentType.KNOWLEDGE && !consumes.some((name) => made.has(name)),
      )
      .flatMap((draft) => [draft.id, ...(draft.produces ?? [])]),
  );
  const results = ends.flatMap(({ id, produces }) => (produces.length > 0 ? produces : [id]));
  const silent = ends.filter(({ produces }) => produces.length === 0).map(({ id }) => id);
  return drafts.map((draft) => {
    const { consumes = [], dependsOn = [] } = draft;
    const waits =
      consumes.some((name) => made.has(name) && !early.has(name)) || dependsOn.some((id) => !early.has(id));
    if (early.has(draft.id) || waits) return draft;
    return {
      ...draft,
      consumes: [...new Set([...consumes, ...results.filter((name) => !silent.includes(name))])],
      dependsOn: [...dependsOn, ...silent],
    };
  });
}

/** The plan's first steps that plan or make something get what the new inquiry finds. */
function feed(steps: readonly PlanStep[], inquiry: readonly PlanStep[]): PlanStep[] {
  const ends = listEnds(inquiry);
  const knowing = new Set(
    steps.filter(({ agentType }) => agentType === AgentType.KNOWLEDGE).map(({ id }) => id),
  );
  return steps.map((step) => {
    const uses = step.agentType === AgentType.CODE || step.agentType === AgentType.PLANNER;
    const isEarly = step.dependsOn.every((id) => knowing.has(id));
    return uses && isEarly && step.capability === undefined ? ends.reduce(useResult, step) : step;
  });
}

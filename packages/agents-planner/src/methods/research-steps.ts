import { AgentType } from "@convoke/core";
import type { Goal } from "../goal/goal.ts";
import { toSlug } from "../text/phrases.ts";
import { isInquiry } from "../goal/verbs.ts";
import { coversSubject } from "../research/research-digest.ts";
import { makeStepsDistinct } from "./distinct-steps.ts";
import type { StepDraft } from "./step-draft.ts";

/** Something to find out before the work. */
export interface Inquiry {
  /** What research must speak of to make the step needless. */
  readonly subject: string;
  readonly question: string;
  readonly description: string;
}

/** Research steps, and the names under which later steps consume what is known. */
export interface ResearchSteps {
  readonly steps: readonly StepDraft[];
  readonly known: readonly string[];
}

/**
 * One research step per inquiry that neither given research nor an earlier part of the plan answers.
 *
 * Given research is consumed as `"research"`.
 */
export function createResearchSteps(goal: Goal, inquiries: readonly Inquiry[]): ResearchSteps {
  const { research, earlierResearch = [] } = goal;
  const given = research === undefined ? [] : ["research"];
  if (earlierResearch.length > 0) return { steps: [], known: [...given, ...earlierResearch] };
  const open = inquiries.filter(({ subject }) => research === undefined || !coversSubject(research, subject));
  // what is to be built on research asks for what goes beyond it; an inquiry names its own subject
  const isFollowUp = research !== undefined && !isInquiry(goal.intent);
  const drafts = open.map(({ subject, question, description }): StepDraft => ({
    id: `research-${toSlug(subject)}`,
    agentType: AgentType.KNOWLEDGE,
    description: isFollowUp ? `${description}, beyond the research given` : description,
    question,
    successCriterion: `“${question}” is answered with sources`,
  }));
  const steps = makeStepsDistinct(drafts);
  return { steps, known: [...given, ...steps.map((step) => step.id)] };
}

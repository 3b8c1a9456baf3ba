import { AgentType } from "@convoke/core";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import type { StepDraft } from "../step-draft.ts";

/** One step per requirement that is no part of its own: "it must be reachable from phones". */
export function createRequirementSteps(
  requirements: readonly string[] | undefined,
  subject: string,
  consumes: readonly string[],
): StepDraft[] {
  const steps = (requirements ?? []).map((requirement): StepDraft => ({
    id: `meet-${toSlug(requirement)}`,
    agentType: AgentType.CODE,
    madeWith: [...findKindsOfWork(requirement)],
    description: `Meet the requirement that ${subject} must ${requirement}`,
    consumes,
    effort: 0.5,
    successCriterion: `it is shown that ${subject} can ${requirement}`,
  }));
  return makeStepsDistinct(steps);
}

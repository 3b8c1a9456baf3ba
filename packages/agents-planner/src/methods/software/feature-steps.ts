import { AgentType } from "@convoke/core";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import type { StepDraft } from "../step-draft.ts";

/** One implementation step per feature; all can run at once after the work they consume. */
export function createFeatureSteps(
  features: readonly string[],
  subject: string,
  consumes: readonly string[],
): StepDraft[] {
  const steps = features.map((feature): StepDraft => ({
    id: `add-${toSlug(feature)}`,
    agentType: AgentType.CODE,
    description: `Add ${feature} to ${subject}`,
    consumes,
    madeWith: findKindsOfWork(feature),
    successCriterion: `${feature} works in ${subject}`,
  }));
  return makeStepsDistinct(steps);
}

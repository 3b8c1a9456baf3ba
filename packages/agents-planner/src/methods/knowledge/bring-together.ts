import { AgentType } from "@convoke/core";
import type { StepDraft } from "../step-draft.ts";

/**
 * A step that sets side by side what the steps before it found, by reference; it searches nothing anew.
 */
export function bringTogether({
  question,
  ...draft
}: Pick<StepDraft, "id" | "description" | "successCriterion"> & {
  readonly question: string;
  readonly consumes: readonly string[];
}): StepDraft {
  return {
    ...draft,
    agentType: AgentType.PLANNER,
    capability: "bring_together",
    task: question,
    fields: { type: "bring_together" },
    produces: ["research-summary"],
  };
}

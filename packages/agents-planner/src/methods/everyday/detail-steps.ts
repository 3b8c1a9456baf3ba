import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayOne, sayThe, sayWithout } from "../wording.ts";

/** One step per thing that an undertaking shall have: "with a cooking class"; all can run at once. */
export function createDetailSteps(goal: Goal, consumes: readonly string[]): StepDraft[] {
  return makeStepsDistinct([
    ...goal.features.map((feature) =>
      workOut(
        feature,
        `${sayOne(goal, feature)} for ${sayThe(goal)}`,
        `What does it take to have ${sayOne(goal, feature)}?`,
      ),
    ),
    ...(goal.requirements ?? []).map((requirement) =>
      workOut(
        requirement,
        `how ${sayThe(goal)} can ${requirement}`,
        `What does it take for ${sayThe(goal)} to ${requirement}?`,
      ),
    ),
  ]);

  function workOut(part: string, what: string, question: string): StepDraft {
    return {
      id: `work-${toSlug(part)}`,
      agentType: AgentType.KNOWLEDGE,
      description: `Work out ${what}${sayWithout(goal)}`,
      question,
      consumes,
      successCriterion: `${what} is settled, with sources`,
    };
  }
}

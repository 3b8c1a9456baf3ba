import { AgentType } from "@convoke/core";
import { toSlug } from "../../text/phrases.ts";
import { makeStepsDistinct } from "../distinct-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import type { StepDraft } from "../step-draft.ts";
import { sayOne, sayThe, sayWith, sayWithout } from "../wording.ts";

/** One specification per part ("endpoints, data model and errors of the API"), then a check that they fit together. */
export const designParts = defineMethod({
  name: "design-parts",
  description: "Specify the parts of something before it is made",
  goal: { intents: ["design"] },
  subtasks(goal) {
    const subject = sayThe(goal);
    const whole = /\s(?:of|for)\s+(?:the |our |my )?(.+)$/i.exec(goal.object);
    const research = createResearchSteps(goal, [
      {
        subject: whole?.[1] ?? goal.object,
        question: `What are proven designs for ${sayOne(goal)}${sayWith(goal)}?`,
        description: `Look for proven designs for ${sayOne(goal)}${sayWith(goal)}`,
      },
    ]);
    const parts = makeStepsDistinct(
      goal.objects.map((object): StepDraft => ({
        id: `specify-${toSlug(object.replace(/\s(?:of|for)\s.*$/i, ""))}`,
        agentType: AgentType.CODE,
        description: `Specify ${sayThe(goal, object)}${sayWith(goal)}${sayWithout(goal)}`,
        consumes: research.known,
        effort: 0.4,
        successCriterion: `${sayThe(goal, object)} can be implemented without further questions`,
      })),
    );
    const names = parts.map((part) => part.id);
    const details = [
      ...goal.features.map((feature) => `${feature} in ${subject}`),
      ...(goal.requirements ?? []).map((requirement) => `how ${subject} must ${requirement}`),
    ].map((detail): StepDraft => ({
      id: `specify-${toSlug(detail)}`,
      agentType: AgentType.CODE,
      description: `Specify ${detail}`,
      consumes: names,
      effort: 0.2,
      successCriterion: `nothing about ${detail} is left open`,
    }));
    const steps = [...parts, ...makeStepsDistinct(details, parts)];
    return {
      steps: [
        ...research.steps,
        ...steps,
        {
          id: "check-design",
          agentType: AgentType.REVIEW,
          description:
            goal.objects.length > 1
              ? `Check that ${subject} fit together`
              : `Check ${subject} for contradictions and gaps`,
          consumes: steps.map((part) => part.id),
          produces: ["design"],
          successCriterion: `no contradiction is left in ${subject}`,
        },
      ],
    };
  },
});

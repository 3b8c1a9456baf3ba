import { AgentType } from "@convoke/core";
import { toSlug } from "../goal/phrases.ts";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import type { StepDraft } from "./step-draft.ts";
import { sayFound, sayStated, sayWith, sayWithout } from "./wording.ts";

/** One specification per part ("endpoints, data model and errors of the API"), then a check that they fit together. */
export const designParts = defineMethod({
  name: "design-parts",
  description: "Specify the parts of something before it is made",
  applies: ({ intent }) => (intent === "design" ? 0.8 : 0),
  expand(goal) {
    const whole = /\s(?:of|for)\s+(?:the |our |my )?(.+)$/i.exec(goal.object);
    const research = createResearchSteps(goal, [
      {
        subject: whole?.[1] ?? goal.object,
        question: `Proven designs for ${goal.object}${sayStated(goal)}`,
        description: `Look for proven designs for ${goal.object}${sayWith(goal)}`,
      },
    ]);
    const parts = goal.objects.map((object): StepDraft => ({
      id: `specify-${toSlug(object.replace(/\s(?:of|for)\s.*$/i, ""))}`,
      agentType: AgentType.CODE,
      description: `Specify ${object}${sayWith(goal)}${sayWithout(goal)}${sayFound(goal)}`,
      consumes: research.known,
      effort: 0.4,
      successCriterion: `${object} can be implemented without further questions`,
    }));
    const steps = [...new Map(parts.map((part) => [part.id, part])).values()];
    return {
      steps: [
        ...research.steps,
        ...steps,
        {
          id: "check-design",
          agentType: AgentType.REVIEW,
          description: `Check that ${goal.object} fit together`,
          consumes: steps.map((part) => part.id),
          produces: ["design"],
          successCriterion: `no contradiction is left in ${goal.object}`,
        },
      ],
    };
  },
});

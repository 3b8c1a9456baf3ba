import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayFound, sayWithout } from "./wording.ts";

/** Facts, outline, text, review. */
export const writeDocument = defineMethod({
  name: "write-document",
  description: "Write a text for people: an article, a guide, a report, documentation",
  applies: ({ intent }) => (intent === "document" ? 0.8 : 0),
  expand(goal) {
    const subject = /\b(?:about|on|for|of)\s+(.+)$/i.exec(goal.object)?.[1] ?? goal.object;
    const research = createResearchSteps(goal, [
      { subject, question: subject, description: `Gather facts and sources for ${goal.object}` },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "outline",
          agentType: AgentType.PLANNER,
          description: `Outline ${goal.object}: readers, parts, main statement${sayFound(goal)}`,
          task: `Outline readers, parts and main statement of ${goal.object}`,
          consumes: research.known,
          produces: ["plan"],
          successCriterion: `each part of ${goal.object} has one statement to make`,
        },
        {
          id: "write",
          agentType: AgentType.KNOWLEDGE,
          description: `Write ${goal.object}${sayWithout(goal)}`,
          question: `What should ${goal.object} say about ${subject}?`,
          consumes: ["plan", ...research.known],
          produces: ["text"],
          successCriterion: `${goal.object} follows the outline and gives its sources`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the facts and the language of ${goal.object}`,
          consumes: ["text", ...research.known],
          successCriterion: `every statement in ${goal.object} has a source or is marked as opinion`,
        },
      ],
    };
  },
});

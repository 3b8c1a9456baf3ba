import { AgentType } from "@convoke/core";
import { capitalize } from "./wording.ts";
import { defineMethod } from "./method.ts";

/** Tests or a review of something that exists, then a list of what was found. */
export const checkWork = defineMethod({
  name: "check-work",
  description: "Test or review something that exists",
  applies: ({ intent }) => (intent === "test" || intent === "review" ? 0.8 : 0),
  expand(goal) {
    const isTest = goal.intent === "test";
    const checks = goal.objects.map((object, index) => ({
      id: `${isTest ? "test" : "review"}-${index + 1}`,
      agentType: isTest ? AgentType.TEST : AgentType.REVIEW,
      description: `${capitalize(goal.verb)} ${object}`,
      consumes: ["code-base"],
      successCriterion: isTest
        ? `the outcome for ${object} is known and can be repeated`
        : `each finding on ${object} names its place and weight`,
    }));
    return {
      given: ["code-base"],
      steps: [
        ...checks,
        {
          id: "resolve-findings",
          agentType: AgentType.DEBUG,
          description: `Find the causes of what came to light in ${goal.object}`,
          consumes: checks.map((check) => check.id),
          successCriterion: `each failure or finding in ${goal.object} has a cause and a proposed remedy`,
        },
      ],
    };
  },
});

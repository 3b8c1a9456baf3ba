import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import { capitalize, sayFound, sayStated, sayWith, sayWithout } from "./wording.ts";

/** Prepares the way back first, then ships, then looks whether it runs. */
export const deployOrRelease = defineMethod({
  name: "deploy-or-release",
  description: "Bring software that exists to where it is used",
  applies: ({ intent }) => (intent === "deploy" ? 0.8 : 0),
  expand(goal) {
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const aim = `${goal.verb} ${goal.object}`;
    const research = createResearchSteps(goal, [
      {
        subject: [goal.object, ...goal.technologies].join(" "),
        question: `How to ${aim}${sayStated(goal)}${sayWithout(goal)}: settings, secrets, known problems`,
        description: `Find out what it takes to ${aim}${tools}`,
      },
    ]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "prepare-release",
          agentType: AgentType.CODE,
          description: `Prepare settings, secrets and a way back for ${goal.object}${tools}${sayFound(goal)}`,
          consumes: ["code-base", ...research.known],
          produces: ["release"],
          effort: 0.5,
          successCriterion: `${goal.object} can be rolled out and rolled back with one command each`,
        },
        {
          id: "test-release",
          agentType: AgentType.TEST,
          description: `Run all tests of ${goal.object} on what will be shipped`,
          consumes: ["release"],
          produces: ["test-report"],
          successCriterion: `no test of ${goal.object} fails`,
        },
        {
          id: "roll-out",
          agentType: AgentType.CODE,
          description: `${capitalize(aim)}${tools}`,
          consumes: ["release", "test-report"],
          produces: ["running-system"],
          successCriterion: `${goal.object} is in the place where it is used`,
        },
        {
          id: "check-running",
          agentType: AgentType.TEST,
          description: `Check that ${goal.object} runs and that the way back works`,
          consumes: ["running-system", "release"],
          effort: 0.5,
          successCriterion: `${goal.object} answers, its log is clean, and the way back was tried`,
        },
      ],
      risks: [`Rolling out ${goal.object} needs access rights that the agents must be given.`],
    };
  },
});

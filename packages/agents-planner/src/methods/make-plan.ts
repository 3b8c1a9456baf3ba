import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayLimits, sayWith, sayWithout } from "./wording.ts";

/** For a goal part that asks for a plan: the planner makes it from what earlier parts found. */
export const makePlan = defineMethod({
  name: "make-plan",
  description: "Hand the making of a plan to the planner, with what is known by then",
  goal: { intents: ["plan"] },
  subtasks(goal) {
    const { known } = createResearchSteps(goal, []);
    return {
      steps: [
        {
          id: "make-plan",
          agentType: AgentType.PLANNER,
          description: `Make the ${goal.object}${sayWith(goal)}${sayWithout(goal)}${sayLimits(goal)}`,
          task: `Make the ${goal.object}${sayWith(goal)}${sayWithout(goal)}${sayLimits(goal)}`,
          consumes: known,
          produces: ["plan"],
          successCriterion: `the ${goal.object} can be carried out step by step`,
        },
      ],
    };
  },
});

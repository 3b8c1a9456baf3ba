import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const meal =
  /\b(?:meals?|meal (?:plan|prep)|dinners?|lunch(?:es)?|breakfasts?|brunch|menu|buffet|(?:three|four|five|\d)-course|dish(?:es)?|cake|weekly menu)\b/i;

/** Who eats what, dishes that fit together, one shopping list, the order of the work. */
export const planMeals = defineMethod({
  name: "plan-meals",
  description: "Cook a meal or plan meals: dishes, shopping, the order of the work",
  goal: {
    where: ({ verb, intent, object }) =>
      /^(?:cook|bake)$/.test(verb) ||
      (/^(?:other|plan)$/.test(intent) &&
        /^(?:prepare|plan|organi[sz]e|make|)$/.test(verb) &&
        meal.test(object.replace(/\s(?:for|with)\s.*$/i, "")) &&
        !/\bparty\b/i.test(object)),
  },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `dishes ${goal.object}`,
        question: `Which dishes suit ${one}${without}?`,
        description: `Find dishes that suit ${one}${without}`,
      },
    ]);
    const details = createDetailSteps(goal, []);
    return {
      steps: [
        ...research.steps,
        ...details,
        {
          id: "choose-dishes",
          agentType: AgentType.REVIEW,
          description: `Choose the dishes of ${the}: diets, season, what can be made beforehand${without}${limits}`,
          consumes: [...research.known, ...details.map(({ id }) => id)],
          produces: ["dishes"],
          successCriterion: `everybody who shares ${the} can eat enough of it`,
        },
        {
          id: "list-shopping",
          agentType: AgentType.CODE,
          description: `Work out the shopping list for ${the} with amounts and prices${limits}`,
          consumes: ["dishes"],
          produces: ["shopping-list"],
          effort: 0.3,
          successCriterion: `the list for ${the} adds up the same ingredients and leaves out what is at hand`,
        },
        {
          id: "plan-work",
          agentType: AgentType.PLANNER,
          description: `Plan who prepares what and when for ${the}`,
          task: `Design the preparation, the cooking order and the timing of ${the}`,
          consumes: ["dishes"],
          produces: ["plan"],
          successCriterion: `no two dishes of ${the} need the same stove or pair of hands at once`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check ${the} for allergies, amounts and what goes stale`,
          consumes: ["shopping-list", "plan"],
          effort: 0.5,
          successCriterion: `nothing is missing for ${the} and nothing is left to throw away`,
        },
      ],
    };
  },
});

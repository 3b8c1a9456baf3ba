import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";

/** A goal that could not be parsed: one research step with its words as they are, rather than nonsense. */
export const unreadableGoal = defineMethod({
  name: "unreadable-goal",
  description: "A goal in another language, or without words",
  applies: ({ readable }) => (readable ? 0 : 1),
  expand(goal) {
    return {
      steps: [
        {
          id: "research-goal",
          agentType: AgentType.KNOWLEDGE,
          description: `Find out what is asked and what is known: ${goal.object}`,
          question: goal.text,
          consumes: goal.research === undefined ? [] : ["research"],
          successCriterion: `what “${goal.object}” asks for is known, with sources`,
        },
      ],
      risks: [
        `The plan for “${goal.object}” is no more than a first look: state the goal in English for a whole one.`,
      ],
    };
  },
});

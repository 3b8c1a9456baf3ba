import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";

/** A goal that could not be parsed: one research step with its words as they are, rather than nonsense. */
export const unreadableGoal = defineMethod({
  name: "unreadable-goal",
  description: "A goal in another language, or without anything that says what shall be done",
  goal: ({ readable }) => (readable ? 0 : 1),
  subtasks(goal) {
    return {
      steps: [
        {
          id: "research-goal",
          agentType: AgentType.KNOWLEDGE,
          description: `Find out what “${goal.object}” asks for`,
          question: goal.text,
          consumes: goal.research === undefined ? [] : ["research"],
          successCriterion: `it is known what “${goal.object}” asks for, with sources`,
        },
      ],
      risks: [
        `The plan for “${goal.object}” is no more than a first look: say in an English sentence what shall be done for a whole one.`,
      ],
    };
  },
});

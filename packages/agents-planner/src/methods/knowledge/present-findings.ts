import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

/** For a part of a goal: what earlier parts found, as charts or tables that a reader takes in at a glance. */
export const presentFindings = defineMethod({
  name: "present-findings",
  description: "Show what earlier steps have found",
  goal: {
    verbs: ["show", "present", "visualize", "visualise", "plot", "chart", "give", "list", "highlight"],
    where: ({ earlierResearch = [] }) => earlierResearch.length > 0,
  },
  subtasks(goal) {
    const { the, without } = sayGoal(goal);
    const known = goal.earlierResearch ?? [];
    return {
      steps: [
        {
          id: "present",
          agentType: AgentType.CODE,
          description: `${capitalize(goal.verb)} ${the} in tables and charts, the most important first${without}`,
          consumes: known,
          produces: ["presentation"],
          effort: 0.5,
          successCriterion: `${the} can be told from the titles of the charts alone`,
        },
        {
          id: "check-presentation",
          agentType: AgentType.REVIEW,
          description: `Check that the charts of ${the} show what was found, no more and no less`,
          consumes: ["presentation", ...known],
          effort: 0.5,
          successCriterion: `no axis, scale or colour makes ${the} look larger or smaller`,
        },
      ],
    };
  },
});

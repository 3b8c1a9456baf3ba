import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { isAboutSoftware } from "../goal-traits.ts";

/** What counts as news, where it shows, a first reading, then the same reading again and again, and who is told. */
export const watchChanges = defineMethod({
  name: "watch-changes",
  description: "Keep an eye on something outside, such as prices or rules, and tell when it changes",
  goal: {
    verbs: ["monitor", "track", "watch", "follow", "keep an eye on"],
    where: (goal) => goal.technologies.length === 0 && !isAboutSoftware(goal),
  },
  subtasks(goal) {
    const { the, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `sources ${goal.object}`,
        question: `In which sources do ${the} show, how often do they change, and may they be read by a program?`,
        description: `Find out in which sources one sees ${the}, and whether a program may read them`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "set-thresholds",
          agentType: AgentType.REVIEW,
          description: `Set which changes of ${the} matter, to whom, and how soon they must know`,
          produces: ["thresholds"],
          effort: 0.3,
          successCriterion: `three past changes of ${the} are rightly told apart as news or noise`,
        },
        {
          id: "read-once",
          agentType: AgentType.BROWSER,
          description: `Read ${the} once from each source and keep the values with their date${without}`,
          consumes: research.known,
          produces: ["first-reading"],
          successCriterion: `the values for ${the} agree with what a person sees on the page`,
        },
        {
          id: "build-watch",
          agentType: AgentType.CODE,
          madeWith: ["browser-automation", "http-client", "language"],
          description: `Write a program that reads ${the} on a schedule, compares with the last reading and reports changes`,
          consumes: ["first-reading", "thresholds"],
          produces: ["watch"],
          successCriterion: `a change of ${the} made on purpose is reported, and an unreadable source too`,
        },
        {
          id: "test-watch",
          agentType: AgentType.TEST,
          description: `Test the watch over ${the} with changed, missing and moved values`,
          consumes: ["watch", "first-reading"],
          successCriterion: `no false alarm about ${the} and no missed change in the trial`,
        },
      ],
    };
  },
});

import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayLimits, sayOne, sayWithout } from "../wording.ts";

/** "Improve my English": nothing that is made of code. */
function isOwnSkill({ verb, text, object, technologies }: Goal): boolean {
  const isOwn = verb === "improve" && /\bmy\b/i.test(text);
  return isOwn && technologies.length === 0 && classifyThing(object) === undefined;
}

/** What there is to learn, from what, in which stages, with what practice. */
export const learnSkill = defineMethod({
  name: "learn-skill",
  description: "Learn a language, an instrument, a technology or another skill",
  goal: { where: (goal) => goal.intent === "learn" || isOwnSkill(goal) },
  subtasks(goal) {
    const isActivity = /^to\s/i.test(goal.object) || goal.verb.endsWith(" to");
    const [, skill = goal.object, when = ""] =
      /^(.+?)(\s(?:before|until|so that|because)\s.+)?$/i.exec(goal.object) ?? [];
    const aim = `${goal.verb} ${isActivity ? skill : sayOne(goal, skill)}${when}`;
    const limits = sayLimits(goal);
    const without = sayWithout(goal);
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: isActivity ? `How do you ${aim}?` : `What is ${sayOne(goal, skill)}?`,
        description: `Find out what a learner needs to know first in order to ${aim}`,
      },
      {
        subject: `courses and exercises for ${goal.object}`,
        question: `Which courses, books and exercises help to ${aim}?`,
        description: `Find courses, books and exercises that help to ${aim}${without}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the stages in which to ${aim}${limits}${without}`,
          task: `Design the stages in which to ${aim}${limits}${without}`,
          consumes: research.known,
          successCriterion: `each stage has an aim, its hours and a way to see that the aim is reached`,
        },
        {
          id: "choose-practice",
          agentType: AgentType.KNOWLEDGE,
          description: `Choose exercises and a small project for each stage of the plan to ${aim}`,
          question: `Which exercises and projects suit somebody who wants to ${aim}?`,
          consumes: ["plan", ...research.known],
          produces: ["practice"],
          successCriterion: `each stage of the plan to ${aim} has something to do, not only to read`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check that the plan to ${aim} is realistic${limits}`,
          consumes: ["plan", "practice"],
          successCriterion: `the hours of the plan to ${aim} fit into the time that there is`,
        },
      ],
    };
  },
});

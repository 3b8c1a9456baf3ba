import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const people =
  /\b(?:onboarding (?:of|for) (?:new )?(?:customers?|employees?|staff|colleagues?|hires?)|process(?:es)?|retention|churn|customer (?:support|service|satisfaction|experience)|support team|hiring|recruiting|meetings?|communication|morale|motivation|turnover|collaboration|team ?work|satisfaction|response rate|hand-?over|on-call|stand-?ups?|code reviews|waiting times?|sick days|productivity|engagement|culture|no-shows|returns|complaints|cancell?ations|stress|employees?|shifts?|hand over|waste|noise|patients?|pupils|students|guests|volunteers|attendance|absenteeism|delivery times?|sales team|wards?|canteen|warehouse|hospital|clinic|kindergarten|restaurant|donations|working hours|overtime|how (?:we|our|people|the team)\b.*)\b/i;

/** What happens today in figures and in the words of those concerned, causes, a change on trial, the same figures again. */
export const improveProcess = defineMethod({
  name: "improve-process",
  description: "Make the way in which people work together or are served better",
  goal: { intents: ["improve", "other", "fix"], where: isProcess },
  subtasks(goal) {
    const { the, limits, without } = sayGoal(goal);
    const verb = goal.intent === "improve" ? goal.verb : goal.verb || "improve";
    const aim = `${verb} ${the}${verb === "make" ? ` ${goal.features.join(" and ")}` : ""}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What has helped others to ${aim}?`,
        description: `Find out what has helped others to ${aim}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "measure-today",
          agentType: AgentType.CODE,
          description: `Record today's figures that show how it stands before you ${aim}`,
          produces: ["baseline"],
          effort: 0.5,
          successCriterion: `one figure tells whether it worked to ${aim}`,
        },
        {
          id: "ask-people",
          agentType: AgentType.REVIEW,
          description: `Collect what those concerned say goes wrong today, in order to ${aim}`,
          produces: ["voices"],
          successCriterion: `at least five people are heard before anybody begins to ${aim}`,
        },
        {
          id: "find-causes",
          agentType: AgentType.REVIEW,
          description: `Find the causes that stand in the way when you ${aim}, and rank them by weight`,
          consumes: ["baseline", "voices", ...research.known],
          produces: ["causes"],
          successCriterion: `each cause that stands in the way to ${aim} has a figure or several voices behind it`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan a small trial of the most promising change in order to ${aim}${limits}${without}`,
          task: `Design the trial, its duration and its measure in order to ${aim}${limits}${without}`,
          consumes: ["causes", ...research.known],
          successCriterion: `the trial says beforehand which figure ends it, so as to ${aim}`,
        },
        {
          id: "prepare-change",
          agentType: AgentType.KNOWLEDGE,
          description: `Write what those concerned need to know and to have for the trial, in order to ${aim}`,
          question: `What do people need for the trial, in order to ${aim}?`,
          consumes: ["plan"],
          produces: ["instructions"],
          successCriterion: `nobody has to ask what to do differently so as to ${aim}`,
        },
        {
          id: "compare",
          agentType: AgentType.CODE,
          description: `Set the figures of the trial against those from before, in order to ${aim} and keep what works`,
          consumes: ["instructions", "baseline"],
          successCriterion: `it is decided by figures whether the change stays, so as to ${aim}`,
        },
      ],
    };
  },
});

function isProcess({ object, text, technologies, intent }: Goal): boolean {
  if (technologies.length > 0 || intent === "fix") return false;
  const head = object.replace(/\s(?:so that|because)\s.*$/i, "");
  if (
    !people.test(head) ||
    /\b(?:code|api|app|page|script|build|checkout|deployment|ci|queue|worker|module|form)\b/i.test(head)
  )
    return false;
  return intent === "improve" || /^(?:improve|increase|shorten|streamline)\b/i.test(text);
}

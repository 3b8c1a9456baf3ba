import { AgentType } from "@convoke/core";
import { isPlural } from "../../goal/noun-phrase.ts";
import { defineMethod } from "../method.ts";
import { createDetailSteps } from "./detail-steps.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** What the work is and pays, the advertisement, where to look, the same questions for everybody, the offer. */
export const hireSomebody = defineMethod({
  name: "hire-somebody",
  description: "Find, choose and win somebody for a position",
  goal: { verbs: ["hire", "recruit", "headhunt"] },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const isMany = isPlural(goal.object) || /^(?:two|three|four|five|six|\d+) /i.test(goal.object);
    const research = createResearchSteps(goal, [
      {
        subject: `salary and market ${goal.object}`,
        question: `What ${isMany ? "do" : "does"} ${one} earn, and how scarce are such people?`,
        description: `Find out what ${one} ${isMany ? "earn" : "earns"} and how scarce such people are`,
      },
      {
        subject: `channels to reach ${goal.object}`,
        question: `Where do people look for work who could be ${one}?`,
        description: `Find out through which channels ${one} ${isMany ? "are" : "is"} reached`,
      },
    ]);
    const details = createDetailSteps(goal, []);
    return {
      steps: [
        ...research.steps,
        {
          id: "describe-position",
          agentType: AgentType.REVIEW,
          description: `Set out what ${the} shall achieve in the first year, what that requires, and what can be learnt`,
          produces: ["profile"],
          effort: 0.5,
          successCriterion: `each requirement of ${the} is marked as needed or welcome, none of them twice the job`,
        },
        ...details,
        {
          id: "write-advertisement",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the advertisement for ${one} with tasks, pay and steps of the selection${without}`,
          question: `What should the advertisement for ${one} say?`,
          consumes: ["profile", ...research.known, ...details.map(({ id }) => id)],
          produces: ["advertisement"],
          successCriterion: `the advertisement for ${the} shuts nobody out who could do the work`,
        },
        {
          id: "design-selection",
          agentType: AgentType.REVIEW,
          description: `Prepare the same questions, a work sample and a scale of marks for all who apply as ${one}`,
          consumes: ["profile"],
          produces: ["selection"],
          successCriterion: `each requirement of ${the} has a question or a task that shows it`,
        },
        {
          id: "plan-search",
          agentType: AgentType.PLANNER,
          description: `Plan the search for ${the} from the advertisement to the first day${limits}`,
          task: `Design the stages, the dates and the responsibilities of the search for ${the}${limits}`,
          consumes: ["advertisement", "selection", ...research.known],
          produces: ["plan"],
          successCriterion: `each stage of the search for ${the} has a date and somebody${limits}`,
        },
        {
          id: "post-advertisement",
          agentType: AgentType.BROWSER,
          description: `Post the advertisement for ${one} in the channels that were found`,
          consumes: ["advertisement", "plan"],
          produces: ["postings"],
          successCriterion: `the advertisement for ${the} can be found in each channel`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the selection of ${one} for fairness and for what the law forbids to ask`,
          consumes: ["advertisement", "selection"],
          successCriterion: `no question to somebody who wants to be ${one} may cause a complaint`,
        },
      ],
      risks: [`Who becomes ${one} is decided by people; the plan prepares that decision.`],
    };
  },
});

import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const change =
  /\b(?:roll-?out|introduction|adoption|change management|re-?organi[sz]ation|transition to|switch(?:over)? to|relaunch|merger|restructuring)\b/i;

/** Who is touched and how, what they gain and fear, a pilot, training and help, the date, and how it is going. */
export const introduceChange = defineMethod({
  name: "introduce-change",
  description: "Introduce something new to many people: a tool, a rule, a way of working",
  goal: { intents: ["other", "plan", "add", "deploy"], where: isChange },
  subtasks(goal) {
    const { the, one, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `experience with ${goal.object}`,
        question: `What did others learn from something like ${one}?`,
        description: `Find out what others learnt from something like ${one}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "list-people",
          agentType: AgentType.REVIEW,
          description: `List who is touched by ${the}: what each group gains, loses and must learn`,
          produces: ["groups"],
          successCriterion: `each group touched by ${the} has somebody who speaks for it`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the stages of ${the} with a pilot, a date for all and a way back${limits}${without}`,
          task: `Design the pilot, the stages and the way back of ${the}${limits}${without}`,
          consumes: ["groups", ...research.known],
          successCriterion: `each stage of ${the} has a condition under which the next one begins`,
        },
        {
          id: "write-messages",
          agentType: AgentType.KNOWLEDGE,
          description: `Write what each group is told about ${the}, when, and by whom`,
          question: `What should each group be told about ${the}?`,
          consumes: ["plan", "groups"],
          produces: ["messages"],
          successCriterion: `nobody learns of ${the} from the corridor`,
        },
        {
          id: "prepare-training",
          agentType: AgentType.KNOWLEDGE,
          description: `Prepare the training and the help for ${the}, on the cases that people have every day`,
          question: `Which training and help does ${the} need?`,
          consumes: ["plan", "groups"],
          produces: ["training"],
          successCriterion: `after the training for ${the}, an everyday case takes no longer than before`,
        },
        {
          id: "judge-pilot",
          agentType: AgentType.REVIEW,
          description: `Set how the pilot of ${the} is judged, and what is changed before everybody follows`,
          consumes: ["plan", "messages", "training"],
          successCriterion: `the pilot of ${the} can end in going on, changing or stopping`,
        },
      ],
    };
  },
});

const place =
  /\b(?:employees?|staff|users?|team|teams|company|departments?|people|office|offices|school|stores|branches|\d+)\b/i;
const organisation =
  /\s(?:in|at|into|to|across|within|for) (?:the|our|my|all|every|a) (?:[\w-]+ )?(?:company|team|teams|school|office|department|organi[sz]ation|hospital|clinic|ward|factory|warehouse|firm|agency|staff|employees|association|club|business)\b/i;

/** "Introduce OKRs in our company": people take it up, no program does. */
function isChange({ object, technologies, verb }: Goal): boolean {
  if (technologies.length > 0) return false;
  if (/^(?:introduce|roll out|establish)$/.test(verb) && organisation.test(object))
    return classifyThing(object) === undefined;
  return (
    !/^(?:add|integrate|implement|enable|support|deploy|release)$/.test(verb) &&
    change.test(object) &&
    place.test(object)
  );
}

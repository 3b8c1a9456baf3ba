import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** Where one stands, what works, weekly stages, obstacles, and a way to see progress: for what takes months, not skill alone. */
export const personalGoal = defineMethod({
  name: "personal-goal",
  description: "Reach something by doing a little every week: fitness, savings, a habit",
  goal: { where: isPersonalGoal },
  subtasks(goal) {
    const { one, limits, without } = sayGoal(goal);
    // "create a training plan for a beginner who wants to do ten pull-ups": to do them is the aim
    const [, action] = / (?:wants? to|plan to|program(?:me)? to|schedule to) (.+)$/i.exec(goal.object) ?? [];
    const aim = action ?? `${goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What has been shown to help people ${aim}, and what harms?`,
        description: `Find out what has been shown to help people ${aim}, and what harms`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "record-start",
          agentType: AgentType.REVIEW,
          description: `Record where things stand before one begins to ${aim}: figures, time, limits of health and money`,
          produces: ["starting-point"],
          effort: 0.4,
          successCriterion: `the distance that it takes to ${aim} is known in figures`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the weeks in which to ${aim}${limits}${without}`,
          task: `Design the weekly stages in which to ${aim}${limits}${without}`,
          consumes: [...research.known, "starting-point"],
          successCriterion: `each week has a figure that shows whether it is on course to ${aim}`,
        },
        {
          id: "plan-obstacles",
          agentType: AgentType.KNOWLEDGE,
          description: `Collect what usually stops people who want to ${aim}, with an answer to each`,
          question: `What usually stops people who want to ${aim}, and what helps then?`,
          consumes: research.known,
          produces: ["obstacles"],
          successCriterion: `each obstacle for those who want to ${aim} has an answer that was decided beforehand`,
        },
        {
          id: "set-up-record",
          agentType: AgentType.CODE,
          description: `Set up a simple record that shows each week how far it is to ${aim}`,
          consumes: ["plan"],
          produces: ["record"],
          effort: 0.3,
          optional: true,
          successCriterion: `the record takes a minute a week and shows the way left to ${aim}`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check that the plan to ${aim} is safe and realistic${limits}`,
          consumes: ["plan", "obstacles"],
          successCriterion: `somebody with a job and bad days can still ${aim}${limits}`,
        },
      ],
    };
  },
});

function isPersonalGoal({ verb, object, text, technologies }: Goal): boolean {
  if (technologies.length > 0) return false;
  if (verb === "train") return /^for\b/i.test(object);
  if (/^(?:lose|gain|quit)$/.test(verb))
    return /\b(?:kg|kilos?|pounds?|lbs|weight|fat|muscle|smoking|alcohol|sugar|coffee)\b/i.test(object);
  if (verb === "save")
    return (
      /\b(?:\d[\d.,]*k?|money|dollars|euros?|usd|eur|pounds)\b/i.test(object) &&
      !/\b(?:as|to|in) (?:csv|json|pdf|excel|a file|the database)\b/i.test(text)
    );
  if (verb === "run") return /\b(?:marathon|\d+ ?k(?:m)?\b|race)\b/i.test(object);
  if (verb === "pay off") return true;
  if (
    /^(?:improve|fix|boost|raise|lower|reduce|get)$/.test(verb) &&
    /\bmy\b/i.test(text) &&
    /^(?:my )?(?:sleep|health|posture|diet|weight|credit score|stress(?: level)?|blood pressure|screen time|fitness|stamina|habits?|memory|concentration|mood)\b/i.test(
      object,
    )
  )
    return true;
  if (/^(?:get|put|bring|sort out)$/.test(verb) && /\b(?:finances|life|health|money|debts?)\b/i.test(object))
    return true;
  if (
    /^(?:build|build up|create|start|save|grow)$/.test(verb) &&
    /\b(?:emergency fund|nest egg|savings|(?:morning|evening|daily|exercise|workout|reading) (?:routine|habit)s?)\b/i.test(
      object,
    )
  )
    return true;
  if (
    verb === "start" &&
    /^(?:investing|saving|running|exercising|meditating|working out|journaling|swimming|cycling|jogging|budgeting)\b/i.test(
      object,
    )
  )
    return true;
  if (
    /^(?:create|make|build|write|plan|design)$/.test(verb) &&
    /\b(?:training|workout|exercise|running|fitness) (?:plan|schedule|program(?:me)?) (?:for (?:a |an |my |me|the )?(?:beginners?|\w+)? ?(?:who|to|marathon|half|5k|10k|race)|to )/i.test(
      text,
    )
  )
    return true;
  if (verb === "stop") return /\b(?:smoking|drinking|procrastinating|biting|snacking)\b/i.test(object);
  return (
    /^(?:get|become)$/.test(verb) && /\b(?:fit|in shape|out of debt|debt[- ]free|healthier)\b/i.test(object)
  );
}

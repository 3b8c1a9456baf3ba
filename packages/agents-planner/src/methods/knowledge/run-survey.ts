import { AgentType } from "@convoke/core";
import { createDetailSteps } from "../everyday/detail-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const asking =
  /\b(?:surveys?|questionnaires?|user (?:interviews?|research|testing)|(?:customer|user|exit|stakeholder) interviews?|usability (?:tests?|study)|focus groups?|polls?)\b/i;

/** What shall be decided by it, whom to ask, questions that lead nobody, a trial, the answers and what they mean. */
export const runSurvey = defineMethod({
  name: "run-survey",
  description: "Ask people: a survey, interviews, a usability test",
  goal: {
    where: ({ object, verb }) =>
      asking.test(object.replace(/\s(?:for|about|on|of|with|among|in|from|at)\s.*$/i, "")) &&
      !/\b(?:app|tool|results?|responses|answers|system|software|widget|form builder)\b/i.test(
        object.replace(/\s(?:about|on)\s.*$/i, ""),
      ) &&
      /^(?:|conduct|run|do|create|make|design|prepare|organi[sz]e|carry out|set up|write|plan|build|draft|send)$/.test(
        verb,
      ),
  },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `sampling and wording ${goal.object}`,
        question: `Which answers exist already, and what is known about asking for ${one}?`,
        description: `Find out which answers to ${one} exist already`,
      },
    ]);
    const isTalk = /\b(?:interviews?|testing|tests?|study|focus groups?)\b/i.test(goal.object);
    const details = createDetailSteps(goal, []);
    return {
      steps: [
        ...research.steps,
        {
          id: "set-purpose",
          agentType: AgentType.REVIEW,
          description: `Set what ${the} shall decide, whom it asks, and how many answers are enough`,
          produces: ["purpose"],
          effort: 0.4,
          successCriterion: `each question of ${the} belongs to a decision`,
        },
        ...details,
        {
          id: "write-questions",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the questions of ${the} so that none suggests its answer${without}`,
          question: `Which questions should ${one} ask, in which order?`,
          consumes: ["purpose", ...research.known, ...details.map(({ id }) => id)],
          produces: ["questions"],
          successCriterion: `${the} takes few minutes and asks one thing at a time`,
        },
        {
          id: "find-people",
          agentType: AgentType.BROWSER,
          description: `Find where the people for ${the} are reached, and prepare the call to them`,
          consumes: ["purpose"],
          produces: ["invitation"],
          successCriterion: `those who answer ${the} are like those whom it is about`,
        },
        {
          id: "try-out",
          agentType: AgentType.TEST,
          description: `Try ${the} on three people who think aloud, and mend what they misread`,
          consumes: ["questions"],
          produces: ["tried-questions"],
          effort: 0.5,
          successCriterion: `all three read the questions of ${the} alike`,
        },
        {
          id: "collect-answers",
          agentType: AgentType.BROWSER,
          description: `${capitalize(verbFor(goal.verb))} ${one}${limits}: ${isTalk ? "invite, listen, take notes" : "send it out, remind once, close it"}`,
          consumes: ["tried-questions", "invitation"],
          produces: ["answers"],
          successCriterion: `${the} has as many answers as were said to be enough`,
        },
        {
          id: "analyse-answers",
          agentType: AgentType.CODE,
          description: `Count and group the answers to ${the}, and say which differences are more than chance`,
          consumes: ["answers", "purpose"],
          produces: ["figures"],
          successCriterion: `each decision that ${the} was for has its figure`,
        },
        {
          id: "report",
          agentType: AgentType.REVIEW,
          description: `Say what the answers to ${the} mean, and what they do not show`,
          consumes: ["figures", "purpose"],
          successCriterion: `each recommendation from ${the} rests on a figure or a quotation`,
        },
      ],
    };
  },
});

function verbFor(verb: string): string {
  return /^(?:conduct|run|do|carry out)$/.test(verb) ? verb : "run";
}

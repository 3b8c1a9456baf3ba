import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** What others get, both sides' interests, the way out without agreement, offers in order, words for the hard moments. */
export const prepareNegotiation = defineMethod({
  name: "prepare-negotiation",
  description: "Get ready to negotiate: a salary, a price, a contract",
  goal: {
    where: ({ verb, object, intent, technologies }) =>
      technologies.length === 0 &&
      (/^(?:negotiate|renegotiate|haggle|convince|persuade)$/.test(verb) ||
        (intent === "other" &&
          /^(?:ask|get|request)$/.test(verb) &&
          /\b(?:raise|pay rise|promotion|discount|refund|better (?:price|deal|rate))\b/i.test(object)) ||
        (/^prepare$/.test(verb) && /\bnegotiations?\b/i.test(object))),
  },
  subtasks(goal) {
    const { one, limits } = sayGoal(goal);
    const aim = `${goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: `usual terms ${goal.object}`,
        question: `What do others get who ${aim}, and on which terms?`,
        description: `Find out what others get who ${aim}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "list-interests",
          agentType: AgentType.REVIEW,
          description: `List what both sides want, fear and could trade in order to ${aim}`,
          produces: ["interests"],
          successCriterion: `three things that cost one side little help the other to ${aim}`,
        },
        {
          id: "set-limits",
          agentType: AgentType.REVIEW,
          description: `Set the aim, the limit and what is done without agreement, before you ${aim}${limits}`,
          consumes: ["interests", ...research.known],
          produces: ["bounds"],
          successCriterion: `it is written down when not to ${aim}`,
        },
        {
          id: "prepare-arguments",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the opening, the reasons with figures and the answers to objections to ${aim}`,
          question: `Which reasons and answers help to ${aim}?`,
          consumes: ["interests", "bounds", ...research.known],
          produces: ["arguments"],
          successCriterion: `each likely objection has an answer that helps to ${aim}`,
        },
        {
          id: "rehearse",
          agentType: AgentType.REVIEW,
          description: `Rehearse how to ${aim} against somebody who says no three times`,
          consumes: ["arguments", "bounds"],
          successCriterion: `no answer in the rehearsal gives away the limit set to ${aim}`,
        },
      ],
    };
  },
});

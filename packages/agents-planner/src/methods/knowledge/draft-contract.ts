import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const legal =
  /\b(?:contracts?|agreements?|terms (?:of (?:service|use)|and conditions)|privacy (?:policy|notice)|nda|non-disclosure|(?:data processing|shareholder) agreement|lease|will|statutes|bylaws|code of conduct|cookie policy|licen[cs]e agreement|(?:remote work|travel|expense|security|hr|vacation) policy)\b/i;

/** What was agreed, what the law asks, the text, what could go wrong with it, and somebody who may give legal advice. */
export const draftContract = defineMethod({
  name: "draft-contract",
  description: "Draft a contract, terms or a policy for somebody with legal training to check",
  goal: {
    intents: ["document", "build", "other"],
    where: ({ object, verb, technologies }) =>
      /^(?:write|draft|create|prepare|make|produce|put together)$/.test(verb) &&
      technologies.length === 0 &&
      legal.test(object.replace(/\s(?:for|about|with|between|that|which)\s.*$/i, "")) &&
      !/\b(?:smart contract|contract tests?|api contract|generator|app|tool|parser)\b/i.test(object),
  },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `law on ${goal.object}`,
        question: `What does the law demand of ${one}, and which clauses are void?`,
        description: `Find out what the law demands of ${one}, and which clauses are void`,
      },
      {
        subject: `models of ${goal.object}`,
        question: `Which models and usual clauses are there for ${one}?`,
        description: `Find models and usual clauses of ${one}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "record-terms",
          agentType: AgentType.REVIEW,
          description: `Record who is bound by ${the}, what was agreed, and what is still open`,
          produces: ["terms"],
          effort: 0.5,
          successCriterion: `each open question to ${the} is put to those who can answer it`,
        },
        {
          id: "draft",
          agentType: AgentType.KNOWLEDGE,
          description: `${capitalize(goal.verb)} ${one} in plain words${without}`,
          question: `What should ${one} say?`,
          consumes: ["terms", ...research.known],
          produces: ["text"],
          successCriterion: `those who are bound by ${the} understand it without help`,
        },
        {
          id: "look-for-gaps",
          agentType: AgentType.REVIEW,
          description: `Play through what could go wrong under ${the}: delay, default, ending, dispute, data`,
          consumes: ["text", "terms"],
          produces: ["gaps"],
          successCriterion: `each case has an answer in ${the} or stands on a list`,
        },
        {
          id: "prepare-check",
          agentType: AgentType.REVIEW,
          description: `Prepare the questions on ${the} for somebody who may give legal advice`,
          consumes: ["text", "gaps", ...research.known],
          successCriterion: `a lawyer can answer the questions on ${the} within an hour`,
        },
      ],
      risks: [`Before anybody signs or publishes ${the}, somebody with legal training must check it.`],
    };
  },
});

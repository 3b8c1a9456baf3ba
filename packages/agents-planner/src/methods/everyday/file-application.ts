import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** Conditions and deadlines, papers, the form, a second pair of eyes, handing in, and asking after it. */
export const fileApplication = defineMethod({
  name: "file-application",
  description: "Apply for something at an authority, a school, a bank or a foundation",
  goal: {
    where: ({ verb, object, technologies }) =>
      technologies.length === 0 &&
      (/^(?:apply for|renew|register for|appeal|enrol in|enroll in)$/.test(verb) ||
        (/^(?:close|terminate|cancel|transfer|dispute)$/.test(verb) &&
          /\b(?:bank|savings|utility|phone|insurance|gym|lease|rental|contract|membership|subscription)s?\b/i.test(
            object,
          )) ||
        (/^(?:prepare|do|complete|fill in|fill out)$/.test(verb) &&
          /\b(?:tax returns?|visa application|insurance claim|expense report)\b/i.test(object)) ||
        (/^(?:get|request|obtain|file|submit|cancel|extend)$/.test(verb) && paper.test(object))) &&
      !/\b(?:certificates?|token|domain|session|ssl|tls|library|license key)\b.*\b(?:server|site|api|app)\b/i.test(
        object,
      ),
  },
  subtasks(goal) {
    const { one, the, limits } = sayGoal(goal);
    const aim = `${goal.verb} ${one}`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which conditions, papers, fees and deadlines apply to whoever wants to ${aim}?`,
        description: `Find out which conditions, papers, fees and deadlines apply in order to ${aim}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "check-conditions",
          agentType: AgentType.REVIEW,
          description: `Check which conditions for ${the} are met, and what is missing`,
          consumes: research.known,
          produces: ["gaps"],
          effort: 0.5,
          successCriterion: `each condition for ${the} is met, missing or doubtful, with the rule behind it`,
        },
        {
          id: "list-papers",
          agentType: AgentType.PLANNER,
          description: `List the papers for ${the}, who issues each and how long that takes${limits}`,
          task: `Set out the papers for ${the} in the order in which they must be asked for${limits}`,
          consumes: [...research.known, "gaps"],
          produces: ["papers"],
          successCriterion: `each paper for ${the} has a source, a date and somebody who gets it`,
        },
        {
          id: "write-application",
          agentType: AgentType.KNOWLEDGE,
          description: `Draft the answers and the letter with which to ${aim}`,
          question: `What should be written in order to ${aim}?`,
          consumes: [...research.known, "papers"],
          produces: ["draft"],
          successCriterion: `every question for ${the} has an answer that the papers bear out`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the draft for ${the} against the conditions: complete, true, in time`,
          consumes: ["draft", "gaps"],
          produces: ["review-report"],
          successCriterion: `nobody who decides on ${the} needs to ask back`,
        },
        {
          id: "prepare-submission",
          agentType: AgentType.BROWSER,
          description: `Open the form for ${the}, fill it in and stop before it is sent`,
          consumes: ["draft", "review-report"],
          successCriterion: `the form for ${the} is ready for a person to send, with a note on when to ask after it`,
        },
      ],
    };
  },
});

const paper =
  /\b(?:visas?|passports?|(?:residence|work|building|parking|planning|fishing) permits?|driving licen[cs]es?|driver['’]s licen[cs]es?|grants?|scholarships?|citizenship|tax (?:return|refund)|benefits|insurance claim|mortgage|refunds?|trademarks?|patents?|birth certificate|health insurance|parental leave)\b/i;

import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { isAboutSoftware } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayLimits, sayThe, sayWithout } from "../wording.ts";

/** What happens in figures and in people's words, causes, remedies others found, a trial, the same figures again. */
export const solveProblem = defineMethod({
  name: "solve-problem",
  description: "Find out why something goes wrong among people, and set it right",
  goal: { intents: ["fix"], where: isHuman },
  subtasks(goal) {
    const problem = `“${sayThe(goal)}”`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What usually causes ${problem}, and what has helped others?`,
        description: `Find out what usually causes ${problem} and what has helped others`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "record-facts",
          agentType: AgentType.REVIEW,
          description: `Record since when, how often and where ${problem} happens, in figures`,
          produces: ["facts"],
          effort: 0.5,
          successCriterion: `it can be told from the figures when ${problem} is over`,
        },
        {
          id: "ask-people",
          agentType: AgentType.KNOWLEDGE,
          description: `Collect what those concerned say about ${problem}, each side in its own words`,
          question: `What do those concerned say about ${problem}?`,
          produces: ["voices"],
          successCriterion: `at least five voices on ${problem} are written down`,
        },
        {
          id: "find-causes",
          agentType: AgentType.REVIEW,
          description: `Find the causes of ${problem}, and rank them by weight`,
          consumes: ["facts", "voices", ...research.known],
          produces: ["causes"],
          successCriterion: `each cause of ${problem} has a fact or a voice behind it`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan a small trial of what should end ${problem}${sayLimits(goal)}${sayWithout(goal)}`,
          task: `Design the trial, its duration and its measure against ${problem}${sayLimits(goal)}${sayWithout(goal)}`,
          consumes: ["causes", ...research.known],
          successCriterion: `the trial against ${problem} has a date, somebody, and a result that would speak against it`,
        },
        {
          id: "judge-trial",
          agentType: AgentType.REVIEW,
          description: `Set the figures after the trial against those from before, and say what is kept against ${problem}`,
          consumes: ["plan", "facts"],
          successCriterion: `it is known whether ${problem} happens less than before`,
        },
      ],
    };
  },
});

const people =
  /\b(?:customers?|neighbou?rs?|employees?|staff|team|colleagues?|landlord|tenants?|kids?|children|son|daughter|dog|cat|puppy|baby|students?|patients?|guests?|sales|revenue|leads|churn|clients|members|volunteers|donors|noise|sleep|meetings?|turnover|complain\w*|morale|boss|suppliers?|flatmates?|roommates?|readers|subscribers|bookings)\b/i;

/** "We keep losing customers": nothing that a debugger finds. */
function isHuman(goal: Goal): boolean {
  return people.test(goal.object) && !isAboutSoftware(goal) && !program.test(goal.object);
}

/** Defects of software speak of people too: "customers cannot pay". */
const program =
  /\b(?:log(?:ged)? (?:in|out)|pay|password|account|click\w*|screens?|uploads?|downloads?|e-?mails?|notifications?|errors?|bugs?|crash\w*|cannot|can['’]t|images?|links?|prices?|orders?|charged|browser|mobile|iphones?|android|safari|chrome|firefox|page|form|data|session|filter|sort|list|records?|duplicate[sd]?|shown|displayed|invoices?|cart|typos?)\b/i;

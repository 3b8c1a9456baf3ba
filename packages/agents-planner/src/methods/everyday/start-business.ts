import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { sayOne, sayThe } from "../wording.ts";

const business =
  /\b(?:business|company|start-?up|agency|shop|store|caf[eé]|restaurant|food truck|bakery|salon|studio|bar|consultancy|freelance|side hustle|brand|subscription box|franchise|non-?profit|practice|gym|hotel|b&b|school|(?:second|new|another|third) (?:location|branch|outlet))\b/i;

/** Is there a market, will somebody pay, what does it cost and need by law; then the first customers. */
export const startBusiness = defineMethod({
  name: "start-business",
  description: "Start a business, or write the plan for one",
  goal: { where: isBusiness },
  subtasks(goal) {
    const { limits, without } = sayGoal(goal);
    const named = nameBusiness(goal);
    const [one, the] = [sayOne(goal, named), sayThe(goal, named)];
    const research = createResearchSteps(goal, [
      {
        subject: `customers and competitors ${named}`,
        question: `Who are the customers and competitors of ${one}, and what is paid today?`,
        description: `Find out who the customers and competitors of ${one} are, and what is paid today`,
      },
      {
        subject: `permits, taxes and insurance ${named}`,
        question: `Which permits, taxes and insurance does ${one} need?`,
        description: `Find out which permits, taxes and insurance ${one} needs`,
      },
    ]);
    const details = createDetailSteps(goal, research.known);
    return {
      steps: [
        ...research.steps,
        {
          id: "test-demand",
          agentType: AgentType.REVIEW,
          description: `Design a cheap trial that shows within two weeks whether somebody pays for ${one}`,
          consumes: research.known,
          produces: ["trial"],
          successCriterion: `the trial says beforehand which result would speak against ${the}`,
        },
        {
          id: "calculate",
          agentType: AgentType.CODE,
          description: `Calculate costs, price and the month in which ${the} pays for itself${limits}`,
          consumes: research.known,
          produces: ["calculation"],
          successCriterion: `the calculation for ${the} shows a good, a likely and a bad case`,
        },
        ...details,
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the offer, the first customers and the steps to the opening of ${the}${limits}${without}`,
          task: `Design the offer, the sales channels and the milestones of ${the}${limits}${without}`,
          consumes: [...research.known, "trial", "calculation", ...details.map(({ id }) => id)],
          successCriterion: `each step to the opening of ${the} has a date, a sum and somebody`,
        },
        {
          id: "write-plan",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the business plan of ${the} for partners and banks${without}`,
          question: `What should the business plan of ${the} say?`,
          consumes: ["plan", "calculation", ...research.known],
          produces: ["business-plan"],
          ...(/\bbusiness (?:plan|case)\b/i.test(goal.text) ? {} : { optional: true }),
          successCriterion: `each figure in the business plan of ${the} has a source or a calculation`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Look for what would make ${the} fail, and for the sum that can be lost at most${limits}`,
          consumes: ["plan", "calculation", "trial"],
          successCriterion: `the three greatest risks of ${the} have an answer`,
        },
      ],
    };
  },
});

function isBusiness({ verb, text, object, technologies }: Goal): boolean {
  if (/\bbusiness (?:plan|case|model) (?:for|of)\b/i.test(text)) return true;
  if (technologies.length > 0) return false;
  return (
    /^(?:start|launch|open|found|set up)$/.test(verb) &&
    business.test(object.replace(/\s(?:for|that|which|with)\s.*$/i, "")) &&
    !/\b(?:app|website|file|page|project)\b/i.test(object)
  );
}

function nameBusiness({ object }: Goal): string {
  return object.replace(/^(?:a |an )?business (?:plan|case|model) (?:for|of) (?:an? |the |our |my )?/i, "");
}

import { AgentType } from "@convoke/core";
import { nameSubject } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { sayThe } from "../wording.ts";

/** How much shall be saved: "the bill in half", "costs by 30 %". */
const wantedShare = / (?:in half|in two|by (?:half|a third|a quarter|\d+ ?%|\d+ percent))$/i;

/** Where the money goes, what could be saved at which risk, the savings, and the next bill. */
export const reduceCost = defineMethod({
  name: "reduce-cost",
  description: "Spend less on something that goes on costing money",
  goal: {
    intents: ["improve", "other"],
    mentions: ["bill", "bills", "cost", "costs", "spend", "spending", "expenses", "fees"],
    where: ({ verb, text }) =>
      /^(?:reduce|lower|shrink|cut|decrease|optimi[sz]e|minimi[sz]e|save)$/.test(verb) ||
      /^(?:please )?(?:cut|lower|save)\b/i.test(text),
  },
  subtasks(goal) {
    const { tools } = sayGoal(goal);
    const named = nameSubject(goal).replace(/^cut (?:the |our |my )?/i, "");
    const share = wantedShare.exec(named)?.[0] ?? "";
    const cost = sayThe(goal, named.slice(0, named.length - share.length));
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which ways are there to reduce ${cost}, and what does each risk?`,
        description: `Find out which ways there are to reduce ${cost}${tools}`,
      },
    ]);
    return {
      given: ["cost-records"],
      steps: [
        ...research.steps,
        {
          id: "break-down",
          agentType: AgentType.CODE,
          description: `Break ${cost} down by item and month and mark what grew`,
          consumes: ["cost-records"],
          produces: ["breakdown"],
          effort: 0.5,
          successCriterion: `the items add up to ${cost}, and the largest ones have an owner`,
        },
        {
          id: "find-savings",
          agentType: AgentType.REVIEW,
          description: `Match the largest items of ${cost} with ways to save, each with its amount and its risk`,
          consumes: ["breakdown", ...research.known],
          produces: ["savings"],
          successCriterion: `the savings on ${cost} are ranked by amount and risk`,
        },
        {
          id: "carry-out",
          agentType: AgentType.CODE,
          description: `Carry out the savings on ${cost}, the safest first, each with a way back${tools}`,
          consumes: ["savings"],
          produces: ["changes"],
          successCriterion: `each saving on ${cost} is in place or has a reason why not`,
        },
        {
          id: "check-service",
          agentType: AgentType.TEST,
          description: `Check that nothing which ${cost} pays for has become worse or slower`,
          consumes: ["changes"],
          successCriterion: `what ${cost} pays for works as before`,
        },
        {
          id: "compare",
          agentType: AgentType.CODE,
          description: `Set ${cost} after the changes against the breakdown from before`,
          consumes: ["changes", "breakdown"],
          effort: 0.3,
          successCriterion: `it is shown by item how much lower ${cost} ${cost.endsWith("s") ? "are" : "is"}`,
        },
        {
          id: "set-limit",
          agentType: AgentType.CODE,
          description: `Set a limit for ${cost} that warns before it is passed`,
          consumes: ["breakdown"],
          effort: 0.3,
          optional: true,
          successCriterion: `the warning for ${cost} reaches its owner in a trial`,
        },
      ],
    };
  },
});

import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { isInquiry } from "../../goal/verbs.ts";
import { joinList } from "../../text/phrases.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** What matters, what tests say, what is on offer at which price, a choice with the next best, what to look at on delivery. */
export const chooseProduct = defineMethod({
  name: "choose-product",
  description: "Choose and buy a thing: needs, tests, offers, the choice",
  goal: { where: isPurchase },
  subtasks(goal) {
    const { one: thing, limits, without } = sayGoal(goal);
    const one = goal.features.length === 0 ? thing : `${thing} with ${joinList(goal.features)}`;
    const research = createResearchSteps(goal, [
      {
        subject: `what matters in ${goal.object}`,
        question: `What matters in ${one}, and which models do independent tests recommend?`,
        description: `Find out what matters in ${one} and what independent tests recommend${without}`,
      },
      {
        subject: `faults and follow-up costs of ${goal.object}`,
        question: `Which faults and follow-up costs are known of ${one}?`,
        description: `Find out which faults and follow-up costs are known of ${one}`,
      },
    ]);
    return {
      steps: [
        {
          id: "set-needs",
          agentType: AgentType.REVIEW,
          description: `Set the needs for ${one}: what it must do, may cost and can lack${limits}`,
          produces: ["needs"],
          effort: 0.3,
          successCriterion: `each wish for ${one} is marked as needed or welcome`,
        },
        ...research.steps,
        {
          id: "collect-offers",
          agentType: AgentType.BROWSER,
          description: `Collect offers of ${one}${limits}: price, delivery, warranty, return`,
          consumes: ["needs", ...research.known],
          produces: ["offers"],
          successCriterion: `at least three offers of ${one} stand side by side with today's prices`,
        },
        {
          id: "recommend",
          agentType: AgentType.REVIEW,
          description: `Weigh the offers of ${one} by the needs, recommend one and name the next best`,
          consumes: ["needs", "offers", ...research.known],
          produces: ["recommendation"],
          successCriterion: `one offer of ${one} is recommended, with the strongest reason against it`,
        },
        {
          id: "prepare-order",
          agentType: AgentType.BROWSER,
          description: `Open the recommended offer of ${one} up to the payment and check its final price`,
          consumes: ["recommendation", "offers"],
          optional: true,
          successCriterion: `the order of ${one} is ready for a person to pay, with every extra cost shown`,
        },
      ],
      risks: [`Prices of ${one} may change before the order.`],
    };
  },
});

const service =
  /\b(?:api|library|framework|database|cloud|hosting|saas|crm|erp|tool|software|domain|lawyer|agency|caterer|developer|freelancer|name|way|approach)\b/i;

function isPurchase({ verb, intent, object, objects, limits, technologies }: Goal): boolean {
  if (/^(?:buy|purchase|shop for|order)$/.test(verb)) return verb !== "order" || !/\bby\b/i.test(object);
  const looksForOne = isInquiry(intent) && /^(?:find|choose|pick|select|recommend|search)$/.test(verb);
  return (
    looksForOne &&
    objects.length === 1 &&
    limits.maxCostUsd !== undefined &&
    technologies.length === 0 &&
    !service.test(object)
  );
}

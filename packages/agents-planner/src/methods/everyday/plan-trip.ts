import { AgentType } from "@convoke/core";
import { createDetailSteps } from "./detail-steps.ts";
import { isAboutSoftware } from "../goal-traits.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

const trip =
  /\b(?:trips?|vacations?|holidays? (?:in|to|with)|honeymoon|itinerary|city break|weekend (?:in|away)|journey|getaway|backpacking|interrail|safari|cruise|travel(?:ling|ing)? (?:to|through|around|in|plan|itinerary))\b/i;

/** When and how to get there, where to stay, what to see, all at once; then the days, the money, the bookings. */
export const planTrip = defineMethod({
  name: "plan-trip",
  description: "Prepare a journey: how to get there, where to stay, what to do each day, what it costs",
  goal: {
    intents: ["other", "plan", "browse", "build"],
    where: (goal) =>
      trip.test(`${goal.verb} ${goal.object.replace(/\s(?:before|after|during|because|so)\s.*$/i, "")}`) &&
      !isAboutSoftware({ ...goal, technologies: [] }),
  },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: `entry rules and season ${goal.object}`,
        question: `Which entry rules, weather, holidays and health advice matter for ${one}?`,
        description: `Find out which entry rules, weather, holidays and health advice matter for ${one}`,
      },
      {
        subject: `sights and things to do ${goal.object}`,
        question: `What is worth seeing and doing on ${one}${without}?`,
        description: `Find out what is worth seeing and doing on ${one}${without}`,
      },
    ]);
    const details = createDetailSteps(goal, []);
    return {
      steps: [
        ...research.steps,
        {
          id: "compare-transport",
          agentType: AgentType.BROWSER,
          description: `Compare ways to travel for ${the} by price, duration and changes`,
          produces: ["transport-offers"],
          successCriterion: `three ways to travel for ${the} stand side by side with today's prices`,
        },
        {
          id: "compare-stays",
          agentType: AgentType.BROWSER,
          description: `Compare places to stay for ${the} by price, location and reviews`,
          produces: ["stay-offers"],
          successCriterion: `three places to stay for ${the} stand side by side with today's prices`,
        },
        ...details,
        {
          id: "plan-days",
          agentType: AgentType.PLANNER,
          description: `Plan ${the} day by day${limits}${without}`,
          task: `Design the days, the routes and the reservations of ${the}${limits}${without}`,
          consumes: [...research.known, "transport-offers", "stay-offers", ...details.map(({ id }) => id)],
          produces: ["plan"],
          successCriterion: `each day of ${the} has a place, a way to get there and time to spare`,
        },
        {
          id: "add-up-costs",
          agentType: AgentType.CODE,
          description: `Add up travel, stays, food, entrance fees and a reserve for ${the}${limits}`,
          consumes: ["plan", "transport-offers", "stay-offers"],
          produces: ["budget"],
          effort: 0.3,
          successCriterion: `the sum for ${the} is known by item, with what can be cut first`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check ${the} for days that are too full, missed connections and closing days`,
          consumes: ["plan", "budget"],
          successCriterion: `${the} can be travelled as it is planned${limits}`,
        },
        {
          id: "list-bookings",
          agentType: AgentType.BROWSER,
          description: `Open the bookings for ${the} up to the payment, what sells out first before the rest`,
          consumes: ["plan", "budget"],
          optional: true,
          successCriterion: `each booking for ${the} is ready for a person to pay, with its cancellation terms`,
        },
      ],
      risks: [`Prices and vacancies for ${the} change until they are booked.`],
    };
  },
});

import { AgentType } from "@convoke/core";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const fare =
  /\b(?:flights?|train tickets?|trains?|ferr(?:y|ies)|bus tickets?|rental cars?|car rental|hotel rooms?|hotels?|tickets?|airbnb|hostels?)\b/i;

/** What is fixed and what may shift, the same search in several places, the whole price, and the terms. */
export const compareFares = defineMethod({
  name: "compare-fares",
  description: "Find a flight, a train, a room or a ticket at a good price",
  goal: {
    intents: ["research", "compare", "decide", "browse", "other"],
    where: ({ object, verb, text, technologies }) =>
      technologies.length === 0 &&
      classifyThing(object) === undefined &&
      /^(?:find|book|search|search for|get|buy|look for|reserve|compare|rebook|change|reschedule)$/.test(
        verb,
      ) &&
      fare.test(object.replace(/\s(?:to|from|for|in|near|on|at|with|between|under)\s.*$/i, "")) &&
      !/https?:|\b[a-z0-9-]+\.(?:com|org|net|de|io)\b/i.test(text),
  },
  subtasks(goal) {
    const { one, the, limits, without } = sayGoal(goal);
    return {
      steps: [
        {
          id: "set-needs",
          agentType: AgentType.REVIEW,
          description: `Set what is fixed and what may shift for ${one}: dates, times, luggage, people${limits}`,
          produces: ["needs"],
          effort: 0.3,
          successCriterion: `it is known what a day earlier or later is worth for ${the}`,
        },
        {
          id: "search-comparison-sites",
          agentType: AgentType.BROWSER,
          description: `Search ${one} on comparison sites${without}`,
          consumes: ["needs"],
          produces: ["site-offers"],
          successCriterion: `three offers for ${the} are kept with price and time of the search`,
        },
        {
          id: "search-providers",
          agentType: AgentType.BROWSER,
          description: `Search ${one} at the providers themselves${without}`,
          consumes: ["needs"],
          produces: ["provider-offers"],
          successCriterion: `the price of ${the} at the provider stands beside the others`,
        },
        {
          id: "recommend",
          agentType: AgentType.REVIEW,
          description: `Compare the whole price and the terms of ${the}, recommend one offer and the next best`,
          consumes: ["site-offers", "provider-offers", "needs"],
          produces: ["recommendation"],
          successCriterion: `luggage, fees, change and cancellation of ${the} are in the comparison`,
        },
        {
          id: "prepare-booking",
          agentType: AgentType.BROWSER,
          description: `${capitalize(goal.verb === "book" ? "book" : "open")} ${one} up to the payment`,
          consumes: ["recommendation"],
          optional: true,
          successCriterion: `the booking of ${the} is ready for a person to pay`,
        },
      ],
      risks: [`Prices of ${the} change from hour to hour.`],
    };
  },
});

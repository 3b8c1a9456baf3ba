import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { sayThe } from "../wording.ts";

/** What it is worth, its state and papers, the advertisement, where it stands, the handover. */
export const sellThing = defineMethod({
  name: "sell-thing",
  description: "Sell something that one owns",
  goal: {
    verbs: ["sell"],
    // who sells through a program asks for the program
    where: ({ object }) =>
      !/\b(?:through|via|on|in) (?:our|the|my) (?:web ?site|shop|store|app|platform|site)\b/i.test(object),
  },
  subtasks(goal) {
    const { limits, without } = sayGoal(goal);
    const the = sayThe(goal, goal.object.replace(/\s(?:online|on (?:ebay|craigslist|vinted))$/i, ""));
    const research = createResearchSteps(goal, [
      {
        subject: `price and market ${goal.object}`,
        question: `At what price and on which market is ${the} sold?`,
        description: `Find out at what price and on which market ${the} is sold`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "record-state",
          agentType: AgentType.REVIEW,
          description: `Record the state, the papers and the faults of ${the}, and which pictures are needed`,
          produces: ["record"],
          effort: 0.5,
          successCriterion: `a buyer of ${the} learns of every fault beforehand`,
        },
        {
          id: "write-advertisement",
          agentType: AgentType.KNOWLEDGE,
          description: `Write the advertisement for ${the} with a price to begin with${limits}${without}`,
          question: `What should the advertisement for ${the} say?`,
          consumes: ["record", ...research.known],
          produces: ["advertisement"],
          successCriterion: `the advertisement for ${the} answers what buyers ask first`,
        },
        {
          id: "post-advertisement",
          agentType: AgentType.BROWSER,
          description: `Post the advertisement for ${the} where such things are sold`,
          consumes: ["advertisement", ...research.known],
          produces: ["postings"],
          successCriterion: `the advertisement for ${the} can be found by its title`,
        },
        {
          id: "prepare-handover",
          agentType: AgentType.KNOWLEDGE,
          description: `Prepare the lowest price, the contract, the payment and the handover of ${the}`,
          question: `How is ${the} paid and handed over safely?`,
          consumes: ["record"],
          produces: ["handover"],
          successCriterion: `nobody has to trust the other when ${the} changes hands`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the advertisement for ${the} against its record, and the handover for known frauds`,
          consumes: ["advertisement", "handover"],
          successCriterion: `nothing that is said of ${the} is wrong`,
        },
      ],
    };
  },
});

import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import { capitalize, sayDestination, sayThe, sayWithout } from "../wording.ts";

/** A text is proofread, brought to its readers, and looked at where they see it; it has no tests to run. */
export const publishText = defineMethod({
  name: "publish-text",
  description: "Bring a text to its readers",
  goal: { intents: ["deploy"], things: ["document"] },
  subtasks(goal) {
    const text = sayThe(goal);
    return {
      given: ["text"],
      steps: [
        {
          id: "proofread",
          agentType: AgentType.REVIEW,
          description: `Proofread ${text} and check its links and its sources`,
          consumes: ["text"],
          produces: ["proofread-text"],
          successCriterion: `no mistake is left in ${text}`,
        },
        {
          id: "publish",
          agentType: AgentType.BROWSER,
          description: `${capitalize(goal.verb)} ${text}${sayDestination(goal)}${sayWithout(goal)}`,
          consumes: ["proofread-text"],
          produces: ["address"],
          successCriterion: `${text} has an address at which it can be read`,
        },
        {
          id: "check-published",
          agentType: AgentType.BROWSER,
          description: `Open ${text} as its readers will and look for what is broken`,
          consumes: ["address"],
          successCriterion: `${text} is complete where its readers see it`,
        },
      ],
      risks: [`To ${goal.verb} ${text}, the agents must be given access rights.`],
    };
  },
});

import { AgentType } from "@convoke/core";
import { capitalize, sayOne, sayThe, sayWithout } from "../wording.ts";
import { defineMethod } from "../method.ts";

const address =
  /\bhttps?:\/\/[^\s"'<>]+[\w/]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|eu|de|uk|fr|edu|gov|info|app|co)\b(?:\/[^\s"'<>]*)?/i;

/** Work on a web page, then a check of what came out. */
export const useWebsite = defineMethod({
  name: "use-website",
  description: "Open web pages and read, fill in, click or download there",
  goal: {
    where: ({ intent, text }) => intent === "browse" || (intent === "other" && address.test(text)),
  },
  subtasks(goal) {
    const found = address.exec(goal.text)?.[0];
    const url = found === undefined || found.startsWith("http") ? found : `https://${found}`;
    const work = `${capitalize(goal.verb || "open")} ${sayOne(goal)}${sayWithout(goal)}`;
    return {
      steps: [
        {
          id: "browse",
          agentType: AgentType.BROWSER,
          description: work,
          input: { goal: work, ...(url === undefined ? {} : { url }) },
          produces: ["findings"],
          successCriterion: `“${work}” is done, or the reason why not is known`,
        },
        {
          id: "check",
          agentType: AgentType.REVIEW,
          description: `Check that what came back answers “${goal.object}” completely`,
          consumes: ["findings"],
          successCriterion: `nothing is missing or made up in what came back for ${sayThe(goal)}`,
        },
      ],
      assumptions:
        url === undefined
          ? [`The goal names no address; the browser agent has to find the page for ${sayOne(goal)}.`]
          : [],
    };
  },
});

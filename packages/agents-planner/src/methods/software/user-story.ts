import { AgentType } from "@convoke/core";
import { shorten } from "../../text/phrases.ts";
import { createFinishingSteps } from "./finishing-steps.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayWith, sayWithout } from "../wording.ts";

/** Characters of a wish, or of the reason for it, that steps repeat. */
const longestPart = 200;

const story =
  /^as (?<article>an?) (?<role>[^,]{2,40}?),? i(?: want| would like|['’]d like| need| wish)(?: to be able)? (?:to )?(?<wish>.+?)(?:,? (?:so that|in order to|because) (?<reason>.+))?$/i;

/** What would show that the wish is met, where it belongs, the change, a test per criterion. */
export const userStory = defineMethod({
  name: "user-story",
  description: "Carry out a user story: as somebody I want something so that",
  takesClauses: true,
  goal: ({ text }) => (story.test(trim(text)) ? 1 : 0),
  subtasks(goal) {
    const groups = story.exec(trim(goal.text))?.groups ?? {};
    const { article = "a", role = "user" } = groups;
    const wish = shorten(groups["wish"] ?? goal.object, longestPart);
    const reason = groups["reason"] === undefined ? undefined : shorten(groups["reason"], longestPart);
    const who = `${article} ${role}`;
    const named = `“${wish}”`;
    const tools = `${sayWith(goal)}${sayWithout(goal)}`;
    const { known } = createResearchSteps(goal, []);
    return {
      given: ["code-base"],
      steps: [
        {
          id: "set-criteria",
          agentType: AgentType.REVIEW,
          description: `Set what shows that ${who} can ${named}${reason === undefined ? "" : `, so that ${reason}`}`,
          consumes: known,
          produces: ["criteria"],
          effort: 0.4,
          successCriterion: `each criterion of ${named} can be tested by somebody who was not there`,
        },
        {
          id: "find-place",
          agentType: AgentType.CODE,
          description: `Find what ${named} touches in the code base`,
          consumes: ["code-base"],
          produces: ["places"],
          effort: 0.3,
          successCriterion: `the files and tests that ${named} touches are listed`,
        },
        {
          id: "plan",
          agentType: AgentType.PLANNER,
          description: `Plan the change for ${named}${tools}`,
          task: `Design the behaviour, the interface and the errors of ${named}${tools}`,
          consumes: ["criteria", "places", ...known],
          successCriterion: `the change for ${named} is cut into parts that can be merged one by one`,
        },
        {
          id: "implement",
          agentType: AgentType.CODE,
          description: `Implement ${named} for ${who}${tools}`,
          consumes: ["plan", "places"],
          produces: ["change"],
          successCriterion: `${who} can ${named} in a trial`,
        },
        {
          id: "write-tests",
          agentType: AgentType.TEST,
          description: `Write a test for each criterion of ${named}`,
          consumes: ["criteria", "places"],
          produces: ["acceptance-tests"],
          successCriterion: `the tests of ${named} fail before the change`,
        },
        ...createFinishingSteps({
          subject: named,
          focus: "what worked before",
          work: ["change", "acceptance-tests"],
        }),
      ],
    };
  },
});

function trim(text: string): string {
  return text.replace(/[\s.!]+$/, "");
}

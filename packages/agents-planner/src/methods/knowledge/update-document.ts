import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

/** What is out of date or unclear in a text that exists, what is right now, the new version, a check. */
export const updateDocument = defineMethod({
  name: "update-document",
  description: "Bring a text that exists up to date, or make it better",
  goal: { intents: ["migrate", "improve", "fix"], where: isText },
  subtasks(goal) {
    const { the, without } = sayGoal(goal);
    const { known } = createResearchSteps(goal, []);
    return {
      given: ["text"],
      steps: [
        {
          id: "find-stale",
          agentType: AgentType.REVIEW,
          description: `Mark what is out of date, missing or hard to understand in ${the}`,
          consumes: ["text"],
          produces: ["remarks"],
          successCriterion: `each remark on ${the} names its place and what is wrong there`,
        },
        {
          id: "find-facts",
          agentType: AgentType.KNOWLEDGE,
          description: `Find out what is right now for each remark on ${the}`,
          question: `What is true today of what ${the} says?`,
          consumes: ["remarks", ...known],
          produces: ["facts"],
          successCriterion: `each remark on ${the} has an answer with a source`,
        },
        {
          id: "rewrite",
          agentType: AgentType.CODE,
          description: `${capitalize(goal.verb || "update")} ${the}${without}`,
          consumes: ["text", "remarks", "facts"],
          produces: ["new-text"],
          effort: 0.5,
          successCriterion: `each remark on ${the} is taken up, and what was right stays`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Read ${the} as somebody new: examples, links, order`,
          consumes: ["new-text"],
          effort: 0.5,
          successCriterion: `examples and links in ${the} work, and nothing in it contradicts itself`,
        },
      ],
    };
  },
});

const textNoun =
  /\b(?:(?:privacy|cookie|refund|return|travel|remote work|security) polic(?:y|ies)|cv|resume|bio|terms of (?:service|use)|profile (?:text|page)|product texts?|copy|job (?:ad|description)|faq|(?:about|team|contact|careers) (?:us )?page|headlines?|paragraphs?|chapters?|abstract|bio)$/i;
const mistakes =
  /^(?:the |all |some )?(?:typos?|grammar|spelling(?: mistakes)?|broken links?|wording|outdated \w+)\s(?:in|on|of)\s(.+)$/i;

function isText({ verb, intent, object }: Goal): boolean {
  if (/^(?:convert|migrate|port|move|remove|delete)$/.test(verb)) return false;
  const place = mistakes.exec(object)?.[1] ?? object;
  // "emails go to spam" is no text to correct
  if (intent === "fix" && place === object) return false;
  return (
    classifyThing(place) === "document" ||
    textNoun.test(place.replace(/\s(?:for|of|on|in|so|to|because)\s.*$/i, ""))
  );
}

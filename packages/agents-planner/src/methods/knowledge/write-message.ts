import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { capitalize } from "../wording.ts";

const head =
  /^(?:\S+ ){0,3}?(?:e-?mails?|letters?|messages?|repl(?:y|ies)|answer|invitations?|announcements?|(?:linkedin|instagram|facebook|twitter|social media|slack|x) posts?|tweets?|job (?:ad|post|posting|description)s?|resume|cv|bio|product descriptions?|press releases?|speech|toast|thank[- ]you note|ad copy|slogans?|taglines?|captions?)\b/i;

/** Whom it is for and what it shall bring about, the facts, the text, a second look; short texts need no outline. */
export const writeMessage = defineMethod({
  name: "write-message",
  description: "Write a short text to somebody: a letter, an e-mail, a post, an announcement",
  goal: { intents: ["document", "other", "build"], where: isMessage },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const { known } = createResearchSteps(goal, []);
    const verb = goal.verb === "" || goal.intent === "other" ? "write" : goal.verb;
    return {
      steps: [
        {
          id: "know-readers",
          agentType: AgentType.KNOWLEDGE,
          description: `Find out who reads ${the}, what they know, and what they expect of such a text`,
          question: `What do the readers of ${one} expect of it?`,
          consumes: known,
          produces: ["readers"],
          successCriterion: `it is settled what ${the} shall bring about in whom`,
        },
        {
          id: "collect-facts",
          agentType: AgentType.KNOWLEDGE,
          description: `Collect the facts, names and dates that belong in ${the}`,
          question: `Which facts belong in ${one}?`,
          consumes: known,
          produces: ["facts"],
          successCriterion: `each fact for ${the} has a source, and what only its sender knows is marked`,
        },
        {
          id: "draft",
          agentType: AgentType.KNOWLEDGE,
          description: `${capitalize(verb)} ${one}${without}`,
          question: `What should ${one} say?`,
          consumes: ["readers", "facts"],
          produces: ["text"],
          successCriterion: `${the} says in its first sentences what it is about and what its readers shall do`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the tone, the facts and the length of ${the}`,
          consumes: ["text", "facts"],
          successCriterion: `nothing in ${the} is made up, and nothing can be left out`,
        },
      ],
    };
  },
});

function isMessage({ intent, verb, object }: Goal): boolean {
  const writes = intent === "document" || /^(?:|write|send|reply|answer|create|make|prepare)$/.test(verb);
  return (
    writes &&
    head.test(object.replace(/\s(?:that|which|for|to|about|on|of)\s.*$/i, "")) &&
    !/\b(?:campaign|template system|parser|service|server|api|app|client|sequence|automation)\b/i.test(
      object.replace(/\s(?:about|for|to|announcing|of|on)\s.*$/i, ""),
    )
  );
}

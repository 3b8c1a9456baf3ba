import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";
import { sayThe } from "../wording.ts";

const documentation =
  /^(?:\S+ ){0,3}?(?:documentation|docs|readme|reference|changelog|api reference|runbook|user manual|developer guide|release notes|migration guide|installation guide|getting[- ]started guide|quick ?start)\b/i;

/** What readers come for, what the code does, examples that run, the text, a newcomer who follows it. */
export const documentSoftware = defineMethod({
  name: "document-software",
  description: "Write what users or developers of a piece of software need to read",
  goal: { intents: ["document"], where: isDocumentation },
  subtasks(goal) {
    const { one, the, without } = sayGoal(goal);
    const subject = sayThe(goal, /\s(?:for|of|about|on)\s(.+)$/i.exec(goal.object)?.[1] ?? "code base");
    const { known } = createResearchSteps(goal, []);
    return {
      given: ["code-base"],
      steps: [
        {
          id: "list-questions",
          agentType: AgentType.REVIEW,
          description: `List who reads ${the} and the questions with which they come`,
          consumes: known,
          produces: ["questions"],
          effort: 0.4,
          successCriterion: `the first five questions to ${the} are in the order in which they come up`,
        },
        {
          id: "survey",
          agentType: AgentType.CODE,
          description: `Survey what ${subject} offers: commands, settings, errors, limits`,
          consumes: ["code-base"],
          produces: ["survey"],
          effort: 0.5,
          successCriterion: `each thing that ${subject} offers is listed with its place in the code`,
        },
        {
          id: "write-examples",
          agentType: AgentType.TEST,
          description: `Write examples for ${the} that run, one per question`,
          consumes: ["questions", "survey"],
          produces: ["examples"],
          successCriterion: `each example for ${the} runs on a fresh machine`,
        },
        {
          id: "write",
          agentType: AgentType.CODE,
          description: `Write ${one}${without}`,
          consumes: ["questions", "survey", "examples", ...known],
          produces: ["text"],
          successCriterion: `each question has its answer in ${the}, the most frequent first`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check ${the} against the code of ${subject}: names, defaults, links`,
          consumes: ["text", "survey"],
          effort: 0.5,
          successCriterion: `nothing in ${the} contradicts the code`,
        },
        {
          id: "follow",
          agentType: AgentType.TEST,
          description: `Follow ${the} as a newcomer, step by step, and note where one gets stuck`,
          consumes: ["text"],
          effort: 0.5,
          optional: true,
          successCriterion: `a newcomer reaches a first result with ${the} alone`,
        },
      ],
    };
  },
});

function isDocumentation({ object, text }: Goal): boolean {
  if (!documentation.test(object)) return false;
  const subject = /\s(?:for|of|about|on)\s(.+)$/i.exec(object)?.[1];
  if (subject === undefined) return /\b(?:readme|changelog|release notes|api|docs)\b/i.test(object);
  return (
    classifyThing(subject) !== undefined || /\b(?:our|the|my|this)\b/i.test(text.slice(text.indexOf(object)))
  );
}

import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { askWhat } from "./ask-what.ts";
import { sayOne, sayThe, sayWithout } from "../wording.ts";

/** "for" names a subject after documentation, and readers after a letter or a poem. */
const aboutSubject =
  /(?:\b(?:about|on|of)|\b(?:documentation|docs|guide|manual|proposal|readme|tutorial) for)\s+(.+)$/i;

/** Facts, outline, text, review. */
export const writeDocument = defineMethod({
  name: "write-document",
  description: "Write a text for people: an article, a guide, a report, documentation",
  goal: { where: (goal) => goal.intent === "document" || isWritten(goal) },
  subtasks(goal) {
    // "write a summary" after research is one of what was found
    const isOfFindings = goal.earlierResearch !== undefined && !/\s/.test(goal.object);
    const text = `${sayOne(goal)}${isOfFindings ? " of what was found" : ""}`;
    const named = sayThe(goal);
    const subject = aboutSubject.exec(goal.object)?.[1] ?? goal.object;
    const research = createResearchSteps(goal, [
      {
        subject,
        question: askWhat(goal, subject),
        description: `Gather facts and sources for ${text}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "outline",
          agentType: AgentType.PLANNER,
          description: `Outline ${text}: its readers, its parts and its main statement`,
          task: `Outline the readers, the parts and the main statement of ${text}`,
          consumes: research.known,
          produces: ["plan"],
          successCriterion: `each part of ${named} has one statement to make`,
        },
        {
          id: "write",
          agentType: AgentType.KNOWLEDGE,
          description: `Write ${text}${sayWithout(goal)}`,
          question: `What should ${text} say?`,
          consumes: ["plan", ...research.known],
          produces: ["text"],
          successCriterion: `${named} follows the outline and gives its sources`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Check the facts and the language of ${named}`,
          consumes: ["text", ...research.known],
          successCriterion: `every statement in ${named} has a source or is marked as opinion`,
        },
      ],
    };
  },
});

/** "Prepare the quarterly report", "create a pitch deck". */
function isWritten({ intent, verb, object }: Goal): boolean {
  const head = object.replace(/\s(?:for|that|which|to|about|on|of|with|in)\s.*$/i, "");
  if (intent === "build")
    return /\b(?:(?:pitch|slide|sales) deck|slide ?show|case study|handout|glossary|style guide|playbook|one-pager|template)s?$/i.test(
      head,
    );
  return (
    /^(?:prepare|put together|compile|finish|edit)$/.test(verb) &&
    intent === "other" &&
    classifyThing(head) === "document"
  );
}

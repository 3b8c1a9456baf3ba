import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { findKindsOfWork } from "../../research/technology-kinds.ts";
import { defineMethod } from "../method.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayGoal } from "../say-goal.ts";

/** Write down the work as it is done by hand, automate it, run both side by side, then switch over. */
export const automateWork = defineMethod({
  name: "automate-work",
  description: "Let a program do what is done by hand again and again",
  goal: { where: isRoutine },
  subtasks(goal) {
    const { the, tools } = sayGoal(goal);
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `Which tools and interfaces help to automate ${the}${tools}?`,
        description: `Find out which tools and interfaces help to automate ${the}${tools}`,
      },
    ]);
    return {
      steps: [
        ...research.steps,
        {
          id: "write-down-work",
          agentType: AgentType.REVIEW,
          description: `Write down how ${the} is done by hand: inputs, decisions, exceptions, result`,
          produces: ["procedure"],
          effort: 0.5,
          successCriterion: `somebody else could do ${the} by what is written`,
        },
        {
          id: "keep-examples",
          agentType: AgentType.TEST,
          description: `Keep three past cases of ${the} with their results as examples to test against`,
          consumes: ["procedure"],
          produces: ["examples"],
          effort: 0.5,
          successCriterion: `the examples of ${the} hold an ordinary case and an exception`,
        },
        {
          id: "automate",
          agentType: AgentType.CODE,
          madeWith: [...findKindsOfWork(goal.object), "language", "recommended"],
          description: `Automate ${the}${tools}`,
          consumes: ["procedure", ...research.known],
          produces: ["automation"],
          effort: 1.5,
          successCriterion: `${the} comes about without anybody's hands`,
        },
        {
          id: "run-side-by-side",
          agentType: AgentType.TEST,
          description: `Run the automation beside the work by hand and compare the results for ${the}`,
          consumes: ["automation", "examples"],
          produces: ["test-report"],
          successCriterion: `each difference in ${the} is explained or removed`,
        },
        {
          id: "switch-over",
          agentType: AgentType.CODE,
          description: `Set up when ${the} runs by itself, and a message to a person when it fails`,
          consumes: ["automation", "test-report"],
          effort: 0.5,
          successCriterion: `${the} has run by itself once, and a failure made on purpose reached a person`,
        },
      ],
    };
  },
});

/** "Schedule posts to LinkedIn from a sheet": what a program does again and again. */
function isRoutine({ verb, object, technologies }: Goal): boolean {
  if (verb === "automate") return true;
  return (
    /^(?:schedule|sync|post|auto-?post)$/.test(verb) &&
    (technologies.length > 0 ||
      /\b(?:posts?|tweets?|e-?mails?|reports?|invoices?|reminders?|newsletters?|updates)\b.*\b(?:from|to|every|each)\b/i.test(
        object,
      ))
  );
}

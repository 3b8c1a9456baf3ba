import { AgentType } from "@convoke/core";
import { defineMethod } from "../method.ts";
import type { Goal } from "../../goal/goal.ts";
import { isAboutSoftware } from "../goal-traits.ts";
import { createResearchSteps } from "../research-steps.ts";
import { sayThe, sayWithout } from "../wording.ts";

/** Reproduce, find the cause, write the failing test, fix, verify, review. */
export const fixBug = defineMethod({
  name: "fix-bug",
  description: "Find the cause of a defect and remove it",
  goal: { where: (goal) => goal.intent === "fix" || isComplaint(goal) || isSearch(goal) },
  subtasks(goal) {
    const spoken = sayThe(goal);
    // a thing ("the memory leak") is named; a sentence ("login crashes") is quoted
    const isThing = new RegExp(`\\b${goal.verb}\\w*\\s+(?:the|our|my|this|an?)\\s`, "i").test(goal.text);
    const defect = isThing && spoken.startsWith("the ") ? spoken : `“${spoken}”`;
    const research = createResearchSteps(goal, [
      {
        subject: goal.object,
        question: `What are known causes and remedies of ${defect}?`,
        description: `Look for known causes of ${defect}`,
      },
    ]);
    return {
      given: ["code-base"],
      steps: [
        ...research.steps,
        {
          id: "reproduce",
          agentType: AgentType.DEBUG,
          description: `Reproduce ${defect} with the least input`,
          consumes: ["code-base"],
          produces: ["reproduction"],
          successCriterion: `${defect} appears every time`,
        },
        {
          id: "find-cause",
          agentType: AgentType.DEBUG,
          description: `Find the cause of ${defect}`,
          consumes: ["reproduction", ...research.known],
          produces: ["cause"],
          successCriterion: `the place and the reason of ${defect} are shown, not guessed`,
        },
        {
          id: "write-failing-test",
          agentType: AgentType.TEST,
          madeWith: ["testing"],
          description: `Write a test that fails because of ${defect}`,
          consumes: ["reproduction"],
          produces: ["failing-test"],
          effort: 0.5,
          successCriterion: "the test fails for this reason and no other",
        },
        {
          id: "fix",
          agentType: AgentType.CODE,
          description: `Remove the cause of ${defect}${sayWithout(goal)}`,
          consumes: ["cause", "failing-test"],
          produces: ["fix"],
          successCriterion: "the failing test passes",
        },
        {
          id: "verify",
          agentType: AgentType.TEST,
          description: `Run all tests and try ${defect} again`,
          consumes: ["fix", "reproduction"],
          successCriterion: `${defect} does not come back and nothing else broke`,
        },
        {
          id: "review",
          agentType: AgentType.REVIEW,
          description: `Review the fix of ${defect} and look for the same mistake elsewhere`,
          consumes: ["fix", "cause"],
          successCriterion: "similar places are fixed or listed",
        },
      ],
      risks: [`The later steps have nothing to stand on if ${defect} cannot be reproduced.`],
    };
  },
});

const symptom =
  /\b(?:does nothing|do nothing|nothing happens|twice|no longer|gets? (?:killed|stuck|lost|cut off)|(?:is|are) (?:not (?:shown|saved|updated|sent|working)|shown twice|cut off|logged out|overwritten)|never (?:arrives?|finish\w*|loads?|ends?|show\w*)|(?:does|do)(?:n['’]t| not) (?:\w+)|disappear\w*|vanish\w*|duplicate(?:s|d)?|unexpectedly|out of memory|keeps? \w+ing|grows? until|randomly|instead of|off by one|returns? (?:null|undefined|nothing|the wrong))\b/i;

/** "The export button does nothing when I click it": a symptom without a verb that asks for anything. */
function isComplaint(goal: Goal): boolean {
  return goal.intent === "other" && goal.verb === "" && symptom.test(goal.object) && isAboutSoftware(goal);
}

/** "Find the bug in the parser": nobody wants to know where it is in order to keep it. */
function isSearch({ intent, verb, object, question }: Goal): boolean {
  return (
    intent === "research" &&
    verb === "find" &&
    question === undefined &&
    /^(?:memory leak|bug|race condition|deadlock)\b/i.test(object)
  );
}

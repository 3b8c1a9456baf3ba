import { AgentType } from "@convoke/core";
import { defineMethod } from "./method.ts";
import { createResearchSteps } from "./research-steps.ts";
import { sayThe, sayWithout } from "./wording.ts";

/** Reproduce, find the cause, write the failing test, fix, verify, review. */
export const fixBug = defineMethod({
  name: "fix-bug",
  description: "Find the cause of a defect and remove it",
  goal: { intents: ["fix"] },
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

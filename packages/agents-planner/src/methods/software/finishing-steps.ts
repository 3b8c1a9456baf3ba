import { AgentType } from "@convoke/core";
import type { StepDraft } from "../step-draft.ts";

/** What is tested and reviewed at the end of work on software. */
export interface Finishing {
  /** E.g. `"the recipe app"`. */
  readonly subject: string;
  /** What the tests look at in particular, e.g. `"authentication and search"`; empty for everything. */
  readonly focus: string;
  /** Names of what the work produced. */
  readonly work: readonly string[];
}

/** Tests and a review at once, then one step that resolves what they found. */
export function createFinishingSteps({ subject, focus, work }: Finishing): StepDraft[] {
  return [
    {
      id: "test",
      agentType: AgentType.TEST,
      description: `Test ${subject}${focus === "" ? "" : `, above all ${focus}`}`,
      consumes: work,
      produces: ["test-report"],
      madeWith: ["testing"],
      successCriterion: `every test of ${subject} has run and each failure is reported`,
    },
    {
      id: "review",
      agentType: AgentType.REVIEW,
      description: `Review the code of ${subject} for defects, security and clarity`,
      consumes: work,
      produces: ["review-report"],
      successCriterion: `each finding on ${subject} names its place and weight`,
    },
    {
      id: "resolve-findings",
      agentType: AgentType.DEBUG,
      description: `Resolve what the tests and the review of ${subject} found`,
      consumes: ["test-report", "review-report"],
      produces: ["finished-work"],
      successCriterion: `the tests of ${subject} pass and no serious finding is open`,
    },
  ];
}

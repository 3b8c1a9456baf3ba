import { AgentType } from "@convoke/core";
import type { Goal } from "../../goal/goal.ts";
import { classifyThing } from "../../goal/things.ts";
import type { StepDraft } from "../step-draft.ts";
import { defineMethod } from "../method.ts";
import { capitalize, sayOne, sayThe, sayWithout } from "../wording.ts";

/** Tests or a review of something that exists, then a list of what was found. */
export const checkWork = defineMethod({
  name: "check-work",
  description: "Test or review something that exists",
  goal: { intents: ["test", "review"] },
  subtasks(goal) {
    const isTest = goal.intent === "test";
    const where = sayChecked(goal);
    // tests that are there already are run as they are
    const needsCases = isTest && goal.verb !== "run";
    const cases = listCases(where);
    const checks = goal.objects.map((object, index) => ({
      id: `${isTest ? "test" : "review"}-${index + 1}`,
      agentType: isTest ? AgentType.TEST : AgentType.REVIEW,
      description: describe(goal, object),
      consumes: needsCases ? ["code-base", "test-cases"] : ["code-base"],
      successCriterion: isTest
        ? `the outcome for ${sayThe(goal, object)} is known and can be repeated`
        : `each finding on ${sayThe(goal, object)} names its place and weight`,
    }));
    return {
      given: ["code-base"],
      steps: [
        ...(needsCases ? [cases] : []),
        ...checks,
        {
          id: "resolve-findings",
          agentType: AgentType.DEBUG,
          description: isTest
            ? `Find the causes of what fails ${/^(?:whether|if)\b/i.test(where) ? `when it is tested ${where}` : `in ${where}`}`
            : `Propose a remedy for each finding in ${where}`,
          consumes: checks.map((check) => check.id),
          successCriterion: `each failure or finding in ${where} has a cause and a proposed remedy`,
        },
      ],
    };
  },
});

function listCases(subject: string): StepDraft {
  return {
    id: "list-cases",
    agentType: AgentType.REVIEW,
    description: /^(?:whether|if)\b/i.test(subject)
      ? `List the cases that show ${subject}: usual ones, limits, failures`
      : `List the cases of ${subject} that are worth a test: usual ones, limits, failures`,
    consumes: ["code-base"],
    produces: ["test-cases"],
    effort: 0.4,
    successCriterion: `each case of ${/^(?:whether|if)\b/i.test(subject) ? `“${subject}”` : subject} has its input and the outcome that is right`,
  };
}

/** What is looked at: "the cart" in "write unit tests for the cart". */
function sayChecked(goal: Goal): string {
  const checked = / (?:for|to|of|in|on) (.+)$/i.exec(goal.object)?.[1];
  const isMade = classifyThing(goal.object) === "tests";
  if (!isMade) return sayThe(goal);
  return checked === undefined ? "the project" : sayThe(goal, checked);
}

/** "write unit tests for X" makes something; "test X" looks at it. */
function describe(goal: Goal, object: string): string {
  const isMade = classifyThing(object) === "tests" && goal.verb !== "test";
  return `${capitalize(goal.verb)} ${isMade ? sayOne(goal, object) : sayThe(goal, object)}${sayWithout(goal)}`;
}

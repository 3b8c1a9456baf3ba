import { describe, expect, test } from "vitest";
import type { Delegation } from "../loop/delegation.ts";
import type { PlannedStep, RunPlan } from "../machine/machine.ts";
import { checkSteps } from "./check-steps.ts";

const done = (task: string, more: Partial<Delegation> = {}): Delegation => ({
  taskId: task,
  agentType: "knowledge",
  task,
  status: "completed",
  ...more,
});
const fail = (task: string, agentType: string): Delegation =>
  done(task, {
    agentType,
    status: "failed",
    failure: { code: "not_registered", message: `Agent ${agentType} not registered` },
  });

/** The problems of the checks that did not pass. */
function list(
  answer: string,
  basis: { readonly plan: RunPlan; readonly delegations: readonly Delegation[] },
): readonly string[] {
  return checkSteps(answer, basis).flatMap(({ problem }) => problem ?? []);
}

describe("checkSteps", () => {
  const plan = (...descriptions: (string | [agentType: string, description: string])[]) => ({
    criteria: [],
    steps: descriptions.map((each, at): PlannedStep =>
      typeof each === "string"
        ? { id: `S${at + 1}`, description: each }
        : { id: `S${at + 1}`, agentType: each[0], description: each[1] },
    ),
  });

  test.each([
    [
      "a delegation to its agent with similar words",
      plan(["knowledge", "Research React lists"], ["planner", "Plan it"]),
      [done("Research how lists work"), done("Make a plan", { agentType: "planner" })],
      "Keys [E1].",
    ],
    [
      "as many delegations to its agent as it has steps",
      plan(["knowledge", "Alpha"], ["knowledge", "Beta"]),
      [done("x y"), done("z")],
      "Keys [E1].",
    ],
    [
      "one delegation for several steps",
      plan(["knowledge", "Research Hono"], ["knowledge", "Research Koa"]),
      [done("Research Hono and Koa")],
      "Keys [E1].",
    ],
    [
      "another agent that did the same",
      plan(["browser", "Read the price of the lamp"]),
      [done("Find the price of the lamp")],
      "Keys [E1].",
    ],
    [
      "a capability in the place of the type",
      plan(["research", "Alpha"]),
      [done("x", { capability: "research" })],
      "Keys [E1].",
    ],
    ["its own work", plan("Summarise the findings", "Then write the answer"), [], "Keys [E1]."],
    ["an answer that speaks of it", plan("Licence of React"), [], "The licence of React is MIT [E2]."],
    [
      "a failure that is admitted",
      plan(["code", "Implement the list"]),
      [fail("Implement the list", "code")],
      "Keys [E1]. This could not be implemented.",
    ],
    [
      "the failed agent's name",
      plan(["code", "Implement the list"]),
      [fail("Implement the list", "code")],
      "Keys [E1]. Nothing came of the step for Code, sadly.",
    ],
    [
      "the failure's words",
      plan(["zeta", "Implement the list"]),
      [fail("Implement the list", "zeta")],
      "Keys [E1]. Agent zeta not registered.",
    ],
    [
      "an admission without a delegation",
      plan(["code", "Implement the list"]),
      [],
      "Keys [E1]. The list could not be implemented, as no code agent is there.",
    ],
    [
      "a second attempt that completed",
      plan(["code", "Implement the list"]),
      [fail("Implement the list", "code"), done("Implement the list", { agentType: "review" })],
      "Keys [E1].",
    ],
  ])("passes with %s", (_what, steps, delegations, answer) => {
    expect(list(answer, { plan: steps, delegations })).toEqual([]);
  });

  test.each([
    [
      "nothing",
      plan(["planner", "Plan the implementation"]),
      [],
      "Nothing was delegated for it. DELEGATE it to planner",
    ],
    [
      "another task of another agent",
      plan(["planner", "Plan the implementation"]),
      [done("Research lists")],
      "Nothing was delegated for it.",
    ],
    [
      "too few tasks of its agent",
      plan(["knowledge", "Research Hono"], ["knowledge", "Inspect Koa sources"]),
      [done("Research Hono")],
      "Nothing was delegated for it. DELEGATE it to knowledge",
    ],
    [
      "a failure that is passed over",
      plan(["code", "Implement the list"]),
      [fail("Implement the list", "code")],
      "Its delegation to code failed, and the answer does not say so.",
    ],
    [
      "a step without an agent that nobody speaks of",
      plan("Measure memory usage of browsers"),
      [],
      "Nothing was delegated for it. DELEGATE it, or",
    ],
  ])("sends back a step with %s", (_what, steps, delegations, problem) => {
    expect(list("Keys [E1].", { plan: steps, delegations })).toEqual([expect.stringContaining(problem)]);
  });
});

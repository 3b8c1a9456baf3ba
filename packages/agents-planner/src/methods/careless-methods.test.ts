import { stat } from "node:fs/promises";
import { ErrorCode, literal, OrchestrationError } from "@convoke/core";
import { expect, test } from "vitest";
import { planGoal, planning } from "../../test/plan-goal.ts";
import { composePlan } from "../compose/compose-plan.ts";
import type { Method } from "./method.ts";
import { createMethodLibrary } from "./method-library.ts";
import { mostSteps } from "./read-expansion.ts";
import type { StepDraft } from "./step-draft.ts";

const pour: StepDraft = {
  id: "pour",
  agentType: "barista",
  description: "Pour coffee",
  successCriterion: "it is hot",
};

const brew: Method = {
  name: "brew-coffee",
  description: "Coffee, by hand",
  goal: { mentions: ["coffee"] },
  subtasks: () => ({ steps: [pour] }),
};

function plan(method: Method) {
  const library = createMethodLibrary([method], planning);
  return composePlan(planning.goals.read("Make coffee"), { ...planning, library });
}

function catchError(work: () => unknown): OrchestrationError {
  try {
    work();
  } catch (error) {
    if (OrchestrationError.is(error)) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

// as in plain JavaScript: nothing but the planner looks at what a method returns
const late = (async () => {
  throw new Error("too late");
}) as () => never;

test.each<[string, Method]>([
  ["subtasks", { ...brew, subtasks: late }],
  ["goal", { ...brew, goal: late }],
  ["goal.where", { ...brew, goal: { where: late } }],
  ["the precondition “milk”", { ...brew, preconditions: [{ description: "milk", holds: late }] }],
  ["steps of subtasks", { ...brew, subtasks: () => ({ steps: late() }) }],
])("MethodLibrary.expand refuses a promise of %s, whose rejection harms nobody", async (part, method) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const error = catchError(() => plan(method));
  // rejections are reported before the next answer of the file system
  await stat(import.meta.dirname);
  process.off("unhandledRejection", note);
  expect(error.code).toBe(ErrorCode.AGENT_FAILED);
  expect(error.message).toContain(`“brew-coffee” returned a promise in ${part}, which must not be async`);
  expect(unhandled).toEqual([]);
});

test("MethodLibrary.expand refuses more steps than a plan takes, those of parts counted together", () => {
  const many = (count: number): StepDraft[] =>
    Array.from({ length: count }, (_, index) => ({ ...pour, id: `pour-${index}` }));
  const tooMany = catchError(() => plan({ ...brew, subtasks: () => ({ steps: many(mostSteps + 1) }) }));
  expect(tooMany.code).toBe(ErrorCode.AGENT_FAILED);
  expect(tooMany.message).toContain(`“brew-coffee” makes ${mostSteps + 1} steps of one goal`);
  const half = (goal: { text: string }) =>
    goal.text === "Make coffee"
      ? { steps: ["one", "two"].map((id) => ({ id, goal: `Pour coffee ${id}` })) }
      : { steps: many(mostSteps / 2) };
  expect(catchError(() => plan({ ...brew, subtasks: half })).message).toContain("“brew-coffee” makes 10002");
});

test("MethodLibrary.expand takes inputs that contain themselves or are deeply nested: the plan is refused, named", () => {
  const cyclic: Record<string, unknown> = { name: "cup" };
  cyclic["itself"] = cyclic;
  cyclic["again"] = [cyclic];
  let deep: unknown = "sugar";
  for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
  for (const [input, words] of [
    [cyclic, "it contains itself"],
    [deep, "nested more than"],
  ]) {
    const error = catchError(() => plan({ ...brew, subtasks: () => ({ steps: [{ ...pour, input }] }) }));
    expect(error.code).toBe(ErrorCode.INVALID_OUTPUT);
    expect(error.message).toContain("brew-coffee");
    expect(error.message).toContain(words);
  }
});

test("MethodLibrary.expand keeps inputs as they are, fields of odd names too", () => {
  const input = JSON.parse('{"__proto__":{"a":1},"list":[{"b":[null]}]}') as unknown;
  const { steps } = plan({ ...brew, subtasks: () => ({ steps: [{ ...pour, input: literal(input) }] }) });
  expect(JSON.stringify(steps[0]?.input)).toBe(JSON.stringify({ $literal: input }));
});

test.each([
  "as a user I want ",
  "build a shop with carts and ",
  "if it rains, tell me ",
  "fix the bug that ",
  "compare a very long name of a thing ",
  "so that we can ",
])("createPlan keeps every text of a step short when a goal goes on with “%s”", (phrase) => {
  const { steps } = planGoal(phrase.repeat(10_000 / phrase.length));
  for (const { id, description, successCriterion, input } of steps)
    for (const text of [id, description, successCriterion, JSON.stringify(input)])
      expect(text.length).toBeLessThan(1_500);
});

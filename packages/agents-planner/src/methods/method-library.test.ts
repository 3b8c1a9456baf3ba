import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planning } from "../../test/plan-goal.ts";
import { composePlan } from "../compose/compose-plan.ts";
import { defineMethod, type Method } from "./method.ts";
import { checkMethods, createMethodLibrary } from "./method-library.ts";
import { shippedMethods } from "./shipped-methods.ts";

const brew = defineMethod({
  name: "brew-coffee",
  description: "Coffee, by hand",
  goal: (goal) => (goal.object.includes("coffee") ? 1 : 0),
  subtasks: (goal) => ({
    steps: [
      {
        id: "grind",
        agentType: "barista",
        description: `Grind beans for ${goal.object}`,
        successCriterion: "fine powder",
      },
      {
        id: "brew",
        agentType: "barista",
        description: `Brew ${goal.object}`,
        consumes: ["grind"],
        estimatedTime: 180,
        successCriterion: "the cup is full",
      },
    ],
  }),
});

function plan(methods: readonly Method[], goal = "Make a coffee for Ada") {
  checkMethods([...methods, ...shippedMethods]);
  const library = createMethodLibrary([...methods, ...shippedMethods], planning);
  return composePlan(planning.goals.read(goal), { ...planning, library });
}

function catchError(work: () => unknown): { code: string; message: string } {
  try {
    work();
  } catch (error) {
    if (OrchestrationError.is(error)) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("createMethodLibrary", () => {
  test("lets a method of one's own win, and completes its steps", () => {
    const made = plan([brew]);
    expect(made.method).toBe("brew-coffee");
    expect(made.steps[1]).toMatchObject({
      id: "brew",
      dependsOn: ["grind"],
      estimatedTime: 180,
      input: { task: "Brew coffee for Ada", results: { grind: { $fromTask: { id: "grind" } } } },
    });
  });

  test("gives the parts of a goal to the methods that fit them", () => {
    const made = plan([brew], "Make a coffee for Ada and then research espresso machines");
    expect(made.method).toBe("several-goals");
    expect(made.steps.map((step) => step.agentType)).toEqual([
      "barista",
      "barista",
      "knowledge",
      "knowledge",
      "planner",
    ]);
  });

  test("numbers ids that two parts of a goal share", () => {
    const ids = plan([brew], "Make a coffee for Ada and make a coffee for Bob").steps.map((step) => step.id);
    expect(ids).toEqual(["grind", "brew", "grind-2", "brew-2"]);
  });

  test.each([
    [
      "throws",
      {
        ...brew,
        subtasks: () => {
          throw new Error("no beans");
        },
      },
      ErrorCode.AGENT_FAILED,
      "no beans",
    ],
    ["fits by nonsense", { ...brew, goal: () => Number.NaN }, ErrorCode.AGENT_FAILED, "must return 0 to 1"],
    [
      "returns no steps",
      { ...brew, subtasks: () => ({ steps: [] }) },
      ErrorCode.AGENT_FAILED,
      "at least one",
    ],
    [
      "never ends",
      { ...brew, subtasks: (goal, library) => library.expand(goal) },
      ErrorCode.AGENT_FAILED,
      "let one of them end",
    ],
    [
      "makes a plan that cannot run",
      {
        ...brew,
        subtasks: () => ({
          steps: [{ id: "a", agentType: "b", description: "c", consumes: ["milk"], successCriterion: "d" }],
        }),
      },
      ErrorCode.INVALID_OUTPUT,
      "needs “milk”, which no step produces",
    ],
  ] satisfies [string, Method, string, string][])(
    "names the method that %s",
    (_what, method, code, words) => {
      const error = catchError(() => plan([method]));
      expect(error.code).toBe(code);
      expect(error.message).toContain("brew-coffee");
      expect(error.message).toContain(words);
    },
  );

  test("refuses two methods of one name, and methods without a name", () => {
    expect(catchError(() => plan([brew, brew]))).toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    expect(catchError(() => defineMethod({ ...brew, name: " " }))).toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
    });
  });

  test("takes ids such as toString", () => {
    const odd = defineMethod({
      ...brew,
      subtasks: () => ({
        steps: [
          { id: "toString", agentType: "barista", description: "coffee", successCriterion: "done" },
          {
            id: "valueOf",
            agentType: "barista",
            description: "coffee",
            consumes: ["toString"],
            successCriterion: "done",
          },
        ],
      }),
    });
    const made = plan([odd]);
    expect(made.steps[1]?.dependsOn).toEqual(["toString"]);
    expect(JSON.stringify(made.steps[1]?.input)).toContain('"toString":{"$fromTask":{"id":"toString"}}');
  });
});

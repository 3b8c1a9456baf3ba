import { ErrorCode, OrchestrationError } from "@convoke/core";
import { describe, expect, test } from "vitest";
import { planning } from "../../test/plan-goal.ts";
import { composePlan } from "../compose/compose-plan.ts";
import { defineMethod, type Method } from "./method.ts";
import { checkMethods, createMethodLibrary } from "./method-library.ts";
import type { StepDraft } from "./step-draft.ts";
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
      "asks for parts without end",
      { ...brew, subtasks: (goal) => ({ steps: [{ id: "again", goal }] }) },
      ErrorCode.AGENT_FAILED,
      "let one of them end",
    ],
    [
      "asks for too many parts",
      {
        ...brew,
        subtasks: () => ({
          steps: Array.from({ length: 1_001 }, (_, index) => ({ id: `p${index}`, goal: "Research tea" })),
        }),
      },
      ErrorCode.AGENT_FAILED,
      "more than 1000 goals",
    ],
    [
      "has a part without words",
      { ...brew, subtasks: () => ({ steps: [{ id: "part", goal: " " }] }) },
      ErrorCode.AGENT_FAILED,
      "an empty goal",
    ],
    [
      "gives two parts one id",
      {
        ...brew,
        subtasks: () => ({
          steps: [
            { id: "part", goal: "Research tea" },
            { id: "part", goal: "Research milk" },
          ],
        }),
      },
      ErrorCode.AGENT_FAILED,
      "two steps with the id “part”",
    ],
    [
      "returns a step without a description",
      { ...brew, subtasks: () => ({ steps: [{ id: "part" } as StepDraft] }) },
      ErrorCode.AGENT_FAILED,
      "give it a description, or a goal to decompose",
    ],
    [
      "fails in a precondition",
      {
        ...brew,
        preconditions: [
          {
            description: "milk",
            holds: () => {
              throw new Error("no fridge");
            },
          },
        ],
      },
      ErrorCode.AGENT_FAILED,
      "no fridge",
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

  test("leaves methods out, for the parts of a goal as well", () => {
    const library = createMethodLibrary([brew, ...shippedMethods], planning);
    const goal = planning.goals.read("Make a coffee for Ada and then research espresso machines");
    const { method, madeBy } = library.expand(goal, { without: ["brew-coffee"] });
    expect(method).toBe("several-goals");
    expect([...madeBy.values()]).not.toContain("brew-coffee");
    expect([...library.expand(goal).madeBy.values()]).toContain("brew-coffee");
  });

  test("uses the next method when a precondition does not hold, and says so", () => {
    const cautious = defineMethod({
      ...brew,
      name: "brew-by-machine",
      preconditions: [
        {
          description: "a machine",
          holds: (_goal, { agents }) =>
            agents.length === 0 || agents.some(({ agentType }) => agentType === "machine"),
        },
      ],
    });
    const methods = [cautious, brew, ...shippedMethods];
    const goal = planning.goals.read("Make a coffee for Ada");
    const agent = { agentType: "barista", name: "Bo", description: "Brews", capabilities: [] };
    expect(createMethodLibrary(methods, planning).expand(goal).method).toBe("brew-by-machine");
    const { method, assumptions } = createMethodLibrary(methods, { ...planning, agents: [agent] }).expand(
      goal,
    );
    expect(method).toBe("brew-coffee");
    expect(assumptions).toContain("The method “brew-by-machine” was not used: it needs a machine.");
  });

  test.each([
    ["an unknown field", { ...brew, subtask: brew.subtasks }, "did you mean “subtasks”"],
    [
      "a field of old",
      { ...brew, applies: () => 1 },
      "an unknown field “applies”: known are name, description, goal",
    ],
    ["an unknown part of a pattern", { ...brew, goal: { verb: ["make"] } }, "did you mean “verbs”"],
    ["an empty list", { ...brew, goal: { verbs: [] } }, "goal.verbs must be a list"],
    ["an unknown intent", { ...brew, goal: { intents: ["biuld"] } }, "did you mean “build”"],
    ["no goal", { ...brew, goal: undefined }, "goal must be a pattern"],
    ["no subtasks", { ...brew, subtasks: undefined }, "needs a function subtasks"],
    [
      "a precondition without words",
      { ...brew, preconditions: [{ holds: () => true }] },
      "completes “it needs …”",
    ],
    [
      "a precondition that cannot be asked",
      { ...brew, preconditions: [{ description: "milk" }] },
      "function holds",
    ],
  ])("refuses %s", (_what, method, words) => {
    const error = catchError(() => defineMethod(method as unknown as Method));
    expect(error.code).toBe(ErrorCode.INVALID_ARGUMENT);
    expect(error.message).toContain(words);
    expect(error.message).toContain("brew-coffee");
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

import { fromTask, literal } from "@convoke/core";
import { createScriptedAgent } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, broken, capability, createTeam, statuses } from "../../test/create-team.ts";
import { makePlan } from "../../test/make-plan.ts";
import { defineMethod } from "../methods/method.ts";
import type { Replanning } from "../replan/replanning.ts";
import { executePlan } from "./execute-plan.ts";

describe("executePlan, retry-elsewhere", () => {
  test("tries a failed step on another agent of its type, and only that step and what hangs on it", async () => {
    const first = agent("code", "First", ["one", broken], undefined, 9);
    const second = agent("code", "Second", [{ text: "two" }, "three"]);
    const plan = makePlan([
      { id: "a" },
      { id: "b", dependsOn: ["a"], input: { a: fromTask("a") } },
      { id: "c", dependsOn: ["b"], input: { b: fromTask("b", "text"), a: "kept" }, agentType: "other" },
    ]);
    const other = agent("other", "Other", ["four"]);
    const seen: Replanning[] = [];
    const execution = await executePlan(createTeam(first, second, other), plan, {
      id: "x",
      onReplan: (replanning) => void seen.push(replanning),
    });
    expect(execution).toMatchObject({ status: "completed", rounds: 2 });
    expect(first.calls).toHaveLength(2);
    expect(second.calls.map(({ task }) => [task.taskId, task.input])).toEqual([["x.2/b", { a: "one" }]]);
    expect(other.calls[0]?.task.input).toEqual({ b: "two", a: "kept" });
    expect(seen).toMatchObject([{ finished: ["a"], dropped: [], given: [], questions: [] }]);
    expect(execution.decisions).toEqual([
      {
        stepId: "b",
        strategy: "retry-elsewhere",
        explanation:
          "Step “b” (Do b) failed on “First”: the machine is broken. It is tried again on “Second” (code), which is of the same type.",
        replacedBy: ["b"],
        failedBy: { agentType: "code", agentName: "First" },
      },
    ]);
  });

  test("finds an agent of another type by the capability, and never asks one twice", async () => {
    const coder = agent("code", "Coder", [broken], [capability("implement"), capability("explain")]);
    const hand = agent("hand", "Hand", [broken], [capability("implement")]);
    const hermit = agent("hermit", "Hermit", ["no"], [capability("explain")]);
    const execution = await executePlan(
      createTeam(coder, hand, hermit),
      makePlan([{ id: "a", agentType: "code", capability: "implement" }]),
      { maxReplans: 10, strategies: ["retry-elsewhere"] },
    );
    expect(execution).toMatchObject({ status: "failed", rounds: 2 });
    expect(execution.decisions.map(({ strategy, failedBy }) => [strategy, failedBy?.agentName])).toEqual([
      ["retry-elsewhere", "Coder"],
      ["give-up", "Hand"],
    ]);
    expect([coder, hand, hermit].map(({ calls }) => calls.length)).toEqual([1, 1, 0]);
  });

  test("does not try elsewhere what fails the same everywhere", async () => {
    const schema = {
      "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message: "is no goal" }] }) },
    } as const;
    const picky = createScriptedAgent({
      agentType: "code",
      name: "Picky",
      script: ["no"],
      inputSchema: schema,
    });
    const second = agent("code", "Second", ["yes"], undefined, 1);
    const execution = await executePlan(createTeam(picky, second), makePlan([{ id: "a", input: {} }]), {
      strategies: ["retry-elsewhere"],
    });
    expect(execution.steps[0]).toMatchObject({ status: "failed", code: "invalid_input" });
    expect(execution.decisions[0]?.explanation).toContain("another agent would get the same");
    expect(second.calls).toHaveLength(0);
  });

  test("protects results that look like references", async () => {
    const tricky = { $fromTask: { id: "nowhere" } };
    const first = agent("code", "First", [tricky, broken], undefined, 9);
    const second = agent("code", "Second", ["done"]);
    const plan = makePlan([
      { id: "a" },
      { id: "b", dependsOn: ["a"], input: { a: fromTask("a"), raw: literal({ $fromTask: { id: "a" } }) } },
    ]);
    expect((await executePlan(createTeam(first, second), plan)).status).toBe("completed");
    expect(second.calls[0]?.task.input).toEqual({ a: tricky, raw: { $fromTask: { id: "a" } } });
  });
});

describe("executePlan, alternative-method", () => {
  const borrow = defineMethod({
    name: "borrow",
    description: "Borrow it and paint it",
    goal: (goal) => (goal.text.includes("bicycle") ? 1 : 0),
    subtasks: () => ({
      steps: [
        { id: "b", agentType: "lender", description: "Borrow one", successCriterion: "it is here" },
        {
          id: "paint",
          agentType: "painter",
          description: "Paint it",
          consumes: ["b"],
          successCriterion: "red",
        },
      ],
    }),
  });
  const plan = makePlan([
    { id: "a" },
    {
      id: "b",
      dependsOn: ["a"],
      description: "Build a bicycle",
      input: { task: "Build", results: { a: fromTask("a") } },
    },
    { id: "c", dependsOn: ["b"], input: { bicycle: fromTask("b", "colour") } },
  ]);

  test("replaces a failed step by other steps that end in what it would have produced", async () => {
    const coder = agent("code", "Coder", ["wheels", broken, "ridden"]);
    const lender = agent("lender", "Lender", ["a bicycle"]);
    const painter = agent("painter", "Painter", [{ colour: "red" }]);
    const execution = await executePlan(createTeam(coder, lender, painter), plan, { methods: [borrow] });
    expect(execution).toMatchObject({ status: "completed", rounds: 2 });
    expect(execution.decisions).toMatchObject([
      { stepId: "b", strategy: "alternative-method", method: "borrow", replacedBy: ["b-2", "paint"] },
    ]);
    expect(execution.decisions[0]?.explanation).toBe(
      "Step “b” (Build a bicycle) failed on “Coder”: the machine is broken. By the method “borrow”, b-2 and paint take its place. Not on another agent: nobody else is registered for type “code”.",
    );
    expect(lender.calls[0]?.task.input).toEqual({ task: "Borrow one", results: { a: "wheels" } });
    expect(painter.calls[0]?.task.input).toEqual({ task: "Paint it", results: { "b-2": "a bicycle" } });
    expect(coder.calls.at(-1)?.task.input).toEqual({ bicycle: "red" });
    expect(execution.steps.find(({ id }) => id === "b")).toMatchObject({
      status: "failed",
      replacedBy: ["b-2", "paint"],
    });
  });

  test("is not taken where somebody is missing, or where it asks the same again", async () => {
    const same = defineMethod({
      name: "same",
      description: "The same again",
      goal: () => 0.99,
      subtasks: () => ({
        steps: [
          { id: "again", agentType: "code", description: "build one", successCriterion: "it is built" },
        ],
      }),
    });
    for (const [method, reason] of [
      [borrow, "“borrow” needs lender, for which nobody is registered"],
      [same, "“same” would ask the same agents again"],
    ] as const) {
      const coder = agent("code", "Coder", ["wheels", broken]);
      const execution = await executePlan(createTeam(coder), plan, { methods: [method] });
      expect(execution.status).toBe("partial");
      expect(execution.decisions[0]?.explanation).toContain(`Not by another method: ${reason}.`);
    }
  });

  test("is not tried twice: a step of its own that fails is planned without it", async () => {
    const coder = agent("code", "Coder", ["wheels", broken]);
    const execution = await executePlan(
      createTeam(coder, agent("lender", "Lender", [broken]), agent("painter", "Painter", ["no"])),
      plan,
      { methods: [borrow], strategies: ["alternative-method"], maxReplans: 9 },
    );
    expect(execution.status).toBe("partial");
    expect(execution.rounds).toBe(2);
    expect(execution.decisions.map(({ stepId, method }) => [stepId, method])).toEqual([
      ["b", "borrow"],
      ["b-2", undefined],
    ]);
  });
});

describe("executePlan, drop-optional", () => {
  test("goes on without an optional step, whose consumers lose the reference", async () => {
    const coder = agent("code", "Coder", ["one", "three"]);
    const plan = makePlan([
      { id: "a" },
      { id: "b", dependsOn: ["a"], optional: true, agentType: "extra" },
      {
        id: "c",
        dependsOn: ["a", "b"],
        input: {
          all: [fromTask("a"), fromTask("b")],
          b: fromTask("b"),
          results: { b: fromTask("b", "x"), a: 1 },
        },
      },
    ]);
    const execution = await executePlan(createTeam(coder), plan);
    expect(execution).toMatchObject({ status: "completed", rounds: 2 });
    expect(coder.calls[1]?.task.input).toEqual({ all: ["one"], results: { a: 1 } });
    expect(execution.steps[1]).toMatchObject({ id: "b", status: "failed", dropped: true, optional: true });
    expect(execution.plan.steps).toMatchObject([{ id: "c", consumes: ["a"], dependsOn: [] }]);
  });

  test("drops an optional step that waits for what has failed, so that others go on", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([
      { id: "bad", agentType: "extra" },
      { id: "nice", dependsOn: ["bad"], optional: true },
      { id: "good", dependsOn: ["nice"], input: { nice: fromTask("nice") } },
    ]);
    const execution = await executePlan(createTeam(coder), plan);
    expect(execution.status).toBe("partial");
    expect(statuses(execution)).toMatchObject({ bad: "failed", good: "completed" });
    expect(execution.decisions.map(({ stepId, strategy }) => [stepId, strategy])).toEqual([
      ["bad", "give-up"],
      ["nice", "drop-optional"],
    ]);
  });
});

import { type AgentCapability, fromTask, literal, Orchestrator } from "@convoke/core";
import {
  createManualRuntime,
  createScriptedAgent,
  hold,
  recordEvents,
  type ScriptedAgent,
  type ScriptStep,
} from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { makePlan } from "../../test/make-plan.ts";
import { createEstimateHistory } from "../estimates/create-estimate-history.ts";
import { defineMethod } from "../methods/method.ts";
import type { ReplanAnswer, Replanning, ReplanQuestion } from "../replan/replanning.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";
import { executePlan } from "./execute-plan.ts";
import { findStepOfTask } from "./find-step.ts";
import type { PlanExecution } from "./plan-execution.ts";

function capability(name: string, estimatedTime = 1, costEstimate?: number): AgentCapability {
  return {
    name,
    description: name,
    inputTypes: [],
    outputTypes: [],
    estimatedTime,
    ...(costEstimate !== undefined && { costEstimate }),
  };
}

function agent(
  agentType: string,
  name: string,
  script: readonly ScriptStep[],
  capabilities = [capability(`be ${agentType}`)],
  priority = 5,
): ScriptedAgent {
  return createScriptedAgent({ agentType, name, script, capabilities, priority });
}

function createTeam(...agents: readonly ScriptedAgent[]): Orchestrator {
  const orchestrator = new Orchestrator();
  for (const one of agents) orchestrator.registerAgent(one);
  return orchestrator;
}

function statuses({ steps }: PlanExecution): Record<string, string> {
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

const broken = new Error("the machine is broken");

describe("executePlan", () => {
  test("runs a plan to its end, results flowing by reference", async () => {
    const coder = agent("code", "Coder", [{ parts: ["a", "b"] }, "done"]);
    const plan = makePlan([
      { id: "first" },
      { id: "second", dependsOn: ["first"], input: { part: fromTask("first", "parts[1]") } },
    ]);
    const execution = await executePlan(createTeam(coder), plan, { id: "x" });
    expect(execution).toMatchObject({ id: "x", status: "completed", rounds: 1, decisions: [], plan });
    expect(coder.calls[1]?.task.input).toEqual({ part: "b" });
    expect(execution.steps).toMatchObject([
      {
        id: "first",
        taskId: "x/first",
        status: "completed",
        result: { parts: ["a", "b"] },
        agentName: "Coder",
      },
      { id: "second", taskId: "x/second", status: "completed", estimated: { seconds: 1, costUsd: 0.01 } },
    ]);
  });

  test("tells the step of each of the orchestrator's events by the task's id", async () => {
    const orchestrator = createTeam(
      agent("code", "A", [broken, "later"]),
      agent("code", "B", ["done"], undefined, 1),
    );
    const recorder = recordEvents(orchestrator);
    await executePlan(orchestrator, makePlan([{ id: "only" }]), { id: "x" });
    const started = recorder.events.flatMap((event) =>
      event.type === "task-started" ? [event.task.taskId] : [],
    );
    expect(started.map((taskId) => findStepOfTask("x", taskId))).toEqual([
      { stepId: "only", round: 1 },
      { stepId: "only", round: 2 },
    ]);
    for (const other of ["y/only", "x", "x-1/only", "x-a/only", "xy/only", "x-02/only"]) {
      expect(findStepOfTask("x", other)).toBeUndefined();
    }
    expect(findStepOfTask("x", "x-3/only/child")).toEqual({ stepId: "only", round: 3 });
  });

  test("measures seconds and USD beside the estimates", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    const coder = agent("code", "Coder", [hold()], [capability("implement", 5, 0.25)]);
    orchestrator.registerAgent(coder);
    const running = executePlan(orchestrator, makePlan([{ id: "only" }]), { runtime });
    await coder.called(1);
    await runtime.advance(7_000);
    coder.release(0, "done");
    expect(await running).toMatchObject({
      seconds: 7,
      costUsd: 0.25,
      steps: [{ actual: { seconds: 7, costUsd: 0.25 }, estimated: { seconds: 1, costUsd: 0.01 } }],
    });
  });

  test("refuses a plan that is not valid with every problem, before anything runs", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([
      { id: "a", dependsOn: ["b"] },
      { id: "b", dependsOn: ["a"] },
      { id: "c", consumes: ["d"] },
    ]);
    await expect(executePlan(createTeam(coder), plan)).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringMatching(/wait for one another.*needs “d”|needs “d”.*wait for one another/s),
    });
    expect(coder.calls).toHaveLength(0);
  });

  test.each<[ExecutePlanOptions, RegExp]>([
    [{ maxCostUsd: 0.019 }, /estimated at 0\.02 USD, and only 0\.019 USD are allowed/],
    [{ maxDurationMs: 1_999 }, /estimated at 2 s, and only 1\.999 s are allowed/],
    [{ deadlineAt: 1_000, runtime: createManualRuntime() }, /estimated at 2 s, and only 1 s are allowed/],
  ])("refuses a plan whose estimate is above a limit, with the figures: %o", async (options, message) => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"] }]);
    await expect(executePlan(createTeam(coder), plan, options)).rejects.toMatchObject({
      code: "budget_exceeded",
      message: expect.stringMatching(message),
    });
    expect(coder.calls).toHaveLength(0);
  });

  test.each<[object, RegExp]>([
    [{ maxCostUSD: 1 }, /unknown option “maxCostUSD”.*Did you mean “maxCostUsd”\?/],
    [{ maxReplans: -1 }, /maxReplans is -1/],
    [{ maxCostUsd: Number.NaN }, /maxCostUsd is NaN/],
    [{ strategies: ["retry-elswhere"] }, /Did you mean “retry-elsewhere”\?/],
    [{ strategies: ["ask"] }, /needs the option ask/],
    [{ id: "a/b" }, /\//],
  ])("refuses the options %j", async (options, message) => {
    const coder = agent("code", "Coder", ["done"]);
    await expect(executePlan(createTeam(coder), makePlan([{ id: "a" }]), options)).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringMatching(message),
    });
    expect(coder.calls).toHaveLength(0);
  });

  test("fails honestly where nobody is registered, and runs the rest", async () => {
    const execution = await executePlan(
      createTeam(agent("code", "Coder", ["done"])),
      makePlan([{ id: "a" }, { id: "b", agentType: "paint" }, { id: "c", dependsOn: ["b"] }]),
    );
    expect(execution.status).toBe("partial");
    expect(statuses(execution)).toEqual({ a: "completed", b: "failed", c: "cancelled" });
    expect(execution.decisions).toMatchObject([{ stepId: "b", strategy: "give-up" }]);
    expect(execution.decisions[0]?.explanation).toMatch(
      /^Step “b” \(Do b\) failed: Agent paint not registered\. Nothing is left to try\. Not on another agent: nobody is registered for type “paint”\./,
    );
  });
});

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
    expect(second.calls.map(({ task }) => [task.taskId, task.input])).toEqual([["x-2/b", { a: "one" }]]);
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
    applies: (goal) => (goal.text.includes("bicycle") ? 1 : 0),
    expand: () => ({
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
      applies: () => 0.99,
      expand: () => ({
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

describe("executePlan, ask", () => {
  const plan = makePlan([
    { id: "a", agentType: "lost" },
    { id: "b", dependsOn: ["a"], input: { a: fromTask("a", "x"), more: 1 } },
    { id: "free" },
  ]);

  async function answer(given: ReplanAnswer): Promise<[PlanExecution, ReplanQuestion[], ScriptedAgent]> {
    const coder = agent("code", "Coder", ["done"]);
    const questions: ReplanQuestion[] = [];
    const execution = await executePlan(createTeam(coder), plan, {
      maxReplans: 1,
      ask: async (question) => {
        questions.push(question);
        return given;
      },
    });
    return [execution, questions, coder];
  }

  test("asks with what failed and the choices", async () => {
    const [, questions] = await answer("stop");
    expect(questions).toEqual([
      {
        stepId: "a",
        description: "Do a",
        error: "Agent lost not registered",
        choices: ["retry", "skip", "result", "stop"],
      },
    ]);
  });

  test("takes a result by hand", async () => {
    const [execution, , coder] = await answer({ result: { x: 7 } });
    expect(execution).toMatchObject({ status: "completed", rounds: 2 });
    expect(execution.steps[0]).toMatchObject({
      id: "a",
      status: "completed",
      result: { x: 7 },
      byHand: true,
    });
    expect(coder.calls[1]?.task.input).toEqual({ a: 7, more: 1 });
  });

  test("goes on without the step, and does not call that a success", async () => {
    const [execution, , coder] = await answer("skip");
    expect(execution.status).toBe("partial");
    expect(execution.steps[0]).toMatchObject({ status: "failed", dropped: true });
    expect(coder.calls[1]?.task.input).toEqual({ more: 1 });
  });

  test("tries again within the limit of rounds", async () => {
    const [execution, questions] = await answer("retry");
    expect(execution).toMatchObject({ status: "partial", rounds: 2 });
    expect(questions).toHaveLength(1);
    expect(execution.decisions[1]?.explanation).toContain("It was replanned once, which is the limit.");
  });

  test("ends the plan", async () => {
    const [execution, , coder] = await answer("stop");
    expect(execution).toMatchObject({ status: "partial", rounds: 1 });
    expect(coder.calls).toHaveLength(1);
  });

  test("counts one that rejects, or answers nonsense, as no answer", async () => {
    for (const ask of [
      () => Promise.reject(new Error("nobody is there")),
      () => Promise.resolve("perhaps" as ReplanAnswer),
      () => Promise.resolve(undefined as unknown as ReplanAnswer),
    ]) {
      const execution = await executePlan(createTeam(agent("code", "Coder", ["done"])), plan, { ask });
      expect(execution.status).toBe("partial");
      expect(execution.decisions[0]).toMatchObject({ strategy: "give-up" });
      expect(execution.decisions[0]?.explanation).toMatch(
        /nobody is there|the answer was none of|the answer was empty/,
      );
    }
  });
});

describe("executePlan, limits", () => {
  test("keeps all rounds together within the budget, also where agents announce no cost", async () => {
    const spend =
      (costUsd: number): ScriptStep =>
      async (_task, context) => {
        const reservation = await context.budget.reserve({ costUsd });
        await reservation.settle({ costUsd });
        throw broken;
      };
    const agents = ["A", "B", "C"].map((name) => agent("code", name, [spend(0.4)]));
    const plan = makePlan([{ id: "a", costEstimate: 0.4 }]);
    const execution = await executePlan(createTeam(...agents), plan, {
      maxCostUsd: 1,
      estimates: { code: { seconds: 1, costUsd: 0.4 } },
    });
    expect(execution).toMatchObject({ status: "failed", rounds: 2, costUsd: 0.8 });
    expect(execution.decisions.at(-1)?.explanation).toMatch(
      /Not on another agent: on “.” it would cost 0\.4 USD and only 0\.2 USD are left\./,
    );
  });

  test("counts what steps have delegated", async () => {
    const helper = agent("helper", "Helper", ["done"], [capability("help", 1, 0.3)]);
    const boss = agent("boss", "Boss", [
      async (_task, { delegate }) => (await delegate({ agentType: "helper", description: "Help" })).result,
    ]);
    const execution = await executePlan(
      createTeam(helper, boss),
      makePlan([{ id: "a", agentType: "boss", costEstimate: 0.1 }]),
      { maxCostUsd: 0.5 },
    );
    expect(execution.status).toBe("completed");
    expect(execution.costUsd).toBeCloseTo(0.4, 9);
  });

  test("stops at the deadline, and tries nothing more", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    const slow = agent("code", "Slow", [hold()]);
    const second = agent("code", "Second", ["done"], undefined, 1);
    for (const one of [slow, second]) orchestrator.registerAgent(one);
    const running = executePlan(orchestrator, makePlan([{ id: "a" }]), { maxDurationMs: 5_000, runtime });
    await slow.called(1);
    await runtime.advance(5_000);
    const execution = await running;
    expect(execution.status).toBe("failed");
    expect(execution.steps[0]).toMatchObject({ status: "failed", code: "budget_exceeded" });
    expect(execution.decisions[0]?.explanation).toContain("The time for the plan is over.");
    expect(second.calls).toHaveLength(0);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("does not replan when that is switched off, and leaves an optional failure be", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([{ id: "a" }, { id: "b", agentType: "extra", optional: true }]);
    const execution = await executePlan(createTeam(coder), plan, { maxReplans: 0 });
    expect(execution).toMatchObject({ status: "completed", rounds: 1 });
    expect(execution.decisions[0]?.explanation).toContain("Replanning is switched off.");
  });
});

describe("executePlan, aborted", () => {
  test("runs nothing for a signal that is aborted already", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const execution = await executePlan(createTeam(coder), makePlan([{ id: "a" }]), {
      signal: AbortSignal.abort(new Error("never mind")),
    });
    expect(execution).toMatchObject({
      status: "cancelled",
      rounds: 0,
      steps: [{ id: "a", status: "cancelled" }],
    });
    expect(coder.calls).toHaveLength(0);
  });

  test("settles everything that runs, and keeps what has finished", async () => {
    const controller = new AbortController();
    const coder = agent("code", "Coder", ["one", hold()]);
    const orchestrator = createTeam(coder);
    const plan = makePlan([{ id: "a" }, { id: "b", dependsOn: ["a"] }, { id: "c", dependsOn: ["b"] }]);
    const running = executePlan(orchestrator, plan, { signal: controller.signal });
    await coder.called(2);
    controller.abort(new Error("enough"));
    const execution = await running;
    expect(execution).toMatchObject({ status: "cancelled", rounds: 1, decisions: [] });
    expect(statuses(execution)).toEqual({ a: "completed", b: "cancelled", c: "cancelled" });
    expect(orchestrator.getStatistics()).toMatchObject({ tasksInProgress: 0, tasksCancelled: 2 });
  });

  test("stops waiting for a person", async () => {
    const controller = new AbortController();
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const running = executePlan(createTeam(), makePlan([{ id: "a" }]), {
      signal: controller.signal,
      ask: () => {
        resolve();
        return new Promise(() => undefined);
      },
    });
    await asked;
    controller.abort(new Error("enough"));
    expect(await running).toMatchObject({ status: "cancelled", rounds: 1 });
  });

  test("is cancelled like any run by its id, and a step by the id of its task", async () => {
    const coder = agent("code", "Coder", [hold()]);
    const second = agent("code", "Second", ["no"], undefined, 1);
    const orchestrator = createTeam(coder, second);
    const whole = executePlan(orchestrator, makePlan([{ id: "a" }]), { id: "whole" });
    await coder.called(1);
    await orchestrator.cancel("whole");
    expect(await whole).toMatchObject({ status: "cancelled", decisions: [] });
    const step = executePlan(orchestrator, makePlan([{ id: "a" }]), { id: "step" });
    await coder.called(2);
    await orchestrator.cancel("step/a");
    const execution = await step;
    expect(execution).toMatchObject({ status: "failed", steps: [{ status: "cancelled" }] });
    expect(execution.decisions[0]?.explanation).toContain("somebody cancelled the step");
    expect(second.calls).toHaveLength(0);
  });
});

describe("executePlan with a history", () => {
  test("records what finished steps took, before corrections, and says what it has learnt", async () => {
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime });
    const coder = agent("code", "Coder", [hold()], [capability("implement", 10, 0.5)]);
    orchestrator.registerAgent(coder);
    const history = createEstimateHistory(undefined, { weight: 1 });
    const plan = makePlan([
      { id: "a", capability: "implement", agentType: "code", estimatedTime: 20, costEstimate: 0.5 },
    ]);
    const corrected = {
      ...plan,
      estimate: {
        ...plan.estimate,
        corrections: [
          { agentType: "code", capability: "implement", timeFactor: 2, costFactor: 1, samples: 1 },
        ],
      },
    };
    const running = executePlan(orchestrator, corrected, { runtime, history });
    await coder.called(1);
    await runtime.advance(30_000);
    coder.release(0, "done");
    expect((await running).corrections).toEqual([
      { agentType: "code", capability: "implement", timeFactor: 3, costFactor: 1, samples: 1 },
    ]);
  });
});

test("executePlan runs 10,000 steps in a chain with a failure in the middle", async () => {
  const count = 10_000;
  const first = createScriptedAgent({
    agentType: "code",
    name: "First",
    priority: 9,
    script: [
      (task) => {
        if (task.description === "Do s5000") throw broken;
        return task.description;
      },
    ],
  });
  const second = agent("code", "Second", ["rescued"]);
  const plan = makePlan(
    Array.from({ length: count }, (_, index) => ({
      id: `s${index}`,
      ...(index > 0 && { dependsOn: [`s${index - 1}`], input: { before: fromTask(`s${index - 1}`) } }),
    })),
  );
  const execution = await executePlan(createTeam(first, second), plan);
  expect(execution).toMatchObject({ status: "completed", rounds: 2 });
  expect(second.calls).toHaveLength(1);
  expect(first.calls).toHaveLength(count);
}, 60_000);

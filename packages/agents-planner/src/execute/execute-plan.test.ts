import { fromTask, memoryStore, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold, recordEvents } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { agent, broken, capability, createTeam, statuses } from "../../test/create-team.ts";
import { makePlan } from "../../test/make-plan.ts";
import { createEstimateHistory } from "../estimates/create-estimate-history.ts";
import type { ExecutePlanOptions } from "./execute-options.ts";
import { executePlan } from "./execute-plan.ts";
import { findStepOfTask } from "./find-step.ts";

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
    for (const other of ["y/only", "x", "x.1/only", "x.a/only", "xy/only", "x.02/only", "x-2/only"]) {
      expect(findStepOfTask("x", other)).toBeUndefined();
    }
    expect(findStepOfTask("x", "x.3/only/child")).toEqual({ stepId: "only", round: 3 });
  });

  test("tells of each round before it runs, and ends with what a callback throws", async () => {
    const rounds: [number, string, string[]][] = [];
    const plan = makePlan([{ id: "a" }, { id: "b" }]);
    const flaky = agent("code", "A", ["done", broken], undefined, 9);
    await executePlan(createTeam(flaky, agent("code", "B", ["done"])), plan, {
      id: "x",
      onRound: ({ round, runId, plan: { steps } }) =>
        void rounds.push([round, runId, steps.map(({ id }) => id)]),
    });
    expect(rounds).toEqual([
      [1, "x", ["a", "b"]],
      [2, "x.2", ["b"]],
    ]);
    const onReplan = (): never => {
      throw new Error("not like this");
    };
    await expect(executePlan(createTeam(agent("code", "A", [broken])), plan, { onReplan })).rejects.toThrow(
      "not like this",
    );
  });

  test("works where runs are stored", async () => {
    const orchestrator = new Orchestrator({ store: memoryStore() });
    const coders = [agent("code", "A", [undefined, broken], undefined, 9), agent("code", "B", ["done"])];
    for (const coder of coders) orchestrator.registerAgent(coder);
    const plan = makePlan([
      { id: "a" },
      { id: "b", dependsOn: ["a"], input: { a: fromTask("a"), list: [1] } },
    ]);
    expect(await executePlan(orchestrator, plan, { maxCostUsd: 1 })).toMatchObject({
      status: "completed",
      rounds: 2,
    });
    expect(coders[1]?.calls[0]?.task.input).toEqual({ list: [1] });
    await orchestrator.close();
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

  test("holds a plan to its own limits, and to those of the options where they are tighter", async () => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([{ id: "a", costEstimate: 0.2 }], { limits: { maxCostUsd: 0.1 } });
    for (const options of [{}, { maxCostUsd: 5 }]) {
      await expect(executePlan(createTeam(coder), plan, options)).rejects.toMatchObject({
        code: "budget_exceeded",
        message: expect.stringContaining("exceeds the budget of 0.10 USD"),
      });
    }
    const affordable = { ...plan, limits: { maxCostUsd: 0.3 } };
    await expect(executePlan(createTeam(coder), affordable, { maxCostUsd: 0.1 })).rejects.toThrow();
    expect(coder.calls).toHaveLength(0);
    expect((await executePlan(createTeam(coder), affordable)).status).toBe("completed");
  });

  test.each<[ExecutePlanOptions, RegExp]>([
    [{ maxCostUsd: 0.3 }, /estimated at 0\.40? USD, which exceeds the budget of 0\.30? USD.*Nothing has run/],
    [{ maxDurationMs: 1_999 }, /takes 2 s, which exceeds the limit of .* Nothing has run/],
    [
      { deadlineAt: 1_000, runtime: createManualRuntime() },
      /would end at 1970-01-01 00:00:02 UTC, 1 s after the deadline .* Nothing has run/,
    ],
  ])("refuses a plan whose estimate is above a limit, with the figures: %o", async (options, message) => {
    const coder = agent("code", "Coder", ["done"]);
    const plan = makePlan([
      { id: "a", costEstimate: 0.2 },
      { id: "b", costEstimate: 0.2, dependsOn: ["a"] },
    ]);
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
    [{ id: "" }, /id “” must be a text/],
    [{ methods: {} }, /methods must be a list/],
    [{ history: { version: 1, entries: [] } }, /history must be one that createEstimateHistory made/],
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

test("executePlan bears that 10,000 steps fail, each with its decision", async () => {
  const plan = makePlan(
    Array.from({ length: 10_000 }, (_, index) => ({ id: `s${index}`, agentType: "lost" })),
  );
  const execution = await executePlan(createTeam(agent("code", "Coder", ["done"])), plan);
  expect(execution).toMatchObject({ status: "failed", rounds: 1 });
  expect(execution.decisions).toHaveLength(10_000);
  expect(execution.decisions[0]?.explanation).toContain("10000 steps have failed");
}, 60_000);

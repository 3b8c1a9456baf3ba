import { Orchestrator, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent, createEchoOrchestrator } from "./echo-agent.ts";

const answers = (...inputs: unknown[]) =>
  inputs.map((input, index) => ({ agentType: "echo", description: `part ${index}`, input }));
const failing = { agentType: "broken", description: "fails" };
const mainTask = "Build web application";

describe("executeHierarchical", () => {
  test("concatenates the results in order by default", async () => {
    const outcome = await createEchoOrchestrator().executeHierarchical({
      mainTask,
      subtasks: answers("a", ["b"], { c: 1 }),
    });
    expect(outcome).toMatchObject({
      mainTask,
      status: "completed",
      result: ["a", ["b"], { c: 1 }],
      failures: [],
      conflicts: [],
    });
    expect(outcome.tasks).toHaveLength(3);
    expect(outcome.failure).toBeUndefined();
  });

  test("lists every failure and aggregates the results that came", async () => {
    const outcome = await createEchoOrchestrator().executeHierarchical({
      mainTask,
      subtasks: [failing, ...answers("a"), { agentType: "test", description: "nobody" }, ...answers("b")],
    });
    expect(outcome).toMatchObject({ status: "completed", result: ["a", "b"] });
    expect(outcome.failures.map(({ error }) => error)).toEqual(["it broke", "Agent test not registered"]);
    expect(outcome.tasks.map(({ status }) => status)).toEqual(["failed", "completed", "failed", "completed"]);
  });

  test.each([
    ["concat", []],
    ["vote", undefined],
    ["merge", undefined],
  ] as const)("fails when nothing completed, with %s", async (aggregationStrategy, result) => {
    const outcome = await createEchoOrchestrator().executeHierarchical({
      mainTask,
      subtasks: [failing, failing],
      aggregationStrategy,
    });
    expect(outcome.status).toBe("failed");
    expect(outcome.failures).toHaveLength(2);
    expect(outcome.result).toEqual(result);
    expect(outcome.failure?.message).toContain("it broke");
  });

  test("votes for the most frequent result, by what select, answerPath, verdict or answer name", async () => {
    const orchestrator = createEchoOrchestrator();
    const vote = async (results: unknown[], rest: object = {}) =>
      (
        await orchestrator.executeHierarchical({
          mainTask,
          subtasks: answers(...results),
          aggregationStrategy: "vote",
          ...rest,
        })
      ).result;
    expect(await vote(["a", "b", "b"])).toBe("b");
    expect(await vote(["a", "b", "b", "a"])).toBe("a");
    expect(await vote([{ verdict: 1, by: "x" }, { verdict: 2 }, { verdict: 2, by: "z" }])).toEqual({
      verdict: 2,
    });
    expect(await vote([{ answer: 1 }, { answer: 1, more: true }, { answer: 2 }])).toEqual({ answer: 1 });
    expect(await vote([{ b: 1, a: 2 }, "x", { a: 2, b: 1 }])).toEqual({ b: 1, a: 2 });
    const select = (result: unknown): unknown => (result as { n: number }).n % 2;
    expect(await vote([{ n: 2 }, { n: 1 }, { n: 3 }], { select })).toEqual({ n: 1 });
  });

  test("compares in a vote what the capability declares", async () => {
    const capability = {
      name: "rate",
      description: "",
      inputTypes: [],
      outputTypes: [],
      estimatedTime: 1,
      answerPath: "stars",
    };
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(createAgent("rater", ({ input }) => input, { capabilities: [capability] }));
    const subtasks = [
      { stars: 3, verdict: "x" },
      { stars: 5, verdict: "y" },
      { stars: 5, verdict: "x" },
    ].map((input) => ({ agentType: "rater", description: "rate", input }));
    const { result } = await orchestrator.executeHierarchical({
      mainTask,
      subtasks,
      aggregationStrategy: "vote",
    });
    expect(result).toEqual({ stars: 5, verdict: "y" });
  });

  test("merges in depth, unites lists, and reports every conflict with path, values and who said what", async () => {
    const outcome = await createEchoOrchestrator().executeHierarchical({
      mainTask,
      subtasks: answers(
        { stack: { language: "ts", tools: ["vite"] }, name: "x" },
        { stack: { language: "js", tools: ["vite", "turbo"] } },
        { stack: { language: "ts" }, name: "y", extra: true },
      ),
      aggregationStrategy: "merge",
    });
    expect(outcome.result).toEqual({
      stack: { language: "ts", tools: ["vite", "turbo"] },
      name: "x",
      extra: true,
    });
    const [first, second, third] = outcome.tasks.map(({ taskId }) => taskId);
    expect(outcome.conflicts).toEqual([
      {
        path: "stack.language",
        kept: { taskId: first, value: "ts" },
        dropped: [{ taskId: second, value: "js" }],
      },
      { path: "name", kept: { taskId: first, value: "x" }, dropped: [{ taskId: third, value: "y" }] },
    ]);
  });

  test("lets a function aggregate, synchronous or not, over the results that came and their tasks", async () => {
    const orchestrator = createEchoOrchestrator();
    const join = (results: readonly unknown[], tasks: readonly Task[]): string =>
      `${results.join("+")} of ${tasks.map(({ description }) => description).join("+")}`;
    for (const aggregationStrategy of [join, async (...parts: Parameters<typeof join>) => join(...parts)]) {
      const outcome = await orchestrator.executeHierarchical({
        mainTask,
        subtasks: [...answers("a"), failing, ...answers("b")],
        aggregationStrategy,
      });
      expect(outcome).toMatchObject({ status: "completed", result: "a+b of part 0+part 0" });
    }
  });

  test("fails when the function throws or rejects, with the cause, and keeps the tasks", async () => {
    const boom = new Error("cannot add");
    const orchestrator = createEchoOrchestrator();
    const throwing = (): never => {
      throw boom;
    };
    for (const aggregationStrategy of [throwing, () => Promise.reject(boom)]) {
      const outcome = await orchestrator.executeHierarchical({
        mainTask,
        subtasks: answers("a"),
        aggregationStrategy,
      });
      expect(outcome).toMatchObject({
        status: "failed",
        failure: { message: expect.stringContaining("cannot add"), cause: boom },
      });
      expect(outcome.tasks[0].status).toBe("completed");
    }
  });

  test("onFailure stop cancels what has not settled once a subtask fails", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: ["quick", hold()] });
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime, agents: { slow: agent } });
    orchestrator.registerAgent(createScriptedAgent({ agentType: "broken", script: [new Error("it broke")] }));
    const slow = { agentType: "slow", description: "slow" };
    const outcome = await orchestrator.executeHierarchical({
      mainTask,
      subtasks: [slow, slow, failing, slow, slow],
      onFailure: "stop",
      concurrency: 2,
    });
    expect(outcome.status).toBe("failed");
    expect(outcome.tasks.map(({ status }) => status)).toEqual([
      "completed",
      "cancelled",
      "failed",
      "cancelled",
      "cancelled",
    ]);
    expect(outcome.failures).toHaveLength(4);
    expect(outcome.failure).toMatchObject({
      code: "agent_failed",
      message: expect.stringContaining("it broke"),
    });
    expect(outcome.result).toEqual(["quick"]);
    expect(agent.calls.length).toBeLessThanOrEqual(2);
    await runtime.advance(0);
    expect(runtime.pendingTimers).toBe(0);
  });

  test.each([
    [2, "completed"],
    [3, "failed"],
  ] as const)("onFailure quorum %i of two completed is %s", async (quorum, status) => {
    const outcome = await createEchoOrchestrator().executeHierarchical({
      mainTask,
      subtasks: [...answers("a", "b"), failing],
      onFailure: { quorum },
    });
    expect(outcome.status).toBe(status);
    expect(outcome.result).toEqual(["a", "b"]);
    expect(outcome.failures).toHaveLength(1);
    if (status === "failed") expect(outcome.failure?.code).toBe("quorum_not_reached");
  });

  test("completes a production-ready web application with three failures while code, test and review are missing", async () => {
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(createAgent("knowledge", () => ({ research: { sources: ["a"] } })));
    orchestrator.registerAgent(
      createAgent("planner", () => ({ plan: ["first"], research: { sources: ["b"] } })),
    );
    const subtasks = ["knowledge", "planner", "code", "test", "review"].map((agentType) => ({
      agentType,
      description: agentType,
    }));
    const outcome = await orchestrator.executeHierarchical({
      mainTask: "Build production-ready web application",
      subtasks,
      aggregationStrategy: "merge",
    });
    expect(outcome).toMatchObject({
      status: "completed",
      result: { research: { sources: ["a", "b"] }, plan: ["first"] },
    });
    expect(outcome.failures.map(({ error }) => error)).toEqual(
      ["code", "test", "review"].map((name) => `Agent ${name} not registered`),
    );
  });

  test.each([
    ["no subtasks", { subtasks: [] }],
    ["no main task", { mainTask: "" }],
    ["an unknown strategy", { aggregationStrategy: "concatenate" }],
    ["an unknown policy", { onFailure: "ignore" }],
    ["a quorum of nobody", { onFailure: { quorum: 0 } }],
    ["a quorum beyond the subtasks", { onFailure: { quorum: 2 } }],
    ["a bad concurrency", { concurrency: 0 }],
  ])("refuses %s before anything runs", async (_what, wrong) => {
    const executed: string[] = [];
    const plan = { mainTask, subtasks: answers("a"), ...wrong } as never;
    await expect(createEchoOrchestrator(executed).executeHierarchical(plan)).rejects.toMatchObject({
      code: "invalid_argument",
    });
    expect(executed).toEqual([]);
  });
});

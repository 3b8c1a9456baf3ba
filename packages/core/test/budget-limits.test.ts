import { describe, expect, test } from "vitest";
import { Orchestrator } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createCapability, createHarness, expectNothingLeft } from "./support/harness.ts";

const spec = { agentType: "a", description: "x" };

describe("maxTasks", () => {
  test.each(["orchestrator", "run"] as const)("of the %s bounds the tasks that start", async (place) => {
    const budget = { maxTasks: 2 };
    const { orchestrator } = createHarness(place === "orchestrator" ? { budget } : {});
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const tasks = await orchestrator.executeParallel(
      [spec, spec, spec],
      place === "run" ? { budget, id: "r" } : {},
    );
    expect(tasks.map(({ status }) => status)).toEqual(["completed", "completed", "failed"]);
    expect(tasks[2].error).toBe(
      `The budget of ${place === "run" ? "run r" : "the orchestrator"} is exceeded: maxTasks 2, by 1 (2 spent, 1 asked for)`,
    );
  });

  test("of a task bounds what it delegates, at any depth", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(
      createAgent("nest", async ({ input }, { delegate }) => {
        const level = input as number;
        if (level === 0) return "bottom";
        const { result, error } = await delegate({ agentType: "nest", description: "x", input: level - 1 });
        return error ?? result;
      }),
    );
    const nest = { agentType: "nest", description: "x" };
    expect(await orchestrator.delegateTask({ ...nest, input: 2, budget: { maxTasks: 2 } })).toMatchObject({
      result: "bottom",
    });
    expect(
      await orchestrator.delegateTask({ ...nest, id: "t", input: 3, budget: { maxTasks: 2 } }),
    ).toMatchObject({
      result: expect.stringContaining("The budget of task t is exceeded: maxTasks 2, by 1"),
    });
    expect(await orchestrator.delegateTask({ ...nest, input: 1, budget: { maxTasks: 0 } })).toMatchObject({
      status: "completed",
      result: expect.stringContaining("maxTasks 0"),
    });
  });

  test("does not count a retry twice", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [new Error("no"), "yes"] }));
    const settled = orchestrator.executeSequential(
      [{ ...spec, retry: { attempts: 2, backoff: { initialMs: 0 } } }, spec],
      { budget: { maxTasks: 2 } },
    );
    await runtime.advance(0);
    expect((await settled).map(({ status }) => status)).toEqual(["completed", "completed"]);
  });

  test("does not count a task that was refused for its price: a refused reservation costs nothing", async () => {
    const { orchestrator } = createHarness({ budget: { maxTasks: 2, maxCostUsd: 3 } });
    orchestrator.registerAgent(
      createAgent("dear", () => 1, { capabilities: [createCapability("c", { costEstimate: 5 })] }),
    );
    orchestrator.registerAgent(
      createAgent("a", () => 1, { capabilities: [createCapability("c", { costEstimate: 1 })] }),
    );
    const tasks = await orchestrator.executeSequential([{ ...spec, agentType: "dear" }, spec, spec, spec]);
    expect(tasks.map(({ failure, status }) => failure?.details?.limit ?? status)).toEqual([
      "maxCostUsd",
      "completed",
      "completed",
      "maxTasks",
    ]);
  });
});

describe("maxDepth", () => {
  const nest = { agentType: "nest", description: "x" };

  function createNest(maxDepth?: number): Orchestrator {
    const { orchestrator } = createHarness(maxDepth === undefined ? {} : { budget: { maxDepth } });
    orchestrator.registerAgent(
      createAgent("nest", async ({ input }, { delegate }) => {
        const level = input as number;
        if (level === 0) return "bottom";
        const { result, error } = await delegate({ agentType: "nest", description: "x", input: level - 1 });
        return error ?? result;
      }),
    );
    return orchestrator;
  }

  test("of orchestrator, run and task bounds the levels below each", async () => {
    expect(await createNest(2).delegateTask({ ...nest, input: 2 })).toMatchObject({ result: "bottom" });
    expect(await createNest(2).delegateTask({ ...nest, input: 3 })).toMatchObject({
      result: expect.stringMatching(/the orchestrator is exceeded: maxDepth 2, by 1/i),
    });
    const run = { budget: { maxDepth: 1 }, id: "r" };
    const [fits, deep] = await createNest().executeParallel(
      [
        { ...nest, input: 1 },
        { ...nest, input: 2 },
      ],
      run,
    );
    expect([fits.result, deep.result]).toEqual([
      "bottom",
      expect.stringContaining("The budget of run r is exceeded: maxDepth 1, by 1"),
    ]);
    expect(
      await createNest().delegateTask({ ...nest, input: 1, id: "t", budget: { maxDepth: 0 } }),
    ).toMatchObject({
      result: expect.stringContaining("The budget of task t is exceeded: maxDepth 0, by 1"),
    });
  });

  test("by default stops an agent that delegates to itself without an end", async () => {
    const task = await createNest().delegateTask({ ...nest, input: 1_000_000 });
    expect(task).toMatchObject({ status: "completed", result: expect.stringContaining("maxDepth") });
  });
});

describe("maxDurationMs", () => {
  test.each(["orchestrator", "run", "task"] as const)(
    "of the %s fails what runs at the deadline and cancels its children",
    async (place) => {
      const budget = { maxDurationMs: 100 };
      const harness = createHarness(place === "orchestrator" ? { budget } : {});
      const { orchestrator, runtime } = harness;
      orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [hold()] }));
      orchestrator.registerAgent(createAgent("parent", (_, { delegate }) => delegate({ ...spec, key: "k" })));
      const task = { agentType: "parent", description: "x", ...(place === "task" && { budget }) };
      const run = orchestrator.executeParallel([task], place === "run" ? { budget, id: "r" } : { id: "r" });
      await runtime.advance(100);
      const owner = { orchestrator: "the orchestrator", run: "run r", task: "task r/0" }[place];
      expect(await run).toMatchObject([
        {
          status: "failed",
          error: expect.stringContaining(`The budget of ${owner} is exceeded: maxDurationMs 100`),
          failure: { code: "budget_exceeded", details: { limit: "maxDurationMs" } },
          finishedAt: 100,
        },
      ]);
      expect(orchestrator.getTaskStatus("r/0/k")).toMatchObject({ status: "cancelled" });
      expectNothingLeft(harness);
    },
  );

  test("of the orchestrator holds also for a run with a budget of its own", async () => {
    const harness = createHarness({ budget: { maxDurationMs: 100 } });
    harness.orchestrator.registerAgent(createScriptedAgent({ agentType: "a", script: [hold()] }));
    const runs = [{ maxTasks: 5 }, { maxDurationMs: 5_000 }].map((budget) =>
      harness.orchestrator.executeParallel([spec], { budget }),
    );
    await harness.runtime.advance(100);
    for (const run of runs) {
      expect(await run).toMatchObject([
        { status: "failed", failure: { details: { budget: "the orchestrator", limit: "maxDurationMs" } } },
      ]);
    }
    expectNothingLeft(harness);
  });

  test("refuses what is submitted after the deadline", async () => {
    const harness = createHarness({ budget: { maxDurationMs: 100 } });
    const agent = createScriptedAgent({ agentType: "a", script: ["ran"] });
    harness.orchestrator.registerAgent(agent);
    await harness.runtime.advance(200);
    expect(await harness.orchestrator.delegateTask(spec)).toMatchObject({
      status: "failed",
      failure: { code: "budget_exceeded" },
    });
    expect(agent.calls).toHaveLength(0);
    await harness.runtime.advance(0);
    expectNothingLeft(harness);
  });

  test("keeps the results of finished siblings, and settles the run as failed", async () => {
    const harness = createHarness();
    harness.orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", script: ["first", hold(), "never"] }),
    );
    const recorder = recordEvents(harness.orchestrator);
    const run = harness.orchestrator.executeSequential([spec, spec, spec], {
      budget: { maxDurationMs: 100 },
    });
    await harness.runtime.advance(100);
    expect((await run).map(({ status, result }) => [status, result])).toEqual([
      ["completed", "first"],
      ["failed", undefined],
      ["cancelled", undefined],
    ]);
    expect(recorder.events.at(-1)).toMatchObject({ type: "run-settled", status: "failed" });
    expectNothingLeft(harness);
  });

  test("that is not used up leaves no timer", async () => {
    const harness = createHarness({ budget: { maxDurationMs: 1_000 } });
    harness.orchestrator.registerAgent(createAgent("a", async () => "done"));
    await harness.orchestrator.executeParallel([{ ...spec, budget: { maxDurationMs: 10 } }, spec], {
      budget: { maxDurationMs: 100 },
    });
    expectNothingLeft(harness);
  });
});

describe("a malformed budget", () => {
  test.each([
    [{ maxCostUsd: -1 }, /maxCostUsd -1: use a number from 0/],
    [{ maxTokens: Number.NaN }, /maxTokens NaN/],
    [{ maxCost: 1 }, /unknown limit "maxCost"/],
    [3, /must be an object/],
  ])("%j is refused for orchestrator and run", async (bad, message) => {
    const budget = bad as { maxCostUsd: number };
    expect(() => new Orchestrator({ budget })).toThrow(message);
    const { orchestrator } = createHarness();
    await expect(orchestrator.executeParallel([spec], { budget })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringMatching(message),
    });
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
  });
});

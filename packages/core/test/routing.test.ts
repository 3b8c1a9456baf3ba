import { describe, expect, test } from "vitest";
import { type AgentHandle, Orchestrator, type Router } from "../src/index.ts";
import { createManualRuntime, createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createCapability, createHarness, type Harness } from "./support/harness.ts";

function register({ orchestrator }: Harness, type: string, name: string, rest: object = {}): void {
  orchestrator.registerAgent(createAgent(type, () => name, { name, ...rest }));
}

describe("delegateTask routes", () => {
  test("by agentType, to the higher priority, whatever the order of registration", async () => {
    const harness = createHarness();
    register(harness, "a", "Low", { priority: 1 });
    register(harness, "a", "High", { priority: 9 });
    register(harness, "a", "Default");
    for (let count = 0; count < 20; count++) {
      expect(await harness.orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
        result: "High",
      });
    }
  });

  test("strictly by priority: a busy preferred agent is waited for, a lower one is not asked", async () => {
    const { orchestrator } = createHarness();
    const high = createScriptedAgent({
      agentType: "a",
      name: "High",
      priority: 9,
      maxConcurrency: 1,
      script: [hold(), "second"],
    });
    const low = createScriptedAgent({ agentType: "a", name: "Low", priority: 1, script: ["low"] });
    orchestrator.registerAgent(low);
    orchestrator.registerAgent(high);
    const tasks = [1, 2].map(() => orchestrator.delegateTask({ agentType: "a", description: "x" }));
    high.release(0, "first");
    expect((await Promise.all(tasks)).map(({ result }) => result)).toEqual(["first", "second"]);
    expect(low.calls).toHaveLength(0);
  });

  test("by capability alone, over the borders of types", async () => {
    const harness = createHarness();
    register(harness, "a", "Cannot", { priority: 9, capabilities: [createCapability("other")] });
    register(harness, "b", "Can", { capabilities: [createCapability("fly")] });
    register(harness, "c", "Can better", {
      priority: 7,
      capabilities: [createCapability("other"), createCapability("fly")],
    });
    const task = await harness.orchestrator.delegateTask({ capability: "fly", description: "x" });
    expect(task).toMatchObject({
      status: "completed",
      agentType: "c",
      agentName: "Can better",
      capability: "fly",
    });
  });

  test("by agentType and capability, to those of the type that offer it", async () => {
    const harness = createHarness();
    register(harness, "a", "Cannot", { priority: 9 });
    register(harness, "a", "Can", { capabilities: [createCapability("fly")] });
    const task = await harness.orchestrator.delegateTask({
      agentType: "a",
      capability: "fly",
      description: "x",
    });
    expect(task).toMatchObject({ agentName: "Can" });
  });

  test("by agentName, within the type and also among the agents that offer a capability", async () => {
    const harness = createHarness();
    const capabilities = [createCapability("fly")];
    register(harness, "a", "One", { priority: 9, capabilities });
    register(harness, "a", "Two", { capabilities });
    const { orchestrator } = harness;
    expect(
      await orchestrator.delegateTask({ agentType: "a", agentName: "Two", description: "x" }),
    ).toMatchObject({ agentName: "Two" });
    expect(
      await orchestrator.delegateTask({ capability: "fly", agentName: "Two", description: "x" }),
    ).toMatchObject({ agentName: "Two" });
  });

  test("among equals to the one with less to do", async () => {
    const { orchestrator } = createHarness();
    const first = createScriptedAgent({ agentType: "a", name: "First", script: [hold()] });
    const second = createScriptedAgent({ agentType: "a", name: "Second", script: [hold()] });
    orchestrator.registerAgent(first);
    orchestrator.registerAgent(second);
    for (let count = 0; count < 40; count++)
      void orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(first.calls).toHaveLength(20);
    expect(second.calls).toHaveLength(20);
    await orchestrator.close();
  });

  test("over many equals so that none has much more than its share", async () => {
    const { orchestrator } = createHarness({}, 7);
    const agents = Array.from({ length: 10 }, (_, index) =>
      createScriptedAgent({ agentType: "a", name: `Agent ${index}`, script: [hold()] }),
    );
    for (const agent of agents) orchestrator.registerAgent(agent);
    for (let count = 0; count < 1_000; count++)
      void orchestrator.delegateTask({ agentType: "a", description: "x" });
    const loads = agents.map(({ calls }) => calls.length);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThan(20);
    await orchestrator.close();
  });

  test("away from an agent that has been slow", async () => {
    const { orchestrator, runtime } = createHarness();
    const slow = createScriptedAgent({ agentType: "a", name: "Slow", script: [hold()] });
    const quick = createScriptedAgent({ agentType: "a", name: "Quick", script: [hold()] });
    orchestrator.registerAgent(slow);
    orchestrator.registerAgent(quick);
    void orchestrator.delegateTask({ agentType: "a", description: "x" });
    void orchestrator.delegateTask({ agentType: "a", description: "x" });
    await runtime.advance(10);
    quick.release(0);
    await runtime.advance(990);
    slow.release(0);
    await runtime.advance(0);
    for (let count = 0; count < 20; count++)
      void orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(slow.calls.length).toBeLessThan(4);
    await orchestrator.close();
  });
});

describe("a task that nobody can take", () => {
  test("fails with exactly `Agent code not registered`", async () => {
    const { orchestrator } = createHarness();
    expect(await orchestrator.delegateTask({ agentType: "code", description: "x" })).toMatchObject({
      status: "failed",
      agentType: "code",
      error: "Agent code not registered",
      failure: { code: "not_registered" },
      attempts: 0,
    });
  });

  test("names the capability that is missing, and the one that was probably meant", async () => {
    const harness = createHarness();
    register(harness, "a", "One", { capabilities: [createCapability("research")] });
    const task = await harness.orchestrator.delegateTask({ capability: "reserch", description: "x" });
    expect(task).toMatchObject({ status: "failed", agentType: "", failure: { code: "not_registered" } });
    expect(task.error).toBe('No agent offers capability "reserch"; did you mean "research"?');
  });

  test("says in its details only what is known", async () => {
    const harness = createHarness();
    register(harness, "planner", "One", { capabilities: [createCapability("research")] });
    const detailsOf = async (spec: object) =>
      (await harness.orchestrator.delegateTask({ description: "x", ...spec })).failure?.details;
    expect(await detailsOf({ agentType: "code" })).toStrictEqual({ agentType: "code" });
    expect(await detailsOf({ agentType: "planer" })).toStrictEqual({
      agentType: "planer",
      nearest: "planner",
    });
    expect(await detailsOf({ capability: "fly" })).toStrictEqual({ capability: "fly" });
    expect(await detailsOf({ agentType: "planner", agentName: "Two" })).toStrictEqual({
      agentType: "planner",
      agentName: "Two",
    });
  });

  test("names the agent that is missing within its type", async () => {
    const harness = createHarness();
    register(harness, "a", "One");
    const task = await harness.orchestrator.delegateTask({
      agentType: "a",
      agentName: "Two",
      description: "x",
    });
    expect(task).toMatchObject({ status: "failed", error: 'Agent a "Two" not registered' });
  });
});

describe("a custom router", () => {
  function createRouted(router: Router): Orchestrator {
    const orchestrator = new Orchestrator({ router, runtime: createManualRuntime() });
    orchestrator.registerAgent(createAgent("a", () => "one", { name: "One", priority: 9 }));
    orchestrator.registerAgent(createAgent("a", () => "two", { name: "Two" }));
    orchestrator.registerAgent(createAgent("b", () => "b"));
    return orchestrator;
  }
  const describeHandle = ({ agent, running, waiting, completed }: AgentHandle): unknown => ({
    name: agent.name,
    running,
    waiting,
    completed,
  });

  test("decides, and sees every candidate with its load and the task", async () => {
    const seen: unknown[] = [];
    const orchestrator = createRouted({
      choose(candidates, task) {
        seen.push([task.description, candidates.map(describeHandle)]);
        return candidates.at(-1);
      },
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: "two",
    });
    expect(await orchestrator.delegateTask({ agentType: "b", description: "y" })).toMatchObject({
      result: "b",
    });
    const idle = { running: 0, waiting: 0, completed: 0 };
    expect(seen).toEqual([
      [
        "x",
        [
          { name: "One", ...idle },
          { name: "Two", ...idle },
        ],
      ],
      ["y", [{ name: "The b", ...idle }]],
    ]);
  });

  test("sees nobody in line any more when who waited was cancelled", async () => {
    const lines: number[][] = [];
    const orchestrator = new Orchestrator({
      runtime: createManualRuntime(),
      router: {
        choose(candidates) {
          lines.push(candidates.map(({ running, waiting }) => running * 10 + waiting));
          return candidates[0];
        },
      },
    });
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", name: "One", maxConcurrency: 1, script: [hold()] }),
    );
    const handles = [1, 2, 3].map(() => orchestrator.startTask({ agentType: "a", description: "x" }));
    await handles[1].cancel();
    await handles[2].cancel();
    orchestrator.startTask({ agentType: "a", description: "y" });
    expect(lines).toEqual([[0], [10], [11], [10]]);
    await orchestrator.close();
  });

  test("that refuses all candidates lets the task fall back, else fail with agent_unavailable", async () => {
    const orchestrator = createRouted({
      choose: (candidates) => (candidates.length > 1 ? undefined : candidates[0]),
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      status: "failed",
      failure: { code: "agent_unavailable" },
    });
    expect(
      await orchestrator.delegateTask({ agentType: "a", description: "x", fallback: ["b"] }),
    ).toMatchObject({
      status: "completed",
      agentType: "b",
    });
  });

  test("that throws fails the task with its message and cause, and nothing else", async () => {
    const bug = new Error("no idea");
    let calls = 0;
    const orchestrator = createRouted({
      choose(candidates) {
        calls += 1;
        if (calls === 1) throw bug;
        return candidates[0];
      },
    });
    const task = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(task).toMatchObject({ status: "failed", failure: { code: "agent_unavailable", cause: bug } });
    expect(task.error).toContain("no idea");
    expect((await orchestrator.delegateTask({ agentType: "a", description: "x" })).status).toBe("completed");
  });

  test.each([
    ["null", null],
    ["a made-up handle", { agent: { name: "Nobody" } }],
    ["a name", "One"],
    ["a promise", Promise.resolve(undefined)],
  ])("that answers with %s fails the task, and the orchestrator goes on", async (_, answer) => {
    let calls = 0;
    const orchestrator = createRouted({
      choose(candidates) {
        calls += 1;
        return calls === 1 ? (answer as unknown as AgentHandle) : candidates[0];
      },
    });
    const first = orchestrator.startTask({ agentType: "a", description: "x" });
    const second = orchestrator.startTask({ agentType: "a", description: "y" });
    expect(orchestrator.getTaskStatus(second.taskId)?.status).toBe("completed");
    expect(orchestrator.getTaskStatus(first.taskId)).toMatchObject({
      status: "failed",
      failure: { code: "agent_unavailable" },
    });
  });
});

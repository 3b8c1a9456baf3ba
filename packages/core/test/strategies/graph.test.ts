import { fromTask, Orchestrator, type Task } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent, createEchoOrchestrator } from "./echo-agent.ts";

const node = (id: string, dependsOn?: readonly string[]) => ({
  agentType: "echo",
  description: id,
  id,
  dependsOn,
});
const failing = (id: string, dependsOn?: readonly string[]) => ({
  ...node(id, dependsOn),
  agentType: "broken",
});

describe("executeGraph", () => {
  test("starts a task when those it depends on have settled, and returns the records in the order given", async () => {
    const executed: string[] = [];
    const records = await createEchoOrchestrator(executed).executeGraph([
      node("d", ["b", "c"]),
      node("c", ["a"]),
      node("b", ["a"]),
      node("a"),
    ]);
    expect(executed).toEqual(["a", "c", "b", "d"]);
    expect(records.map(({ taskId, runId }) => taskId.slice(runId.length + 1))).toEqual(["d", "c", "b", "a"]);
    expect(records.every(({ status }) => status === "completed")).toBe(true);
  });

  test.each<[string, Record<string, string[]>, number, string[]]>([
    ["of those ready at the start", {}, 1, ["high", "one", "two", "low"]],
    ["of those started at once", {}, Infinity, ["high", "one", "two", "low"]],
    [
      "of those that one end makes ready",
      { one: ["high"], low: ["high"], two: ["high"] },
      Infinity,
      ["high", "one", "two", "low"],
    ],
    ["before one that waits longer", { high: ["two"] }, 1, ["one", "two", "high", "low"]],
  ])(
    "starts the highest priority first %s, and equal ones as given",
    async (_, dependsOn, concurrency, order) => {
      const executed: string[] = [];
      const priorities = { low: -1, one: undefined, two: 0, high: 5 };
      const specs = Object.entries(priorities).map(([id, priority]) => ({
        ...node(id, dependsOn[id]),
        ...(priority !== undefined && { priority }),
      }));
      const limit = concurrency === Infinity ? {} : { concurrency };
      await createEchoOrchestrator(executed).executeGraph(specs, limit);
      expect(executed).toEqual(order);
    },
  );

  test("runs both sides of a diamond at once and joins their results by reference", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: [hold()] });
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime, agents: { slow: agent } });
    orchestrator.registerAgent(createAgent("echo", ({ input, description }) => input ?? description));
    const running = orchestrator.executeGraph([
      { ...node("start") },
      { ...node("left", ["start"]), agentType: "slow" },
      { ...node("right", ["start"]), agentType: "slow" },
      { ...node("join"), input: { left: fromTask("left", "n"), right: fromTask("right", "n") } },
    ]);
    await agent.called(2);
    agent.release(1, { n: 2 });
    await runtime.advance(0);
    expect(orchestrator.getStatistics().totalTasks).toBe(3);
    agent.release(0, { n: 1 });
    expect((await running)[3].result).toEqual({ left: 1, right: 2 });
  });

  test("takes a reference for a dependency, and a task without an id by its position", async () => {
    const executed: string[] = [];
    const [first, second] = await createEchoOrchestrator(executed).executeGraph([
      { agentType: "echo", description: "needs the second", input: [fromTask("1")] },
      { agentType: "echo", description: "second" },
    ]);
    expect(executed).toEqual(["second", "needs the second"]);
    expect(first.result).toEqual(["second"]);
    expect(second.taskId.endsWith("/1")).toBe(true);
  });

  test("hands an input function the records of its dependencies", async () => {
    const [, , joined] = await createEchoOrchestrator().executeGraph([
      node("a"),
      node("b"),
      {
        ...node("c", ["b", "a"]),
        input: (previous: readonly Task[]) => previous.map(({ result }) => result),
      },
    ]);
    expect(joined.result).toEqual(["a", "b"]);
  });

  test.each([
    ["a cycle", [node("a", ["c"]), node("b", ["a"]), node("c", ["b"])], "cycle", ["a", "b", "c"]],
    ["a task that waits for itself", [node("a", ["a"])], "cycle", ["a"]],
    ["a cycle by reference", [{ ...node("a"), input: fromTask("b") }, node("b", ["a"])], "cycle", ["a", "b"]],
    [
      "an unknown dependency",
      [node("research"), node("b", ["reserch"])],
      "unknown_dependency",
      ["reserch", '"research"'],
    ],
    ["an unknown reference", [{ ...node("a"), input: { x: fromTask("b") } }], "unknown_dependency", ["b"]],
    ["one id twice", [node("a"), node("a")], "duplicate_task", ["a"]],
    [
      "an id that is another's position",
      [{ agentType: "echo", description: "x" }, node("0")],
      "duplicate_task",
      ["0"],
    ],
    ["an id with a slash", [node("a/b")], "invalid_argument", ["a/b"]],
    [
      "a malformed reference",
      [{ ...node("a"), input: { $fromTask: { id: "" } } }],
      "invalid_argument",
      ["a"],
    ],
    [
      "dependsOn that is no list",
      [{ ...node("a"), dependsOn: "b" }, node("b")],
      "invalid_argument",
      ["dependsOn"],
    ],
  ])("refuses %s before anything runs", async (_what, tasks, code, named) => {
    const executed: string[] = [];
    const orchestrator = createEchoOrchestrator(executed);
    const error = await orchestrator.executeGraph(tasks as never).then(
      () => undefined,
      (thrown: unknown) => thrown as { code: string; message: string },
    );
    expect(error?.code).toBe(code);
    for (const name of named) expect(error?.message).toContain(name);
    expect(executed).toEqual([]);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
  });

  test("does not run what depends on a failed task: cancelled, with both names, and so on down", async () => {
    const executed: string[] = [];
    const records = await createEchoOrchestrator(executed).executeGraph([
      failing("broken"),
      node("next", ["broken"]),
      node("after", ["next"]),
      node("aside"),
    ]);
    expect(executed).toEqual(["broken", "aside"]);
    expect(records.map(({ status }) => status)).toEqual(["failed", "cancelled", "cancelled", "completed"]);
    expect(records[1]).toMatchObject({
      failure: { code: "dependency_failed" },
      error: expect.stringMatching(/"next".*"broken".*it broke/),
    });
    expect(records[2].error).toMatch(/"after".*"next"/);
  });

  test("fails what refers to a failed task, with a message that names both", async () => {
    const [, second] = await createEchoOrchestrator().executeGraph([
      failing("research"),
      { ...node("writing"), input: { facts: fromTask("research", "summary") } },
    ]);
    expect(second).toMatchObject({
      status: "failed",
      failure: { code: "unresolved_reference" },
      error: expect.stringMatching(/writing.*research/),
    });
  });

  test("stops everything that has not settled when a strict task fails", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: [hold()] });
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime, agents: { slow: agent } });
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "gate", script: [async () => Promise.reject(new Error("closed"))] }),
    );
    orchestrator.registerAgent(createAgent("echo", () => "done"));
    const records = await orchestrator.executeGraph([
      node("done"),
      { ...node("slow"), agentType: "slow" },
      { ...node("gate"), agentType: "gate", strict: true },
      node("after", ["gate"]),
      node("late", ["slow"]),
    ]);
    expect(records.map(({ status }) => status)).toEqual([
      "completed",
      "cancelled",
      "failed",
      "cancelled",
      "cancelled",
    ]);
    for (const index of [1, 3, 4]) expect(records[index].error).toContain('"gate"');
    expect(agent.calls[0].signal.aborted).toBe(true);
    await runtime.advance(0);
    expect(runtime.pendingTimers).toBe(0);
  });

  test("keeps to its concurrency", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: [hold()] });
    const runtime = createManualRuntime();
    const orchestrator = new Orchestrator({ runtime, agents: { slow: agent } });
    const tasks = ["a", "b", "c", "d"].map((id) => ({ ...node(id), agentType: "slow" }));
    const running = orchestrator.executeGraph(tasks, { concurrency: 2 });
    for (let ended = 0; ended < 4; ended++) {
      await runtime.advance(0);
      expect(agent.calls.length).toBe(Math.min(4, ended + 2));
      agent.release(ended, ended);
    }
    expect((await running).map(({ result }) => result)).toEqual([0, 1, 2, 3]);
  });

  test("keeps what has finished when it is cancelled", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: ["first", hold()] });
    const orchestrator = new Orchestrator({ runtime: createManualRuntime(), agents: { slow: agent } });
    const slow = (id: string, dependsOn?: readonly string[]) => ({
      ...node(id, dependsOn),
      agentType: "slow",
    });
    const handle = orchestrator.startRun({
      strategy: "graph",
      tasks: [slow("a"), slow("b", ["a"]), slow("c", ["b"])],
    });
    await agent.called(2);
    await handle.cancel();
    expect((await handle.settled).map(({ status }) => status)).toEqual([
      "completed",
      "cancelled",
      "cancelled",
    ]);
  });

  test("runs a chain and a fan of 10,000 without exhausting the stack", async () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      node(`${index}`, index === 0 ? [] : [`${index - 1}`]),
    );
    const fan = [
      node("root"),
      ...Array.from({ length: 10_000 }, (_, index) => node(`n${index}`, ["root"])),
      node("end", ["n0", "n9999"]),
    ];
    for (const tasks of [chain, chain.toReversed(), fan]) {
      const records = await createEchoOrchestrator().executeGraph(tasks);
      expect(records.every(({ status }) => status === "completed")).toBe(true);
    }
    const broken = await createEchoOrchestrator().executeGraph([failing("0"), ...chain.slice(1)]);
    expect(broken.slice(1).every(({ status }) => status === "cancelled")).toBe(true);
  });

  test("returns an empty list for an empty list", async () => {
    expect(await createEchoOrchestrator().executeGraph([])).toEqual([]);
  });
});

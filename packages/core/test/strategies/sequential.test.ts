import { fromTask, literal, Orchestrator, type Task } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createAgent, createEchoOrchestrator } from "./echo-agent.ts";

const step = (description: string) => ({ agentType: "echo", description });
const failing = (description: string) => ({ agentType: "broken", description });

describe("executeSequential", () => {
  test("executes the steps in order and returns one record for each", async () => {
    const executed: string[] = [];
    const steps = await createEchoOrchestrator(executed).executeSequential(["a", "b", "c"].map(step));
    expect(executed).toEqual(["a", "b", "c"]);
    expect(steps.map(({ status, result }) => [status, result])).toEqual(
      ["a", "b", "c"].map((name) => ["completed", name]),
    );
    expect(steps.map(({ taskId, runId }) => taskId.slice(runId.length))).toEqual(["/0", "/1", "/2"]);
  });

  test("starts a step only when the one before has settled", async () => {
    const agent = createScriptedAgent({ agentType: "slow", script: [hold(), "second"] });
    const orchestrator = new Orchestrator({ agents: { slow: agent } });
    const running = orchestrator.executeSequential(
      ["a", "b"].map((description) => ({ agentType: "slow", description })),
    );
    await agent.called(1);
    await Promise.resolve();
    expect(agent.calls).toHaveLength(1);
    agent.release(0, "first");
    expect((await running).map(({ result }) => result)).toEqual(["first", "second"]);
  });

  test("computes an input from the records before it", async () => {
    const [, , last] = await createEchoOrchestrator().executeSequential([
      step("a"),
      { ...step("b"), input: { plan: "the plan" } },
      {
        ...step("c"),
        input: (previous: readonly Task[]) => ({ count: previous.length, plan: previous[1].result }),
      },
    ]);
    expect(last).toMatchObject({ input: { count: 2, plan: { plan: "the plan" } }, status: "completed" });
  });

  test("hands an input function a list of its own, which does not grow and may be changed", async () => {
    const steps = await createEchoOrchestrator().executeSequential([
      step("a"),
      { ...step("b"), input: (previous: readonly Task[]) => ({ history: previous }) },
      { ...step("c"), input: (previous: readonly Task[]) => (previous as Task[]).reverse().length },
    ]);
    expect(steps.map(({ description }) => description)).toEqual(["a", "b", "c"]);
    expect((steps[1].input as { history: readonly Task[] }).history).toEqual([steps[0]]);
    expect(steps[2].input).toBe(2);
  });

  test("resolves fromTask by id and path, by position, and in the depth of an input", async () => {
    const [, , byId, byPosition] = await createEchoOrchestrator().executeSequential([
      { ...step("research"), id: "research", input: { answer: { summary: "short", parts: [1, 2] } } },
      step("second"),
      {
        ...step("c"),
        input: {
          text: [fromTask("research", "answer.summary")],
          part: fromTask("research", "answer.parts[1]"),
        },
      },
      { ...step("d"), input: fromTask("1") },
    ]);
    expect(byId.result).toEqual({ text: ["short"], part: 2 });
    expect(byPosition.result).toBe("second");
  });

  test("takes what literal protects as data", async () => {
    const data = { $fromTask: { id: "nobody" } };
    const [record] = await createEchoOrchestrator().executeSequential([
      { ...step("a"), input: { data: literal(data) } },
    ]);
    expect(record.result).toEqual({ data });
  });

  test("never resolves what only a result contains", async () => {
    const reference = { $fromTask: { id: "first" } };
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(createAgent("sly", () => ({ reference })));
    orchestrator.registerAgent(createAgent("echo", ({ input }) => input));
    const [, second] = await orchestrator.executeSequential([
      { id: "first", agentType: "sly", description: "answers with a reference" },
      { agentType: "echo", description: "hands it on", input: fromTask("first") },
    ]);
    expect(second.result).toEqual({ reference });
  });

  test("fails a step that refers to a failed one, with a message that names both", async () => {
    const executed: string[] = [];
    const [, second, third] = await createEchoOrchestrator(executed).executeSequential([
      { ...failing("first"), id: "research" },
      { ...step("second"), id: "writing", input: { facts: fromTask("research", "answer") } },
      step("third"),
    ]);
    expect(second).toMatchObject({
      status: "failed",
      attempts: 0,
      failure: { code: "unresolved_reference" },
    });
    expect(second.error).toContain("research");
    expect(second.error).toContain("writing");
    expect(third.status).toBe("completed");
    expect(executed).toEqual(["first", "third"]);
  });

  test.each([
    ["a path that the result lacks", fromTask("0", "nothing.here"), "nothing.here"],
    ["a later step", fromTask("2"), "2"],
    ["itself", fromTask("1"), "1"],
    ["nobody", fromTask("nobody"), "nobody"],
  ])("fails a step that refers to %s", async (_what, input, named) => {
    const [, second, third] = await createEchoOrchestrator().executeSequential([
      step("a"),
      { ...step("b"), input },
      step("c"),
    ]);
    expect(second).toMatchObject({ status: "failed", failure: { code: "unresolved_reference" } });
    expect(second.error).toContain(named);
    expect(third.status).toBe("completed");
  });

  test("stops after a strict step that fails: later ones are cancelled and name it", async () => {
    const executed: string[] = [];
    const orchestrator = createEchoOrchestrator(executed);
    const steps = await orchestrator.executeSequential([
      step("a"),
      { ...failing("b"), id: "gate", strict: true },
      { ...step("c"), input: fromTask("gate") },
      { ...step("d"), strict: true },
    ]);
    expect(executed).toEqual(["a", "b"]);
    expect(steps.map(({ status }) => status)).toEqual(["completed", "failed", "cancelled", "cancelled"]);
    for (const { error, failure } of steps.slice(2)) {
      expect(error).toContain('"gate"');
      expect(error).toContain("it broke");
      expect(failure?.code).toBe("skipped");
    }
    expect(orchestrator.getStatistics()).toMatchObject({
      totalTasks: 4,
      tasksCompleted: 1,
      tasksFailed: 1,
      tasksCancelled: 2,
      tasksInProgress: 0,
    });
    expect(orchestrator.getTaskStatus(steps[3].taskId)).toStrictEqual(steps[3]);
  });

  test("stops after a strict step that is cancelled or whose reference fails", async () => {
    const controller = new AbortController();
    controller.abort();
    const orchestrator = createEchoOrchestrator();
    const cancelled = await orchestrator.executeSequential([
      { ...step("a"), strict: true, signal: controller.signal },
      step("b"),
    ]);
    expect(cancelled.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    const unresolved = await orchestrator.executeSequential([
      { ...step("a"), strict: true, input: fromTask("nobody") },
      step("b"),
    ]);
    expect(unresolved.map(({ status }) => status)).toEqual(["failed", "cancelled"]);
  });

  test("goes on after a step that fails without strict", async () => {
    const steps = await createEchoOrchestrator().executeSequential([
      failing("a"),
      step("b"),
      failing("c"),
      step("d"),
    ]);
    expect(steps.map(({ status }) => status)).toEqual(["failed", "completed", "failed", "completed"]);
  });

  test("reports a type that nobody registered in the exact words, and lets the steps before it stand", async () => {
    const steps = await createEchoOrchestrator().executeSequential([
      { ...step("research"), strict: true },
      step("plan"),
      {
        agentType: "code",
        description: "Implement",
        input: (previous: readonly Task[]) => ({ plan: previous[1].result }),
      },
    ]);
    expect(steps.map(({ status }) => status)).toEqual(["completed", "completed", "failed"]);
    expect(steps[2]).toMatchObject({ error: "Agent code not registered", input: { plan: "plan" } });
  });

  test("fails a step whose input function throws, or returns a promise", async () => {
    const boom = new Error("no plan");
    const steps = await createEchoOrchestrator().executeSequential([
      {
        ...step("a"),
        input: () => {
          throw boom;
        },
      },
      { ...step("b"), input: async () => Promise.reject(new Error("nobody waits")) },
      step("c"),
    ]);
    expect(steps.map(({ status }) => status)).toEqual(["failed", "failed", "completed"]);
    expect(steps[0]).toMatchObject({
      error: expect.stringContaining("no plan"),
      failure: { code: "invalid_input" },
    });
    expect(steps[0].failure?.cause).toBe(boom);
    expect(steps[1]).toMatchObject({
      error: expect.stringContaining("promise"),
      failure: { code: "invalid_input" },
    });
  });

  test("hands the executors the records before their step", async () => {
    const seen: string[][] = [];
    const orchestrator = new Orchestrator();
    orchestrator.registerAgent(
      createAgent("look", ({ description }, { previous }) => {
        seen.push(previous.map(({ result }) => String(result)));
        return description;
      }),
    );
    await orchestrator.executeSequential(
      ["a", "b", "c"].map((description) => ({ agentType: "look", description })),
    );
    expect(seen).toEqual([[], ["a"], ["a", "b"]]);
  });

  test("returns an empty list for an empty list", async () => {
    const orchestrator = createEchoOrchestrator();
    expect(await orchestrator.executeSequential([])).toEqual([]);
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
  });

  test("runs 10,000 synchronous steps without exhausting the stack", async () => {
    const steps = Array.from({ length: 10_000 }, (_, index) => step(`${index}`));
    const records = await createEchoOrchestrator().executeSequential(steps);
    expect(records).toHaveLength(10_000);
    expect(records.every(({ status }) => status === "completed")).toBe(true);
    expect(records[9_999].result).toBe("9999");
  });

  test.each([
    ["no list", undefined, "invalid_argument"],
    ["a task without a description", [{ agentType: "echo" }], "invalid_argument"],
    ["an id with a slash", [{ ...step("a"), id: "a/b" }], "invalid_argument"],
    [
      "one id twice",
      [
        { ...step("a"), id: "x" },
        { ...step("b"), id: "x" },
      ],
      "duplicate_task",
    ],
    ["an id that is the position of another", [step("a"), { ...step("b"), id: "0" }], "duplicate_task"],
  ])("refuses %s before anything runs", async (_what, tasks, code) => {
    const orchestrator = createEchoOrchestrator();
    await expect(orchestrator.executeSequential(tasks as never)).rejects.toMatchObject({ code });
    expect(orchestrator.getStatistics().totalTasks).toBe(0);
  });
});

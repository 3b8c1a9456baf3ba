import { describe, expect, test } from "vitest";
import { inProcessEngine, type OrchestrationEvent } from "../src/index.ts";
import { createScriptedAgent, hold, recordEvents } from "../src/testing/index.ts";
import { createAgent, createGate, createHarness, isSettledNow } from "./support/harness.ts";

async function collect(events: AsyncIterable<OrchestrationEvent>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of events) types.push(type);
  return types;
}

describe("events", () => {
  test("end with the run that is asked for", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    const types = collect(orchestrator.events({ runId: handle.taskId }));
    agent.release(0);
    expect(await types).toEqual(["task-settled", "run-settled"]);
  });

  test("of a run that has ended are over at once", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const { taskId } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(await collect(orchestrator.events({ runId: taskId }))).toEqual([]);
  });

  test("of a run that retention has dropped are over at once", async () => {
    const { orchestrator, runtime } = createHarness({ maxSettledTasks: 1 });
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const { taskId } = await orchestrator.delegateTask({ agentType: "a", description: "x" });
    for (const description of ["y", "z"]) await orchestrator.delegateTask({ agentType: "a", description });
    expect(orchestrator.getStatistics().totalTasks).toBe(3);
    expect(orchestrator.getTaskStatus(taskId)).toBeUndefined();
    expect(await isSettledNow(collect(orchestrator.events({ runId: taskId })), runtime)).toBe(true);
    const toCome = collect(orchestrator.events({ runId: taskId.replace(/0$/, "9") }));
    expect(await isSettledNow(toCome, runtime)).toBe(false);
    await orchestrator.close();
    await toCome;
  });

  test("end when the orchestrator is closed although its engine cannot be", async () => {
    const engine = {
      ...inProcessEngine(),
      close() {
        throw new Error("stuck");
      },
    };
    const { orchestrator } = createHarness({ engine });
    const types = collect(orchestrator.events());
    await expect(orchestrator.close()).rejects.toThrow("stuck");
    expect(await types).toEqual([]);
  });

  test("refuse a filter that cannot be asked", () => {
    const { orchestrator } = createHarness();
    for (const filter of [null, { types: "task-settled" }, { run: "r" }]) {
      expect(() => orchestrator.events(filter as object)).toThrow(
        expect.objectContaining({ code: "invalid_argument" }),
      );
    }
  });

  test("of a run end with it although other types are asked for", async () => {
    const { orchestrator } = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [hold()] });
    orchestrator.registerAgent(agent);
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    const types = collect(orchestrator.events({ runId: handle.taskId, types: ["task-settled"] }));
    agent.release(0);
    expect(await types).toEqual(["task-settled"]);
  });

  test("wait for a consumer that is slow, each event once and in order", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const recorder = recordEvents(orchestrator);
    const events = orchestrator.events({ runId: "r" });
    await orchestrator.executeParallel(
      [1, 2].map(() => ({ agentType: "a", description: "x" })),
      { id: "r" },
    );
    expect(recorder.events).toHaveLength(8);
    expect(await collect(events)).toEqual(recorder.types());
  });

  test("end with their run although its last event was dropped", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const events = orchestrator.events({ runId: "r" }, { bufferSize: 2 });
    await orchestrator.executeParallel(
      [1, 2, 3].map(() => ({ agentType: "a", description: "x" })),
      { id: "r" },
    );
    const types = collect(events);
    expect(await isSettledNow(types, runtime)).toBe(true);
    expect(await types).toContain("events-dropped");
  });

  test("say what was dropped also to a consumer that asks for some types only", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const events = orchestrator.events({ types: ["task-settled"] }, { bufferSize: 1 });
    const spec = { agentType: "a", description: "x" };
    await orchestrator.executeParallel([spec, spec, spec, spec]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { type } of events) seen.push(type);
    })();
    await runtime.advance(0);
    await orchestrator.close();
    await reading;
    expect(seen[0]).toBe("task-settled");
    expect(seen.at(-1)).toBe("events-dropped");
  });

  test("end when the orchestrator is closed, after what had come before", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const events = orchestrator.events({ types: ["task-settled"] });
    const spec = { agentType: "a", description: "x" };
    await orchestrator.executeParallel([spec, spec, spec]);
    await orchestrator.close();
    expect(await collect(events)).toEqual(["task-settled", "task-settled", "task-settled"]);
  });

  test("serve several calls of next at once, in order", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", async () => "done"));
    const events = orchestrator.events({ runId: "r" });
    const nexts = Promise.all([
      events.next(),
      events.next(),
      events.next(),
      events.next(),
      events.next(),
      events.next(),
    ]);
    await orchestrator.delegateTask({ agentType: "a", description: "x", id: "r" });
    expect(await isSettledNow(nexts, runtime)).toBe(true);
    expect(
      (await nexts).map(({ done, value }) => (done === true ? "done" : (value as OrchestrationEvent).type)),
    ).toEqual(["run-started", "task-created", "task-started", "task-settled", "run-settled", "done"]);
  });

  test("are not recorded any more when the loop is left", async () => {
    const { orchestrator } = createHarness();
    const gate = createGate();
    orchestrator.registerAgent(createAgent("a", () => gate.opened));
    const events = orchestrator.events();
    const settled = orchestrator.delegateTask({ agentType: "a", description: "x" });
    for await (const { type } of events) if (type === "task-started") break;
    gate.open();
    await settled;
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

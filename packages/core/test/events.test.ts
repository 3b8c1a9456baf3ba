import { describe, expect, test } from "vitest";
import type { OrchestrationEvent } from "../src/index.ts";
import { createScriptedAgent, recordEvents } from "../src/testing/index.ts";
import {
  countListeners,
  createAgent,
  createGate,
  createHarness,
  expectNothingLeft,
  isSettledNow,
} from "./support/harness.ts";

type Durable = Extract<OrchestrationEvent, { sequence: number }>;

function isDurable(event: OrchestrationEvent): event is Durable {
  return "sequence" in event;
}

describe("subscribe", () => {
  test("tells a task's life in order", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(
      createScriptedAgent({ agentType: "a", name: "A", script: [new Error("busy"), "done"] }),
    );
    const recorder = recordEvents(orchestrator);
    const settled = orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 2, backoff: { initialMs: 10, jitter: 0 } },
    });
    await runtime.advance(10);
    const { taskId } = await settled;
    expect(recorder.types()).toEqual([
      "run-started",
      "task-created",
      "task-started",
      "attempt-failed",
      "task-started",
      "task-settled",
      "run-settled",
    ]);
    const durable = recorder.events.filter(isDurable);
    expect(durable.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(durable.map(({ cursor }) => cursor)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(durable.map(({ at }) => at)).toEqual([0, 0, 0, 0, 10, 10, 10]);
    expect(durable.every(({ runId }) => runId === taskId)).toBe(true);
    expect(durable[1]).toMatchObject({ task: { taskId, status: "pending" } });
    expect(durable[2]).toMatchObject({ task: { status: "in_progress", attempts: 1 }, attempt: 1 });
    expect(durable[5]).toMatchObject({ task: { status: "completed", result: "done" } });
    expect(durable[6]).toMatchObject({ status: "completed" });
  });

  test("numbers each run on its own and all of them by one cursor", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", async () => "done"));
    const recorder = recordEvents(orchestrator);
    const spec = { agentType: "a", description: "x" };
    await Promise.all([
      orchestrator.executeParallel([spec, spec], { id: "one" }),
      orchestrator.executeSequential([spec, spec], { id: "two" }),
    ]);
    const durable = recorder.events.filter(isDurable);
    expect(durable.map(({ cursor }) => cursor)).toEqual(durable.map((_, index) => index + 1));
    for (const runId of ["one", "two"]) {
      const own = durable.filter((event) => event.runId === runId);
      expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, index) => index + 1));
      expect([own[0].type, own.at(-1)?.type]).toEqual(["run-started", "run-settled"]);
    }
  });

  test("filters by run and by type", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", async () => "done"));
    const seen: string[] = [];
    const note = (event: OrchestrationEvent): void => {
      seen.push(`${event.runId} ${event.type}`);
    };
    orchestrator.subscribe(note, { runId: "one", types: ["task-settled", "run-settled"] });
    for (const id of ["one", "two"])
      await orchestrator.delegateTask({ agentType: "a", description: "x", id });
    expect(seen).toEqual(["one task-settled", "one run-settled"]);
  });

  test("ends with the function it returns, also when a listener calls it for itself or another", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const seen: string[] = [];
    const stopSecond = (): void => second();
    const first = orchestrator.subscribe(() => {
      seen.push("first");
      first();
      stopSecond();
    });
    const second = orchestrator.subscribe(() => void seen.push("second"));
    orchestrator.subscribe((event) => void (event.type === "run-settled" && seen.push("third")));
    await orchestrator.delegateTask({ agentType: "a", description: "x" });
    expect(seen).toEqual(["first", "third"]);
  });

  test("reports progress as an ephemeral event, and only while the attempt runs", async () => {
    const { orchestrator, runtime } = createHarness();
    const gate = createGate();
    orchestrator.registerAgent(
      createAgent("a", async (_, { report, signal }) => {
        report({ fraction: 0.5, message: "half", data: { page: 3 } });
        await gate.opened;
        report({ fraction: 1, message: signal.aborted ? "after the end" : "in time" });
      }),
    );
    const recorder = recordEvents(orchestrator);
    const handle = orchestrator.startTask({ agentType: "a", description: "x" });
    const cancelled = handle.cancel();
    gate.open();
    await cancelled;
    await runtime.advance(0);
    expect(recorder.events.filter(({ type }) => type === "task-progress")).toEqual([
      {
        type: "task-progress",
        runId: handle.taskId,
        taskId: handle.taskId,
        at: 0,
        progress: { fraction: 0.5, message: "half", data: { page: 3 } },
      },
    ]);
  });
});

describe("a listener", () => {
  test.each([
    [
      "throws",
      () => {
        throw new Error("listener broke");
      },
    ],
    [
      "throws what cannot be shown",
      () => {
        throw Object.create(null);
      },
    ],
    ["rejects", () => Promise.reject(new Error("listener broke"))],
    ["answers with null", () => null as unknown as undefined],
  ])("that %s disturbs neither a task nor other listeners", async (_, listener) => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    orchestrator.subscribe(listener);
    const recorder = recordEvents(orchestrator);
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: "done",
    });
    expect(await orchestrator.delegateTask({ agentType: "a", description: "x" })).toMatchObject({
      result: "done",
    });
    expect(recorder.types().filter((type) => type === "run-settled")).toHaveLength(2);
    await runtime.advance(0);
    process.off("warning", note);
    expect(warnings.length).toBeLessThanOrEqual(1);
  });

  test.each(["run-started", "task-created", "task-started"] as const)(
    "that cancels inside %s ends the task at once and leaves nothing behind",
    async (type) => {
      const harness = createHarness();
      const { orchestrator, runtime } = harness;
      const agent = createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: ["ran"] });
      orchestrator.registerAgent(agent);
      const { signal } = new AbortController();
      const unsubscribe = orchestrator.subscribe((event) => void orchestrator.cancel(event.runId), {
        types: [type],
      });
      const spec = {
        agentType: "a",
        description: "x",
        timeoutMs: 5_000,
        budget: { maxDurationMs: 4_000 },
        signal,
      };
      const settled = orchestrator.delegateTask(spec);
      expect(await isSettledNow(settled, runtime)).toBe(true);
      expect(await settled).toMatchObject({ status: "cancelled", finishedAt: 0 });
      expect(agent.calls).toHaveLength(0);
      expect(countListeners(signal)).toBe(0);
      unsubscribe();
      expectNothingLeft(harness);
      expect(await orchestrator.delegateTask({ agentType: "a", description: "y" })).toMatchObject({
        status: "completed",
      });
    },
  );

  test("that cancels inside attempt-failed prevents the next attempt", async () => {
    const harness = createHarness();
    const agent = createScriptedAgent({ agentType: "a", script: [new Error("busy")] });
    harness.orchestrator.registerAgent(agent);
    harness.orchestrator.subscribe(({ runId }) => void harness.orchestrator.cancel(runId), {
      types: ["attempt-failed"],
    });
    const task = await harness.orchestrator.delegateTask({
      agentType: "a",
      description: "x",
      retry: { attempts: 3 },
      fallback: ["a"],
    });
    expect(task).toMatchObject({ status: "cancelled", attempts: 1 });
    expectNothingLeft(harness);
  });

  test("that starts a task inside an event gets it done, and events stay in order for everybody", async () => {
    const { orchestrator } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const orders: number[][] = [[], []];
    let inner: Promise<unknown> | undefined;
    orchestrator.subscribe((event) => {
      if (isDurable(event)) orders[0].push(event.cursor);
      inner ??= orchestrator.delegateTask({ agentType: "a", description: "inner" });
    });
    orchestrator.subscribe((event) => {
      if (isDurable(event)) orders[1].push(event.cursor);
    });
    await orchestrator.delegateTask({ agentType: "a", description: "outer" });
    expect(await inner).toMatchObject({ status: "completed" });
    expect(orders[0]).toEqual(orders[0].toSorted((left, right) => left - right));
    expect(orders[1]).toEqual(orders[0]);
  });
});

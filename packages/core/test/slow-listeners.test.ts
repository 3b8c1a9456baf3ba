import { describe, expect, test } from "vitest";
import type { OrchestrationEvent } from "../src/index.ts";
import { createScriptedAgent, hold } from "../src/testing/index.ts";
import { createAgent, createGate, createHarness } from "./support/harness.ts";

type Durable = Extract<OrchestrationEvent, { sequence: number }>;

function isDurable(event: OrchestrationEvent): event is Durable {
  return "sequence" in event;
}

describe("a slow listener", () => {
  test("gets events one at a time, in order, and holds nobody up", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const seen: string[] = [];
    let open = 0;
    orchestrator.subscribe(async ({ type }) => {
      open += 1;
      expect(open).toBe(1);
      await Promise.resolve();
      seen.push(type);
      open -= 1;
    });
    await orchestrator.delegateTask({ agentType: "a", description: "x" });
    await runtime.advance(0);
    expect(seen).toEqual(["run-started", "task-created", "task-started", "task-settled", "run-settled"]);
  });

  test("misses events beyond its buffer, and is told which", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createAgent("a", () => "done"));
    const gate = createGate();
    const seen: OrchestrationEvent[] = [];
    orchestrator.subscribe(
      async (event) => {
        seen.push(event);
        await gate.opened;
      },
      {},
      { bufferSize: 2 },
    );
    for (let count = 0; count < 3; count++)
      await orchestrator.delegateTask({ agentType: "a", description: "x" });
    gate.open();
    await runtime.advance(0);
    expect(seen.map((event) => (isDurable(event) ? event.cursor : event))).toEqual([
      1,
      2,
      3,
      expect.objectContaining({ type: "events-dropped", from: 4, to: 15, count: 12 }),
    ]);
    await orchestrator.delegateTask({ agentType: "a", description: "x" });
    await runtime.advance(0);
    expect(seen.slice(4, 7).map((event) => isDurable(event) && event.cursor)).toEqual([16, 17, 18]);
  });

  test("is told the cursors of what it can ask for again: progress that was dropped has none", async () => {
    const { orchestrator, runtime } = createHarness();
    const gate = createGate();
    orchestrator.registerAgent(
      createAgent("a", (_, { report }) => {
        for (let fraction = 0; fraction < 5; fraction++) report({ fraction });
      }),
    );
    const seen: OrchestrationEvent[] = [];
    orchestrator.subscribe(
      async (event) => {
        seen.push(event);
        await gate.opened;
      },
      {},
      { bufferSize: 2 },
    );
    await orchestrator.delegateTask({ agentType: "a", description: "x" });
    gate.open();
    await runtime.advance(0);
    expect(seen.at(-1)).toMatchObject({ type: "events-dropped", from: 4, to: 5, count: 7 });
  });

  test("that cancels inside an event that waited still gets all events in order", async () => {
    const { orchestrator, runtime } = createHarness();
    orchestrator.registerAgent(createScriptedAgent({ agentType: "a", maxConcurrency: 1, script: [hold()] }));
    const cursors: number[] = [];
    orchestrator.subscribe(async (event) => {
      if (!isDurable(event)) return;
      // The second task waits for the slot of the first, so this settles it at once.
      if (event.runId === "first" && event.type === "task-started") void orchestrator.cancel("second");
      cursors.push(event.cursor);
      await Promise.resolve();
    });
    void orchestrator.delegateTask({ agentType: "a", description: "x", id: "first" });
    const second = orchestrator.delegateTask({ agentType: "a", description: "x", id: "second" });
    expect(await second).toMatchObject({ status: "cancelled" });
    await orchestrator.cancel("first");
    await runtime.advance(0);
    expect(cursors).toEqual(cursors.map((_, index) => index + 1));
    expect(cursors).toHaveLength(9);
  });
});

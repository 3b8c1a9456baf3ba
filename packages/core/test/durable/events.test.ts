import { memoryStore, type OrchestrationEvent, Orchestrator } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });

describe("durable events", () => {
  test("carry sequence and cursor, are told after their commit, and are what the store holds", async () => {
    const world = createWorld();
    const told: { event: OrchestrationEvent; stored: number }[] = [];
    let commits = 0;
    const store = {
      ...world.store,
      async commit(...[lease, writes]: Parameters<typeof world.store.commit>) {
        const receipt = await world.store.commit(lease, writes);
        commits = receipt.cursor;
        return receipt;
      },
    };
    const failing = createScriptedAgent({ agentType: "broken", script: [new Error("no")] });
    const { orchestrator } = world.start([done(), failing], { store });
    orchestrator.subscribe((event) => void told.push({ event, stored: commits }));
    const tasks = [
      work("a"),
      { agentType: "broken", description: "b", retry: { attempts: 2, backoff: { initialMs: 0 } } },
      work("c"),
    ];
    await Promise.all(
      ["left", "right"].map((id) => orchestrator.executeParallel(tasks, { id, concurrency: 2 })),
    );
    const stored = await world.store.readEvents(0, 1_000);
    expect(stored.length).toBeGreaterThan(20);
    for (const id of ["left", "right"]) {
      const own = told.map(({ event }) => event).filter((event) => event.runId === id && "sequence" in event);
      expect(own.map((event) => "sequence" in event && event.sequence)).toEqual(
        own.map((_, index) => index + 1),
      );
      expect(own[0].type).toBe("run-started");
      expect(own.at(-1)?.type).toBe("run-settled");
      const kept = stored.filter(({ runId }) => runId === id);
      expect(own.map((event) => "sequence" in event && [event.cursor, event.sequence, event.type])).toEqual(
        kept.map(({ cursor, sequence, event }) => [cursor, sequence, (event as { type: string }).type]),
      );
    }
    for (const { event, stored: committed } of told)
      if ("cursor" in event) expect(event.cursor).toBeLessThanOrEqual(committed);
    expect(stored.map(({ cursor }) => cursor)).toEqual(stored.map((_, index) => index + 1));
  });

  test("go on in the second life where the first left off, and repeat nothing that was settled", async () => {
    const world = createWorld();
    const { orchestrator: lost, runtime } = world.start([
      createScriptedAgent({ agentType: "work", script: ["first", hold()] }),
    ]);
    lost
      .startRun({ strategy: "sequential", tasks: [work("a"), work("b"), work("c")] }, { id: "run" })
      .settled.catch(() => {});
    await runtime.advance(0);
    const { handles } = await world.takeUp([done()]);
    await handles[0].settled;
    const stored = await world.store.readEvents(0, 1_000);
    expect(stored.map(({ sequence }) => sequence)).toEqual(stored.map((_, index) => index + 1));
    const types = stored.map(({ event }) => (event as { type: string }).type);
    expect(types.filter((type) => type === "run-started")).toHaveLength(1);
    expect(types.filter((type) => type === "run-settled")).toHaveLength(1);
    expect(types.filter((type) => type === "task-created")).toHaveLength(3);
    expect(types.filter((type) => type === "task-settled")).toHaveLength(3);
  });

  test("of a run that retention has dropped are gone with it", async () => {
    const store = memoryStore({ maxSettledTasks: 1 });
    const orchestrator = new Orchestrator({ store, agents: { work: done() } });
    await orchestrator.delegateTask({ ...work("a"), id: "old" });
    await orchestrator.delegateTask({ ...work("b"), id: "new" });
    await orchestrator.close();
    expect(await store.load("old")).toBeUndefined();
    expect((await store.readEvents(0, 100)).every(({ runId }) => runId === "new")).toBe(true);
  });
});

import { Orchestrator } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe("events", () => {
  test("of a run that cannot be opened, or is only recalled, end with it", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    await world.start([agent]).orchestrator.delegateTask({ ...work("a"), id: "run" });
    const { orchestrator } = world.start([agent]);
    const recalled = orchestrator.startTask({ ...work("a"), id: "run" });
    expect(await collect(orchestrator.events({ runId: "run" }))).toEqual([]);
    expect(await recalled.settled).toMatchObject({ result: "done" });
    const store = { ...world.store, open: () => Promise.reject(new Error("no disk")) };
    const broken = new Orchestrator({ store });
    broken.startTask({ ...work("a"), id: "other" });
    expect(await collect(broken.events({ runId: "other" }))).toEqual([]);
  });

  test("of a run that is only recalled are none", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    await world.start([agent]).orchestrator.delegateTask({ ...work("a"), id: "run" });
    const { orchestrator } = world.start([agent]);
    const seen: unknown[] = [];
    orchestrator.subscribe((event) => void seen.push(event));
    await orchestrator.delegateTask({ ...work("a"), id: "run" });
    expect(seen).toEqual([]);
  });

  test("have cursors that never go back, whoever is late", async () => {
    const world = createWorld();
    const deaf = createScriptedAgent({ agentType: "deaf", script: [hold()] });
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    const { orchestrator, runtime } = world.start([
      { ...deaf, executor: (...args) => deaf.executor(...args) },
      agent,
    ]);
    const cursors: number[] = [];
    orchestrator.subscribe((event) => void ("cursor" in event && cursors.push(event.cursor)));
    const gate = Promise.withResolvers<string>();
    orchestrator.registerAgent({ ...agent, agentType: "late", executor: () => gate.promise });
    const late = orchestrator.delegateTask({ agentType: "late", description: "x", timeoutMs: 5 });
    await runtime.advance(2_000);
    await late;
    await orchestrator.delegateTask(work("after"));
    gate.resolve("late");
    await runtime.advance(0);
    expect(cursors.length).toBeGreaterThan(8);
    expect(cursors).toEqual(cursors.toSorted((left, right) => left - right));
  });
});

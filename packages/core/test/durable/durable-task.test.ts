import { delay, memoryStore, Orchestrator } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });

describe("a durable task", () => {
  test("can be asked for at once", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({ agentType: "work", script: ["done"] }),
    ]);
    const { taskId, settled } = orchestrator.startTask({ ...work("a"), input: { n: 1 } });
    const pending = { taskId, status: "pending", description: "a", input: { n: 1 } };
    expect(orchestrator.getTaskStatus(taskId)).toMatchObject(pending);
    expect(await settled).toMatchObject({ status: "completed" });
    expect(orchestrator.getTaskStatus(taskId)).toMatchObject({ status: "completed" });
  });

  test("gets its input as it was submitted, and as every life of its run gets it", async () => {
    const { orchestrator } = createWorld().start([
      createScriptedAgent({ agentType: "work", script: [({ input }) => input] }),
    ]);
    const input = { n: 1, at: new Date(0) };
    const run = orchestrator.delegateTask({ ...work("a"), input, id: "run" });
    input.n = 2;
    expect((await run).result).toEqual({ n: 1, at: "1970-01-01T00:00:00.000Z" });
  });

  test("follows its own signal", async () => {
    const agent = createScriptedAgent({
      agentType: "work",
      script: [(_, { signal, runtime }) => delay(runtime, 1_000, signal)],
    });
    const { orchestrator, runtime } = createWorld().start([agent]);
    const controller = new AbortController();
    const tasks = [{ ...work("a"), signal: controller.signal }, work("b")];
    const run = orchestrator.executeParallel(tasks);
    await agent.called(2);
    controller.abort(new Error("enough"));
    await runtime.advance(1_000);
    expect((await run).map(({ status }) => status)).toEqual(["cancelled", "completed"]);
  });

  test("that cannot be opened does not end the process when nobody looks", async () => {
    const store = { ...memoryStore(), open: () => Promise.reject(new Error("no disk")) };
    const orchestrator = new Orchestrator({ store });
    const handle = orchestrator.startTask(work("a"));
    await handle.cancel();
    await expect(handle.settled).rejects.toMatchObject({ code: "store_failed" });
    orchestrator.startTask(work("b"));
    // Were its rejection not handled, the runner would report it.
    await createManualRuntime().advance(0);
  });

  test("waits as long between attempts in its second life: without a greatest delay", async () => {
    const world = createWorld();
    const backoff = { initialMs: 100_000, factor: 1, maxMs: Infinity, jitter: 0 };
    const first = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { runtime } = world.start([first]);
    world.start([first]).orchestrator.startTask({ ...work("a"), retry: { attempts: 2, backoff }, id: "run" });
    await first.called(1);
    await runtime.advance(0);
    const second = createScriptedAgent({ agentType: "work", script: [new Error("not yet"), "done"] });
    const life = await world.takeUp([second]);
    await life.runtime.advance(99_999);
    expect(second.calls).toHaveLength(1);
    await life.runtime.advance(1);
    expect(second.calls).toHaveLength(2);
  });

  test("that is cancelled before it goes on keeps what its first life has recorded", async () => {
    const world = createWorld();
    const first = createScriptedAgent({
      agentType: "work",
      name: "One",
      maxConcurrency: 1,
      script: [hold()],
    });
    world.start([first]).orchestrator.startTask({ ...work("a"), id: "run" });
    await first.called(1);
    const controller = new AbortController();
    const busy = createScriptedAgent({ agentType: "work", name: "One", maxConcurrency: 1, script: [hold()] });
    await world.clock.advance(leaseMs);
    const { orchestrator } = world.start([busy]);
    orchestrator.startTask({ ...work("other"), signal: controller.signal });
    await busy.called(1);
    const [handle] = await orchestrator.resume();
    await handle.cancel();
    expect(await handle.settled).toMatchObject({
      status: "cancelled",
      agentName: "One",
      attempts: 1,
      startedAt: expect.any(Number) as number,
    });
  });
});

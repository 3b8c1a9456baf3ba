import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });

describe("close", () => {
  test.each(["open", "commit", "claim"] as const)(
    "ends with a store whose %s never answers",
    async (call) => {
      const world = createWorld();
      const store = { ...world.store, [call]: () => new Promise<never>(() => {}) };
      const { orchestrator, runtime } = world.start(
        [createScriptedAgent({ agentType: "work", script: ["done"] })],
        {
          store,
        },
      );
      const handle = call === "claim" ? undefined : orchestrator.startTask(work("a"));
      void orchestrator.resume().catch(() => undefined);
      await runtime.advance(0);
      const closed = orchestrator.close();
      await runtime.advance(10_000);
      await closed;
      if (handle !== undefined) await expect(handle.settled).rejects.toMatchObject({ code: "store_failed" });
      expect(runtime.pendingTimers).toBe(0);
    },
  );
});

test("closing after a run could not be opened leaves no rejection behind", async () => {
  const world = createWorld();
  const opened = Promise.withResolvers<never>();
  const { orchestrator, runtime } = world.start([], {
    store: { ...world.store, open: () => opened.promise },
  });
  const { settled } = orchestrator.startTask(work("a"));
  const closed = orchestrator.close();
  await runtime.advance(10_000);
  await closed;
  await expect(settled).rejects.toMatchObject({
    message: expect.stringContaining("before the store had answered") as string,
  });
  opened.reject(new Error("late"));
  await runtime.advance(0);
});

describe("a closed orchestrator", () => {
  async function leaveRun() {
    const world = createWorld();
    const first = createScriptedAgent({ agentType: "work", script: [hold()] });
    world.start([first]).orchestrator.startTask({ ...work("a"), id: "run" });
    await first.called(1);
    await world.clock.advance(leaseMs);
    return world;
  }

  test("takes up nothing", async () => {
    const world = await leaveRun();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    const { orchestrator } = world.start([agent]);
    await orchestrator.close();
    await expect(orchestrator.resume()).rejects.toMatchObject({ code: "closed" });
    expect(agent.calls).toEqual([]);
  });

  test("goes on with nothing that it was about to take up", async () => {
    const world = await leaveRun();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"] });
    const { orchestrator, runtime } = world.start([agent]);
    const resuming = orchestrator.resume();
    await orchestrator.close();
    expect(await resuming).toEqual([]);
    expect(agent.calls).toEqual([]);
    expect(runtime.pendingTimers).toBe(0);
    const { handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["later"] })]);
    expect(await handles[0].settled).toMatchObject({ result: "later" });
  });
});

import type { Agent } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { createProcessRuntime } from "./crash.ts";
import { createWorld, leaseMs } from "./two-lives.ts";

test("a process that was paused longer than its lease begins nothing of a run that others have taken over", async () => {
  const world = createWorld();
  const own = createProcessRuntime(7);
  let pausedMs = 0;
  // The clock has gone on while the process stood still; its timers come after what waited for them.
  const runtime = { ...own, now: () => own.now() + pausedMs };
  const old = createScriptedAgent({ agentType: "work", script: [hold(), "late"], maxConcurrency: 1 });
  const { orchestrator } = world.start([old], { runtime });
  const first = orchestrator.startTask({ agentType: "work", description: "has the slot", id: "first" });
  await old.called(1);
  const second = orchestrator.startTask({ agentType: "work", description: "waits for it", id: "second" });
  await own.advance(0);

  const young = createScriptedAgent({ agentType: "work", script: ["young", "young"] });
  const { handles } = await world.takeUp([young]);
  await Promise.all(handles.map(({ settled }) => settled));

  pausedMs = leaseMs;
  old.release(0, "late");
  await own.advance(0);
  await expect(first.settled).rejects.toMatchObject({ code: "lease_lost" });
  await expect(second.settled).rejects.toMatchObject({ code: "lease_lost" });
  expect(old.calls.map(({ task }) => task.description)).toEqual(["has the slot"]);
  expect((await world.store.load("second"))?.tasks[0].task.result).toBe("young");
});

test("a process that hears late that it owns a run begins nothing when others have taken the run over", async () => {
  const world = createWorld();
  const own = createProcessRuntime(7);
  let pausedMs = 0;
  const runtime = { ...own, now: () => own.now() + pausedMs };
  const answer = Promise.withResolvers<void>();
  const open: typeof world.store.open = async (...terms) => {
    const lease = await world.store.open(...terms);
    await answer.promise;
    return lease;
  };
  const old = createScriptedAgent({ agentType: "work", script: ["old"] });
  const { orchestrator } = world.start([old], { runtime, store: { ...world.store, open } });
  const task = orchestrator.startTask({ agentType: "work", description: "once", id: "run" });
  await own.advance(0);
  const { handles } = await world.takeUp([createScriptedAgent({ agentType: "work", script: ["young"] })]);
  await handles[0].settled;

  pausedMs = leaseMs;
  answer.resolve();
  await own.advance(0);
  await expect(task.settled).rejects.toMatchObject({ code: "lease_lost" });
  expect(old.calls).toEqual([]);
});

test("a process that was paused does no step of a run that others have taken over", async () => {
  const world = createWorld();
  const own = createProcessRuntime(7);
  let pausedMs = 0;
  const runtime = { ...own, now: () => own.now() + pausedMs };
  const goOn = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  let steps = 0;
  const work = (isOld: boolean): Agent => ({
    agentType: "work",
    name: "any",
    description: "works",
    capabilities: [],
    async executor(_, { step }) {
      if (isOld) {
        begun.resolve();
        await goOn.promise;
      }
      return step("pay", async () => ++steps);
    },
  });
  const { orchestrator } = world.start([work(true)], { runtime });
  const task = orchestrator.startTask({ agentType: "work", description: "once", id: "run" });
  await begun.promise;
  const { handles } = await world.takeUp([work(false)]);
  await handles[0].settled;

  pausedMs = leaseMs;
  goOn.resolve();
  await own.advance(0);
  await expect(task.settled).rejects.toMatchObject({ code: "lease_lost" });
  expect(steps).toBe(1);
});

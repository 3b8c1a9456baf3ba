import { memoryStore, Orchestrator } from "@convoke/core";
import { createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createCapability } from "../support/harness.ts";
import { createWorld, leaseMs } from "./two-lives.ts";
import { withoutTimes } from "./crash.ts";

const work = (description: string) => ({ agentType: "work", description });
const done = () => createScriptedAgent({ agentType: "work", script: ["done"] });
const waiting = () =>
  createScriptedAgent({
    agentType: "waiting",
    script: [
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    ],
  });

describe("a run that was stopped", () => {
  test("is stopped for a later process too, when the orchestrator is closed meanwhile", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: [hold()] });
    const { orchestrator, runtime } = world.start([agent]);
    const { settled } = orchestrator.startTask({ ...work("a"), id: "run" });
    await agent.called(1);
    const cancelled = orchestrator.cancel("run", "too expensive");
    const closed = orchestrator.close();
    await runtime.advance(1_000);
    await closed;
    expect(await cancelled).toBe(true);
    expect(await settled).toMatchObject({ status: "cancelled", error: "Cancelled: too expensive" });
    expect(await world.store.load("run")).toMatchObject({
      status: "cancelled",
      stop: { code: "cancelled", message: "Cancelled: too expensive" },
    });
    expect((await world.takeUp([done()])).handles).toEqual([]);
  });

  test("is told again as it was: a main task that was cancelled, a vote that ran out of time", async () => {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([done(), waiting()]);
    const main = {
      mainTask: "m",
      subtasks: [work("a"), { agentType: "waiting", description: "b" }],
      id: "main",
    };
    const vote = {
      task: "?",
      agents: ["work", "waiting", "waiting"],
      minAgreement: 0.6,
      onVoterFailure: "abstain",
      id: "vote",
      budget: { maxDurationMs: 20 },
    } as const;
    const outcomes = [orchestrator.executeHierarchical(main), orchestrator.executeConsensus(vote)] as const;
    await runtime.advance(1);
    await orchestrator.cancel("main", "enough");
    await runtime.advance(20);
    const [cancelled, late] = await Promise.all(outcomes);
    expect(cancelled).toMatchObject({ status: "cancelled", failure: { code: "cancelled" } });
    expect(late.consensus).toBe(false);
    const { orchestrator: other } = world.start([]);
    expect(withoutTimes(await other.executeHierarchical(main))).toEqual(withoutTimes(cancelled));
    expect(withoutTimes(await other.executeConsensus(vote))).toEqual(withoutTimes(late));
  });
});

describe("a run that is told again", () => {
  test("asks no router for the seats of its panel", async () => {
    const world = createWorld();
    const agents = ["A", "B"].map((name) =>
      createScriptedAgent({ agentType: "work", name, script: ["yes"] }),
    );
    const vote = { task: "?", agents: ["work", "work", "work"], minAgreement: 1, id: "vote" };
    await world.start(agents).orchestrator.executeConsensus(vote);
    let asked = 0;
    const router = { choose: (candidates: readonly never[]) => candidates[asked++] };
    expect(await world.start(agents, { router }).orchestrator.executeConsensus(vote)).toMatchObject({
      agreement: 1,
    });
    expect(asked).toBe(0);
  });

  test("that could not be read can be asked for again when the store is back", async () => {
    const world = createWorld();
    await world.start([done()]).orchestrator.delegateTask({ ...work("a"), id: "run" });
    let isBroken = true;
    const load = (runId: string) =>
      isBroken ? Promise.reject(new Error("connection reset")) : world.store.load(runId);
    const { orchestrator } = world.start([done()], { store: { ...world.store, load } });
    await expect(orchestrator.delegateTask({ ...work("a"), id: "run" })).rejects.toMatchObject({
      code: "store_failed",
    });
    expect(orchestrator.getTaskStatus("run")).toBeUndefined();
    isBroken = false;
    await expect(orchestrator.executeParallel([work("a")], { id: "run" })).rejects.toMatchObject({
      code: "duplicate_task",
    });
    expect(await orchestrator.delegateTask({ ...work("a"), id: "run" })).toMatchObject({
      status: "completed",
    });
  });
});

describe("a store that fails", () => {
  const fail = (): Promise<never> => Promise.reject(new Error("connection reset"));

  test("while runs are taken up keeps nobody from those that were", async () => {
    const world = createWorld();
    const dead = createScriptedAgent({ agentType: "work", script: [hold()] });
    world.start([dead]).orchestrator.startTask({ ...work("a"), id: "run" });
    await dead.called(1);
    await world.clock.advance(leaseMs);
    let claims = 0;
    const claim: typeof world.store.claim = (...claimed) =>
      ++claims === 2 ? fail() : world.store.claim(...claimed);
    const { orchestrator } = world.start([done()], { store: { ...world.store, claim } });
    const handles = await orchestrator.resume();
    expect(await Promise.all(handles.map(({ settled }) => settled))).toMatchObject([{ status: "completed" }]);
  });

  test("is told by a typed error, whichever call needs it", async () => {
    const store = { ...memoryStore(), answer: fail, find: fail, claim: fail };
    const orchestrator = new Orchestrator({ store });
    for (const call of [
      () => orchestrator.answer("run", "key", 1),
      () => orchestrator.findTask("run"),
      () => orchestrator.resume(),
    ])
      await expect(call()).rejects.toMatchObject({ code: "store_failed" });
  });
});

test("an id that the orchestrator will give itself is refused", async () => {
  const { orchestrator } = createWorld().start([done()]);
  const { taskId } = await orchestrator.delegateTask(work("a"));
  const next = taskId.replace(/0$/, "1");
  await expect(orchestrator.delegateTask({ ...work("b"), id: next })).rejects.toMatchObject({
    code: "invalid_argument",
  });
  expect(await orchestrator.delegateTask(work("c"))).toMatchObject({ taskId: next, description: "c" });
});

test("a voter that waits for an agent that leaves, or falls silent, is asked of another", async () => {
  const world = createWorld();
  const agents = ["A", "B"].map((name) => ({
    ...createScriptedAgent({ agentType: "work", name, maxConcurrency: 1, script: [hold()] }),
    capabilities: [createCapability("vote")],
  }));
  const { orchestrator } = world.start(agents);
  const vote = orchestrator.executeConsensus({
    task: "?",
    agents: ["work", "work", "work", "work"],
    minAgreement: 1,
    earlyStop: "never",
  });
  const [stays, leaves] = agents;
  await Promise.all(agents.map((agent) => agent.called(1)));
  orchestrator.unregisterAgent("work", "B");
  leaves.release(0, "yes");
  for (let call = 0; call < 3; call++) {
    await stays.called(call + 1);
    stays.release(call, "yes");
  }
  expect(await vote).toMatchObject({ consensus: true, agreement: 1 });
});

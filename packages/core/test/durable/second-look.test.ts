import { type AgentContext, delay, memoryStore, Orchestrator, type TaskRequest } from "@convoke/core";
import { createManualRuntime, createScriptedAgent, hold } from "@convoke/core/testing";
import { describe, expect, test } from "vitest";
import { createWorld, leaseMs } from "./two-lives.ts";

const work = (description: string) => ({ agentType: "work", description });
const priced = (costEstimate: number) => ({
  name: "act",
  description: "",
  inputTypes: [],
  outputTypes: [],
  estimatedTime: 1,
  costEstimate,
});

describe("the orchestrator's own budget", () => {
  test("neither grows nor shrinks by runs that only tell what the store knows", async () => {
    const world = createWorld();
    const agent = createScriptedAgent({ agentType: "work", script: ["done"], capabilities: [priced(1)] });
    const budget = { maxTasks: 3, maxCostUsd: 3 };
    const { orchestrator } = world.start([agent], { budget, maxSettledTasks: 1 });
    await orchestrator.delegateTask({ ...work("a"), id: "first" });
    await orchestrator.delegateTask({ ...work("b"), id: "second" });
    for (let round = 0; round < 4; round++) {
      expect(await orchestrator.delegateTask({ ...work("a"), id: "first" })).toMatchObject({
        result: "done",
      });
      await orchestrator.delegateTask(work(`${round}`));
    }
    expect(agent.calls).toHaveLength(3);
  });

  test("counts what runs that it takes up have started and spent, and what it has itself", async () => {
    const world = createWorld();
    const script = ["done", hold()];
    const first = createScriptedAgent({ agentType: "work", script, capabilities: [priced(1)] });
    world
      .start([first])
      .orchestrator.executeSequential(["a", "b"].map(work), { id: "run" })
      .catch(() => {});
    await first.called(2);
    await world.clock.advance(leaseMs);
    const second = createScriptedAgent({ agentType: "work", script: ["done"], capabilities: [priced(1)] });
    const { orchestrator } = world.start([second], { budget: { maxTasks: 4 } });
    await orchestrator.delegateTask(work("own"));
    const [handle] = await orchestrator.resume();
    await handle.settled;
    // One of its own, and two of the run: one more fits.
    expect(await orchestrator.delegateTask(work("x"))).toMatchObject({ status: "completed" });
    expect(await orchestrator.delegateTask(work("x"))).toMatchObject({
      failure: { code: "budget_exceeded" },
    });
  });
});

describe("spend in the store", () => {
  async function spendInTwoLives(
    executor: (task: TaskRequest, context: AgentContext) => unknown,
    {
      names = ["Work"],
      costEstimate = 0,
      maxCostUsd = 2,
    }: { names?: readonly string[]; costEstimate?: number; maxCostUsd?: number } = {},
  ) {
    const world = createWorld();
    const { orchestrator, runtime } = world.start([]);
    for (const name of names) {
      orchestrator.registerAgent({
        ...createScriptedAgent({
          agentType: "work",
          script: [executor],
          capabilities: [priced(costEstimate)],
        }),
        name,
      });
    }
    const tasks = [
      { ...work("first"), retry: { attempts: 2, backoff: { initialMs: 10, jitter: 0 } } },
      work("second"),
    ];
    const budget = { maxCostUsd };
    orchestrator.startRun({ strategy: "sequential", tasks }, { id: "run", budget });
    await runtime.advance(0);
    return {
      orchestrator,
      runtime,
      async spendInSecondLife(costUsd: number): Promise<string> {
        const spender = createScriptedAgent({
          agentType: "work",
          script: [
            (_, context) => context.budget.reserve({ costUsd }).then((each) => each.settle({ costUsd })),
          ],
          capabilities: [priced(0)],
        });
        const { handles } = await world.takeUp([spender]);
        const [, second] = (await handles[0].settled) as readonly { status: string }[];
        return second.status;
      },
    };
  }

  test("stays what was settled first", async () => {
    const { spendInSecondLife } = await spendInTwoLives(async ({ description }, { budget }) => {
      if (description === "second") return new Promise(() => {});
      const reservation = await budget.reserve({ costUsd: 2 });
      await reservation.settle({ costUsd: 1 });
      await reservation.settle({ costUsd: 0 });
      return "done";
    });
    expect(await spendInSecondLife(2)).toBe("failed");
  });

  test("keeps what each agent of a task has cost, also when one takes over from another of its type", async () => {
    let calls = 0;
    const life = await spendInTwoLives(
      ({ description }) => {
        if (description === "second") return new Promise(() => {});
        if (++calls === 1) throw new Error("again");
        return "done";
      },
      { names: ["A", "B"], costEstimate: 0.9, maxCostUsd: 2.8 },
    );
    const { agentName } = life.orchestrator.getTaskStatus("run/0")!;
    life.orchestrator.unregisterAgent("work", agentName!);
    await life.runtime.advance(10);
    expect(life.orchestrator.getTaskStatus("run/0")).toMatchObject({
      status: "completed",
      spend: { costUsd: 1.8 },
    });
    // 0.9 by each of the two, and 0.9 for the attempt that was cut off: 0.1 are left.
    expect(await life.spendInSecondLife(0.5)).toBe("failed");
  });
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

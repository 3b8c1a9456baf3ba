import { type Agent, type AgentDescriptor, ErrorCode } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, expectTypeOf, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { bullmqEngine, type Coordinator, createCoordinator, createWorker } from "../src/index.ts";
import { nameAnnouncement, nameWorkers } from "../src/wire/names.ts";
import { announce } from "./support/announce.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const greeter: Agent<string> = {
  agentType: "greeter",
  name: "first",
  description: "Greets",
  capabilities: [],
  executor: async ({ description }) => `Hello ${description}`,
};

function describe({ agentType, name, description, capabilities }: AgentDescriptor): AgentDescriptor {
  return { agentType, name, description, capabilities };
}

describeWithRedis("createCoordinator", () => {
  let redis: Redis;
  let prefix: string;
  let ending: (() => Promise<unknown>)[] = [];

  beforeEach(() => {
    redis = openConnection(connection);
    prefix = createPrefix();
  });

  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    ending = [];
    redis.disconnect();
  });

  async function startCoordinator(): Promise<Coordinator> {
    const coordinator = await createCoordinator({ connection, prefix });
    ending.push(coordinator.close);
    return coordinator;
  }

  async function startWorker(agents: readonly Agent[]): Promise<void> {
    const worker = createWorker({ connection, prefix, agents });
    ending.push(() => worker.close({ timeoutMs: 0 }));
    await worker.ready();
  }

  test("with agents, the compiler knows inputs and results", async () => {
    const counter: Agent<{ readonly text: string }, { readonly text: string }, { readonly words: number }> = {
      agentType: "counter",
      name: "counter",
      description: "Counts",
      capabilities: [],
      executor: ({ input }) => ({ words: input.text.split(" ").length }),
    };
    const { orchestrator, close } = await createCoordinator({ connection, prefix, agents: { counter } });
    ending.push(close);
    await startWorker([counter as Agent]);
    const description = "Count";
    const task = await orchestrator.delegateTask({
      agentType: "counter",
      description,
      input: { text: "a b" },
    });
    expectTypeOf(task.result).toEqualTypeOf<{ readonly words: number } | undefined>();
    expect(task.result?.words).toBe(2);
    // @ts-expect-error -- a number is no text
    const wrong = orchestrator.delegateTask({ agentType: "counter", description, input: { text: 7 } });
    expect(await wrong).toMatchObject({ status: "failed" });
  });

  test("runs tasks on the agents that workers have announced", async () => {
    await startWorker([greeter as Agent]);
    const { orchestrator, store } = await startCoordinator();
    const task = await orchestrator.delegateTask({ agentType: "greeter", description: "World" });
    expect(task).toMatchObject({ status: "completed", result: "Hello World" });
    expect((await store.find(task.taskId))?.task.result).toBe("Hello World");
  });

  test("goes on with the runs that a closed coordinator has given back", async () => {
    const started = Promise.withResolvers<void>();
    let isFirst = true;
    const slow: Agent = {
      ...(greeter as Agent),
      async executor(_, { signal }) {
        if (!isFirst) return "done by the second";
        isFirst = false;
        started.resolve();
        return new Promise((_resolve, reject) =>
          signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
        );
      },
    };
    await startWorker([slow]);
    const first = await startCoordinator();
    const handle = first.orchestrator.startTask({ agentType: "greeter", description: "x" });
    handle.settled.catch(() => undefined);
    await started.promise;
    const second = await startCoordinator();
    const settled = Promise.withResolvers<unknown>();
    second.orchestrator.subscribe((event) => {
      if (event.type === "task-settled") settled.resolve(event.task);
    });
    await first.close();
    expect(await settled.promise).toMatchObject({ taskId: handle.taskId, result: "done by the second" });
  });

  test("a coordinator that is started first lets its tasks wait for workers that come later", async () => {
    const { orchestrator } = await startCoordinator();
    const first = orchestrator.startTask({ agentType: "greeter", description: "World" });
    const second = orchestrator.startTask({ agentType: "late", description: "World" });
    await startWorker([greeter as Agent]);
    expect(await first.settled).toMatchObject({ status: "completed", result: "Hello World" });
    await startWorker([{ ...(greeter as Agent), agentType: "late" }]);
    expect(await second.settled).toMatchObject({ status: "completed", result: "Hello World" });
  });

  test("a task whose agent no worker announces in time fails, and says who is announced and what to do", async () => {
    await announce(redis, prefix, "w1", [describe(greeter), { ...describe(greeter), name: "second" }]);
    const runtime = createManualRuntime();
    const coordinator = await createCoordinator({ connection, prefix, runtime, leaseMs: 60_000 });
    const { orchestrator } = coordinator;
    const waiting = orchestrator.startTask({ agentType: "greter", description: "World" });
    await runtime.advance(9_000);
    expect(orchestrator.getTaskStatus(waiting.taskId)?.status).toBe("pending");
    await runtime.advance(1_000);
    const failed = {
      status: "failed",
      failure: { code: ErrorCode.NOT_REGISTERED, details: { agentType: "greter", nearest: "greeter" } },
      error: expect.stringMatching(
        /^Agent greter not registered\. Workers announce greeter "first", greeter "second": start a worker that hosts it.*10000 ms.*waitForAgentsMs/,
      ),
    };
    expect(await waiting.settled).toMatchObject(failed);
    expect(await orchestrator.delegateTask({ agentType: "greter", description: "World" })).toMatchObject(
      failed,
    );
    await coordinator.close();
  });

  test("with waitForAgentsMs 0 a task whose agent no worker announces fails at once", async () => {
    const coordinator = await createCoordinator({ connection, prefix, waitForAgentsMs: 0 });
    ending.push(coordinator.close);
    const task = await coordinator.orchestrator.delegateTask({ agentType: "greeter", description: "World" });
    expect(task).toMatchObject({ status: "failed", error: expect.stringContaining("No worker announces") });
  });

  test("refuses an option that it does not know, and leaves nothing open", async () => {
    const options = { connection, prefix, leaseM: 1 } as Parameters<typeof createCoordinator>[0];
    await expect(createCoordinator(options)).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    expect(await redis.keys(`${prefix}:alive:*`)).toEqual([]);
  });

  test("followAgents registers the descriptor of the worker that has started last, also when it changes", async () => {
    await announce(redis, prefix, "old", [{ ...describe(greeter), version: "1" }], { startedAt: 1 });
    await announce(redis, prefix, "new", [{ ...describe(greeter), version: "2" }], { startedAt: 2 });
    const nonsense: readonly unknown[] = [
      null,
      5,
      {},
      { agents: 7, startedAt: 9 },
      { agents: [null], startedAt: 9 },
    ];
    for (const [index, each] of nonsense.entries()) {
      await redis.zadd(nameWorkers(prefix), 1, `other${index}`);
      await redis.set(nameAnnouncement(prefix, `other${index}`), JSON.stringify(each));
    }
    const engine = bullmqEngine({ connection, prefix });
    ending.push(() => engine.close());
    const told: string[] = [];
    const changed = Promise.withResolvers<void>();
    await engine.followAgents({
      registerAgent({ version }) {
        told.push(`${version} comes`);
        if (version === "3") changed.resolve();
      },
      unregisterAgent: (_, name) => told.push(`${name} goes`) > 0,
    });
    await announce(redis, prefix, "newest", [{ ...describe(greeter), version: "3" }], { startedAt: 3 });
    await changed.promise;
    expect(told).toEqual(["2 comes", "first goes", "3 comes"]);
  });

  test("followAgents takes an agent out that no worker has announced for a minute", async () => {
    await announce(redis, prefix, "w1", [describe(greeter)]);
    const runtime = createManualRuntime();
    const engine = bullmqEngine({ connection, prefix, runtime });
    ending.push(() => engine.close());
    let isGone = false;
    await engine.followAgents({
      registerAgent: () => undefined,
      unregisterAgent: () => (isGone = true),
    });
    await redis.del(nameAnnouncement(prefix, "w1"));
    const begun = runtime.now();
    while (!isGone) {
      await runtime.advance(1_000);
      await redis.ping();
    }
    expect(runtime.now() - begun).toBeGreaterThanOrEqual(60_000);
  });
});

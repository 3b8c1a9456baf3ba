import { type Agent, type AgentDescriptor, ErrorCode } from "@convoke/core";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { type Coordinator, createCoordinator, createWorker } from "../src/index.ts";
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

  test("rejects with store_failed where no Redis is", async () => {
    const nowhere = { path: "/nowhere/redis.sock" };
    await expect(createCoordinator({ connection: nowhere, prefix })).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
    });
  }, 20_000);

  test("registers the descriptor of the worker that has started last, also when it changes", async () => {
    await announce(redis, prefix, "old", [{ ...describe(greeter), version: "1" }], { startedAt: 1 });
    await announce(redis, prefix, "new", [{ ...describe(greeter), version: "2" }], { startedAt: 2 });
    const { orchestrator } = await startCoordinator();
    expect(orchestrator.findAgents()).toMatchObject([{ version: "2" }]);
    await announce(redis, prefix, "newest", [{ ...describe(greeter), version: "3" }], { startedAt: 3 });
    await expect.poll(() => orchestrator.findAgents()).toMatchObject([{ version: "3" }]);
  });
});

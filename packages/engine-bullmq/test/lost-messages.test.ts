import { type AgentDescriptor, ErrorCode, Orchestrator, type Runtime, systemRuntime } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { bullmqEngine } from "../src/index.ts";
import type { CallMethod } from "../src/wire/messages.ts";
import { nameInbox } from "../src/wire/names.ts";
import { createWorkerByHand, type Ears, listen, readJobs, type WorkerByHand } from "./support/by-hand.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const agent: AgentDescriptor = { agentType: "t", name: "a", description: "x", capabilities: [] };
const child: AgentDescriptor = { ...agent, agentType: "child", name: "c" };

describeWithRedis("bullmqEngine", () => {
  let redis: Redis;
  let prefix: string;
  let ears: Ears;
  let worker: WorkerByHand;
  let orchestrator: Orchestrator;

  beforeEach(async () => {
    redis = openConnection(connection);
    prefix = createPrefix();
    ears = await listen(prefix);
    worker = createWorkerByHand(redis, prefix, "w1");
  });

  afterEach(async () => {
    await orchestrator.close();
    await worker.close();
    ears.close();
    redis.disconnect();
  });

  /** Starts a task whose attempt the worker has. */
  async function begin(runtime: Runtime = systemRuntime) {
    const engine = bullmqEngine({ connection, prefix, maxPayloadBytes: 2_000, runtime });
    orchestrator = new Orchestrator({ engine, runtime });
    for (const each of [agent, child]) orchestrator.registerAgent(each);
    const handle = orchestrator.startTask({ agentType: "t", description: "x" });
    expect(await ears.next()).toBe("jobs t.a");
    const [{ attemptId, coordinator }] = await readJobs(redis, prefix, "t", "a");
    await redis.zrem(`${prefix}:t.a:prioritized`, attemptId);
    const attempt = { attemptId, delivery: 1 } as const;
    return {
      handle,
      attempt,
      coordinator,
      start: (again?: { last: number; open: number[] }) =>
        worker.say(coordinator, { kind: "started", ...attempt, worker: "w1", ...(again && { again }) }),
      ask: (call: number, method: CallMethod, ...args: readonly unknown[]) =>
        worker.say(coordinator, { kind: "call", ...attempt, call, method, args }),
      end: () => worker.say(coordinator, { kind: "ended", ...attempt, outcome: { ok: true } }),
    };
  }

  test("answers again what a worker still waits for, asks for what it has not heard, and does nothing twice", async () => {
    const { handle, attempt, start, ask, end } = await begin();
    await start();
    await ask(1, "delegate", { agentType: "child", description: "y" });
    expect(await ears.next()).toBe("jobs child.c");
    const [job] = await readJobs(redis, prefix, "child", "c");
    const outcome = { ok: true, value: 7 } as const;
    await worker.say(job.coordinator, { kind: "ended", attemptId: job.attemptId, delivery: 1, outcome });
    const answer = await worker.hear();
    expect(answer).toMatchObject({ kind: "answer", call: 1, outcome: { value: { result: 7 } } });
    await ask(2, "waitFor", "key");
    await start({ last: 3, open: [1, 2, 3] });
    expect(await worker.hear()).toEqual(answer);
    expect(await worker.hear()).toEqual({ kind: "repeat", ...attempt, call: 3 });
    await ask(3, "recall", "nothing");
    expect(await worker.hear()).toMatchObject({ kind: "answer", call: 3 });
    await ask(1, "delegate", { agentType: "child", description: "y" });
    expect(await worker.hear()).toEqual(answer);
    await orchestrator.answer(handle.taskId, "key", 42);
    expect(await worker.hear()).toMatchObject({ kind: "answer", call: 2, outcome: { value: 42 } });
    // What has arrived is not kept.
    await start({ last: 3, open: [] });
    await ask(1, "delegate", { agentType: "child", description: "y" });
    expect(await worker.hear()).toMatchObject({
      call: 1,
      outcome: { error: { code: ErrorCode.STORE_FAILED } },
    });
    await end();
    await handle.settled;
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 2 });
  });

  test("answers a worker whose beginning was lost when it begins again", async () => {
    const { handle, start, ask, end } = await begin();
    await ask(1, "recall", "nothing");
    await ask(2, "waitFor", "key");
    await orchestrator.answer(handle.taskId, "key", 42);
    await start();
    const heard = [await worker.hear(), await worker.hear()];
    expect(new Set(heard.map((message) => "call" in message && message.call))).toEqual(new Set([1, 2]));
    await end();
    await handle.settled;
  });

  test("tells a worker again that an attempt is to end", async () => {
    const runtime = createManualRuntime();
    const { handle, start, ask, end } = await begin(runtime);
    await start();
    await ask(1, "recall", "nothing");
    await worker.hear();
    const cancelled = handle.cancel();
    expect(await worker.hear()).not.toHaveProperty("again");
    const told = worker.hear();
    let isTold = false;
    told.then(
      () => (isTold = true),
      () => undefined,
    );
    while (!isTold) {
      await runtime.advance(500);
      await redis.ping();
    }
    expect(await told).toMatchObject({ kind: "abort", again: true });
    await end();
    await cancelled;
    await handle.settled;
  });

  test("ends an attempt with store_failed whose worker cannot be answered", async () => {
    const { handle, attempt, coordinator } = await begin();
    await redis.set(nameInbox(prefix, "w2"), "no stream");
    await worker.say(coordinator, { kind: "started", ...attempt, worker: "w2" });
    await worker.say(coordinator, { kind: "call", ...attempt, call: 1, method: "recall", args: ["x"] });
    const { failure } = await handle.settled;
    expect(failure).toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringContaining("WRONGTYPE"),
    });
  });
});

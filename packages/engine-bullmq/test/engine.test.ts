import { type AgentDescriptor, ErrorCode, Orchestrator, type Runtime, systemRuntime } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { bullmqEngine } from "../src/index.ts";
import type { AttemptJob } from "../src/wire/messages.ts";
import { createWorkerByHand, type Ears, listen, readJobs, type WorkerByHand } from "./support/by-hand.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const agent: AgentDescriptor = { agentType: "t", name: "a", description: "x", capabilities: [] };

describeWithRedis("bullmqEngine", () => {
  let redis: Redis;
  let prefix: string;
  let ears: Ears;
  let ending: (() => unknown)[] = [];

  beforeEach(async () => {
    redis = openConnection(connection);
    prefix = createPrefix();
    ears = await listen(prefix);
  });

  afterEach(async () => {
    for (const end of ending.reverse()) await end();
    ending = [];
    ears.close();
    redis.disconnect();
  });

  function start(
    agents: readonly AgentDescriptor[] = [agent],
    runtime: Runtime = systemRuntime,
  ): Orchestrator {
    const engine = bullmqEngine({ connection, prefix, maxPayloadBytes: 2_000, maxRecoveries: 1, runtime });
    const orchestrator = new Orchestrator({ engine, runtime });
    for (const each of agents) orchestrator.registerAgent(each);
    ending.push(() => orchestrator.close());
    return orchestrator;
  }

  function hire(workerId: string): WorkerByHand {
    const worker = createWorkerByHand(redis, prefix, workerId);
    ending.push(worker.close);
    return worker;
  }

  /** The only job, once it was rung for. */
  async function nextJob(): Promise<AttemptJob> {
    expect(await ears.next()).toBe("jobs t.a");
    const [job] = await readJobs(redis, prefix, "t", "a");
    return job;
  }

  test("attach takes an attempt back that no worker has begun, and rejects at once", async () => {
    const orchestrator = start();
    const handle = orchestrator.startTask({ agentType: "t", description: "x" });
    await nextJob();
    await handle.cancel();
    expect(await handle.settled).toMatchObject({ status: "cancelled" });
    expect(await readJobs(redis, prefix, "t", "a")).toEqual([]);
  });

  test("attach puts the greater priority first", async () => {
    const orchestrator = start();
    for (const priority of [0, -3, 7, 1.5]) {
      orchestrator.startTask({ agentType: "t", description: String(priority), priority });
    }
    await nextJob();
    const jobs = await readJobs(redis, prefix, "t", "a");
    expect(jobs.map(({ request }) => request.description)).toEqual(["7", "1.5", "0", "-3"]);
  });

  test("attach refuses what is no JSON, with its path, and what is too large, with its size", async () => {
    const orchestrator = start();
    const bigint = await orchestrator.delegateTask({ agentType: "t", description: "x", input: { a: [1n] } });
    expect(bigint.failure).toMatchObject({ code: ErrorCode.NOT_SERIALIZABLE });
    expect(bigint.error).toContain('"input.a[0]"');
    const large = await orchestrator.delegateTask({
      agentType: "t",
      description: "x",
      input: "é".repeat(1_000),
    });
    expect(large.failure).toMatchObject({
      code: ErrorCode.INVALID_INPUT,
      details: { maxPayloadBytes: 2_000 },
      message: expect.stringMatching(/is 2\d\d\d bytes of JSON; at most 2000 travel .* artifact store/),
    });
  });

  test("an end without a beginning counts", async () => {
    const handle = start().startTask({ agentType: "t", description: "x" });
    const { attemptId, coordinator } = await nextJob();
    const outcome = { ok: true, value: 5 } as const;
    await hire("w1").say(coordinator, { kind: "ended", attemptId, delivery: 1, outcome });
    expect(await handle.settled).toMatchObject({ status: "completed", result: 5 });
  });

  test("the greatest delivery is listened to; the worker of an older one is told to stop", async () => {
    const handle = start().startTask({ agentType: "t", description: "x" });
    const { attemptId, coordinator } = await nextJob();
    const [first, second] = [hire("w1"), hire("w2")];
    await first.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    await second.say(coordinator, { kind: "started", attemptId, delivery: 2, worker: "w2" });
    expect(await first.hear()).toMatchObject({ kind: "abort", attemptId, delivery: 1 });
    await first.say(coordinator, {
      kind: "ended",
      attemptId,
      delivery: 1,
      outcome: { ok: true, value: "old" },
    });
    await second.say(coordinator, {
      kind: "ended",
      attemptId,
      delivery: 2,
      outcome: { ok: true, value: "new" },
    });
    expect(await handle.settled).toMatchObject({ result: "new" });
    await first.say(coordinator, { kind: "started", attemptId, delivery: 3, worker: "w1" });
    expect(await first.hear()).toMatchObject({ kind: "abort", attemptId, delivery: 3 });
  });

  test("two workers with the same delivery, after Redis has lost its last second: both stop, and it is dispatched anew", async () => {
    const handle = start().startTask({ agentType: "t", description: "x" });
    const { attemptId, coordinator } = await nextJob();
    const [first, second] = [hire("w1"), hire("w2")];
    await first.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    await first.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    await redis.del(`${prefix}:t.a:prioritized`);
    await second.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w2" });
    for (const worker of [first, second]) {
      expect(await worker.hear()).toMatchObject({ kind: "abort", attemptId, delivery: 1 });
    }
    const again = await nextJob();
    expect(again.attemptId).not.toBe(attemptId);
    const outcome = { ok: true, value: "once" } as const;
    await first.say(coordinator, {
      kind: "ended",
      attemptId,
      delivery: 1,
      outcome: { ok: true, value: "old" },
    });
    await second.say(coordinator, { kind: "ended", attemptId: again.attemptId, delivery: 1, outcome });
    expect(await handle.settled).toMatchObject({ result: "once", attempts: 1 });
  });

  test("a call that comes twice is served once", async () => {
    const child: AgentDescriptor = { ...agent, agentType: "child", name: "c" };
    const orchestrator = start([agent, child]);
    const handle = orchestrator.startTask({ agentType: "t", description: "x" });
    const { attemptId, coordinator } = await nextJob();
    const worker = hire("w1");
    const call = { kind: "call", attemptId, delivery: 1, call: 1, method: "delegate" } as const;
    const args = [{ agentType: "child", description: "y" }];
    await worker.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    await worker.say(coordinator, { ...call, args });
    await worker.say(coordinator, { ...call, args });
    expect(await ears.next()).toBe("jobs child.c");
    const [job] = await readJobs(redis, prefix, "child", "c");
    await worker.say(coordinator, {
      kind: "ended",
      attemptId: job.attemptId,
      delivery: 1,
      outcome: { ok: true },
    });
    expect(await worker.hear()).toMatchObject({ kind: "answer", call: 1, outcome: { ok: true } });
    await worker.say(coordinator, { kind: "ended", attemptId, delivery: 1, outcome: { ok: true } });
    await handle.settled;
    expect(orchestrator.getStatistics()).toMatchObject({ totalTasks: 2 });
  });

  test("a method that is none is an answer that says so", async () => {
    const handle = start().startTask({ agentType: "t", description: "x" });
    const { attemptId, coordinator } = await nextJob();
    const worker = hire("w1");
    await worker.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    const method = "constructor" as "recall";
    await worker.say(coordinator, { kind: "call", attemptId, delivery: 1, call: 1, method, args: [] });
    expect(await worker.hear()).toMatchObject({
      outcome: { ok: false, error: { code: ErrorCode.INVALID_ARGUMENT } },
    });
    await worker.say(coordinator, { kind: "ended", attemptId, delivery: 1, outcome: { ok: true } });
    await handle.settled;
  });

  test("a job that has vanished is dispatched again under another name", async () => {
    const runtime = createManualRuntime();
    const handle = start([agent], runtime).startTask({ agentType: "t", description: "x" });
    const lost = await nextJob();
    await redis.del(`${prefix}:t.a:${lost.attemptId}`, `${prefix}:t.a:prioritized`);
    const again = nextJob();
    let isThere = false;
    again.then(
      () => (isThere = true),
      () => (isThere = true),
    );
    while (!isThere) {
      await runtime.advance(500);
      await redis.ping();
    }
    const { attemptId, coordinator } = await again;
    expect(attemptId).not.toBe(lost.attemptId);
    await hire("w1").say(coordinator, {
      kind: "ended",
      attemptId,
      delivery: 1,
      outcome: { ok: true, value: 1 },
    });
    expect(await handle.settled).toMatchObject({ result: 1, attempts: 1 });
  });

  test("a job that has vanished is found, however many others are quiet", async () => {
    const runtime = createManualRuntime();
    const orchestrator = start([agent], runtime);
    for (let index = 0; index <= 1_000; index++) {
      orchestrator.startTask({ agentType: "t", description: String(index) });
    }
    await nextJob();
    while ((await redis.zcard(`${prefix}:t.a:prioritized`)) <= 1_000) await ears.next();
    const jobs = await readJobs(redis, prefix, "t", "a");
    const lost = jobs.find(({ request }) => request.description === "1000");
    await redis.del(`${prefix}:t.a:${lost?.attemptId}`);
    await redis.zrem(`${prefix}:t.a:prioritized`, String(lost?.attemptId));
    while ((await redis.zcard(`${prefix}:t.a:prioritized`)) <= 1_000) {
      await runtime.advance(500);
      await redis.ping();
    }
    const again = await readJobs(redis, prefix, "t", "a");
    const names = again.filter(({ request }) => request.description === "1000");
    expect(names.map(({ attemptId }) => attemptId)).not.toEqual([lost?.attemptId]);
  });

  test("followAgents is refused after close, and opens nothing", async () => {
    const engine = bullmqEngine({ connection, prefix });
    await engine.close();
    const roster = { registerAgent: () => undefined, unregisterAgent: () => true };
    await expect(engine.followAgents(roster)).rejects.toMatchObject({ code: ErrorCode.CLOSED });
  });

  test("close ends what is open, and leaves nothing of the process behind", async () => {
    const engine = bullmqEngine({ connection, prefix });
    const run = engine.attach(agent);
    const { signal } = new AbortController();
    const request = { taskId: "x", agentType: "t", agentName: "a", description: "x", input: 1, attempt: 1 };
    const host = { signal, request, previous: [], recall: async () => undefined };
    const attempt = run(host as unknown as Parameters<typeof run>[0]);
    const { coordinator } = await nextJob();
    expect(await redis.exists(`${prefix}:alive:${coordinator}`)).toBe(1);
    attempt.catch(() => undefined);
    await engine.close();
    await expect(attempt).rejects.toMatchObject({ code: ErrorCode.CLOSED });
    expect(await redis.exists(`${prefix}:alive:${coordinator}`, `${prefix}:inbox:${coordinator}`)).toBe(0);
  });

  test.each([
    [{ connection: "" }, "connection"],
    [{ connection: { keyPrefix: "x" } }, "keyPrefix"],
    [{ connection: "redis://127.0.0.1:1?keyPrefix=x" }, "keyPrefix"],
    [{ connection: "x", prefix: " " }, "prefix"],
    [{ connection: "x", maxRecoveries: -1 }, "maxRecoveries"],
    [{ connection: "x", maxPayloadByte: 1 }, "maxPayloadByte"],
  ])("refuses options %j", (options, word) => {
    expect(() => bullmqEngine(options as Parameters<typeof bullmqEngine>[0])).toThrow(word);
  });
});

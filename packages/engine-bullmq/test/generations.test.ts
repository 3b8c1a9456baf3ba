import {
  type AgentDescriptor,
  type AttemptHost,
  ErrorCode,
  type Lease,
  OrchestrationError,
  Orchestrator,
  systemRuntime,
  type Task,
} from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { watchLeases } from "../src/coordinator/watch-leases.ts";
import { showLife } from "../src/engine/life-sign.ts";
import { bullmqEngine, type RedisStore } from "../src/index.ts";
import { nameLife, nameQueue } from "../src/wire/names.ts";
import type { AttemptJob } from "../src/wire/messages.ts";
import { createWorkerByHand, type Ears, listen, readJobs } from "./support/by-hand.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const agent: AgentDescriptor = { agentType: "t", name: "a", description: "x", capabilities: [] };

describeWithRedis("generations of coordinators", () => {
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

  function startTask(): Promise<Task> {
    const engine = bullmqEngine({ connection, prefix, maxRecoveries: 1 });
    const orchestrator = new Orchestrator({ engine });
    ending.push(() => orchestrator.close());
    orchestrator.registerAgent(agent);
    return orchestrator.startTask({ agentType: "t", description: "x" }).settled as Promise<Task>;
  }

  /** The only job, once it was rung for. */
  async function nextJob(): Promise<AttemptJob> {
    expect(await ears.next()).toBe("jobs t.a");
    const [job] = await readJobs(redis, prefix, "t", "a");
    return job;
  }

  /** Takes it out of its queue, as a worker does that drops it. */
  async function drop({ attemptId }: AttemptJob): Promise<void> {
    const queue = `${prefix}:${nameQueue("t", "a")}`;
    await redis.del(`${queue}:${attemptId}`, `${queue}:prioritized`);
  }

  test("what vanished while a coordinator was silent is dispatched in its next life", async () => {
    const settled = startTask();
    const lost = await nextJob();
    await drop(lost);
    await redis.del(nameLife(prefix, lost.coordinator));
    const again = await nextJob();
    expect(again.generation).toBeGreaterThan(lost.generation);
    expect(await redis.get(nameLife(prefix, lost.coordinator))).toBe(String(again.generation));
    const worker = createWorkerByHand(redis, prefix, "w1");
    ending.push(worker.close);
    const outcome = { ok: true, value: 1 } as const;
    await worker.say(again.coordinator, {
      kind: "ended",
      attemptId: again.attemptId,
      delivery: 1,
      outcome,
    });
    expect(await settled).toMatchObject({ result: 1, attempts: 1 });
  });

  test("what a worker has dropped as void is dispatched again at once, and is no loss", async () => {
    const settled = startTask();
    const worker = createWorkerByHand(redis, prefix, "w1");
    ending.push(worker.close);
    let job = await nextJob();
    for (let round = 0; round < 3; round++) {
      await drop(job);
      await worker.say(job.coordinator, { kind: "void", attemptId: job.attemptId });
      const again = await nextJob();
      expect(again.attemptId).not.toBe(job.attemptId);
      job = again;
    }
    const outcome = { ok: true, value: 1 } as const;
    const { attemptId, coordinator } = job;
    await worker.say(coordinator, { kind: "ended", attemptId, delivery: 1, outcome });
    expect(await settled).toMatchObject({ result: 1, attempts: 1 });
  });

  test("what is void is not dispatched again when the run is lost", async () => {
    const engine = bullmqEngine({ connection, prefix });
    ending.push(() => engine.close());
    const run = engine.attach(agent);
    const { signal } = new AbortController();
    const request = { taskId: "x", agentType: "t", agentName: "a", description: "x", input: 1, attempt: 1 };
    let isLost = false;
    const recall = async (): Promise<undefined> => {
      if (isLost) throw new OrchestrationError(ErrorCode.LEASE_LOST, "Somebody else owns the run.");
    };
    const attempt = run({ signal, request, previous: [], recall } as unknown as AttemptHost);
    const job = await nextJob();
    isLost = true;
    const refused = attempt.catch((error: unknown) => error);
    await drop(job);
    const worker = createWorkerByHand(redis, prefix, "w1");
    ending.push(worker.close);
    await worker.say(job.coordinator, { kind: "void", attemptId: job.attemptId });
    expect(await refused).toMatchObject({ code: ErrorCode.LEASE_LOST });
    expect(await readJobs(redis, prefix, "t", "a")).toEqual([]);
  });

  test("a sign of life holds no longer than the runs, one that comes too late does nothing, and a gap begins a new life", async () => {
    // Its time is that of Redis, its timers are the test's.
    const timers = createManualRuntime();
    const runtime = { ...timers, now: systemRuntime.now };
    let ownsUntil = 0;
    let rebirths = 0;
    const processId = "c";
    const life = showLife({
      redis,
      prefix,
      processId,
      runtime,
      ownsUntil: () => ownsUntil,
      onRebirth: () => rebirths++,
    });
    const key = nameLife(prefix, processId);
    const isInForce = life.inForce();
    // Two signs, and what comes behind them: they were too late already when they were sent.
    await redis.ping();
    await redis.ping();
    expect([await redis.exists(key), life.generation]).toEqual([0, undefined]);
    ownsUntil = systemRuntime.now() + 1_500;
    await timers.advance(500);
    expect(await isInForce).toBe(true);
    const first = life.generation;
    expect(await redis.get(key)).toBe(String(first));
    const left = await redis.pttl(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1_500);
    await redis.del(key);
    ownsUntil = Infinity;
    await timers.advance(500);
    while (rebirths === 0) await redis.ping();
    expect(await redis.get(key)).toBe(String(life.generation));
    expect(life.generation).toBeGreaterThan(Number(first));
    await life.end();
    expect([await redis.exists(key), life.generation, await life.inForce()]).toEqual([0, undefined, false]);
  });
});

test("watchLeases tells when the first lease ends that is held or being granted, and forgets one that is over", async () => {
  const runtime = createManualRuntime({ startMs: 1_000 });
  const now = (): number => runtime.now();
  let grant = Promise.withResolvers<void>();
  let isLost = false;
  const stub: Partial<RedisStore> = {
    async open({ runId }, owner, leaseMs) {
      await grant.promise;
      return { runId, owner, fence: 1, expiresAt: now() + leaseMs, recoveries: 0 };
    },
    async claim(owner, leaseMs) {
      return [{ runId: "claimed", owner, fence: 4, expiresAt: now() + leaseMs, recoveries: 1 }];
    },
    async renew(lease) {
      if (isLost) throw new Error("lost");
      return lease;
    },
    commit: async () => ({ cursor: 0 }),
    release: async () => undefined,
  };
  const { store, ownsUntil } = watchLeases(stub as RedisStore, runtime, 3_000);
  expect(ownsUntil()).toBe(4_000);
  const opening = store.open(
    { runId: "opened", strategy: "task", title: "", plan: {}, createdAt: 0 },
    "o",
    3_000,
  );
  await runtime.advance(500);
  expect(ownsUntil()).toBe(4_000);
  grant.resolve();
  const opened = await opening;
  const [claimed] = (await store.claim("o", 3_000, 1)) as [Lease];
  await runtime.advance(500);
  await store.renew(opened);
  expect(ownsUntil()).toBe(4_500);
  await store.commit(claimed, { run: { status: "completed", finishedAt: 0 } });
  expect(ownsUntil()).toBe(5_000);
  // A commit under another lease is not the end of this one.
  await store.commit({ ...opened, fence: 9 }, { run: { status: "completed", finishedAt: 0 } });
  isLost = true;
  await expect(store.renew(opened)).rejects.toThrow("lost");
  expect(ownsUntil()).toBe(5_000);
  await runtime.advance(3_000);
  expect(ownsUntil()).toBe(8_000);
  grant = Promise.withResolvers();
  isLost = false;
  await store.release(opened);
  await store.renew(opened);
  expect(ownsUntil()).toBe(8_000);
});

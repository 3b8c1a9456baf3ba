import { type AgentDescriptor, Orchestrator } from "@convoke/core";
import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { bullmqEngine } from "../src/index.ts";
import type { AttemptJob } from "../src/wire/messages.ts";
import { nameInbox, nameSlots } from "../src/wire/names.ts";
import { createWorkerByHand, type Ears, listen, readJobs, type WorkerByHand } from "./support/by-hand.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const single: AgentDescriptor = {
  agentType: "t",
  name: "a",
  description: "x",
  capabilities: [],
  maxConcurrency: 1,
};

describeWithRedis("maxConcurrency", () => {
  let redis: Redis;
  let prefix: string;
  let ears: Ears;
  let worker: WorkerByHand;
  let orchestrators: Orchestrator[];

  beforeEach(async () => {
    redis = openConnection(connection);
    prefix = createPrefix();
    ears = await listen(prefix);
    worker = createWorkerByHand(redis, prefix, "w1");
    orchestrators = [start(), start()];
  });

  afterEach(async () => {
    await Promise.all(orchestrators.map((each) => each.close()));
    await worker.close();
    ears.close();
    redis.disconnect();
  });

  function start(): Orchestrator {
    const orchestrator = new Orchestrator({ engine: bullmqEngine({ connection, prefix }) });
    orchestrator.registerAgent(single);
    return orchestrator;
  }

  async function rings(call: string): Promise<void> {
    while ((await ears.next()) !== call) continue;
  }

  /** Takes the only job out of the queue, as a worker does. */
  async function take(): Promise<AttemptJob> {
    await rings("jobs t.a");
    const jobs = await readJobs(redis, prefix, "t", "a");
    expect(jobs).toHaveLength(1);
    await redis.zrem(`${prefix}:t.a:prioritized`, jobs[0].attemptId);
    return jobs[0];
  }

  function end({ attemptId, coordinator }: AttemptJob, value: unknown): Promise<void> {
    return worker.say(coordinator, { kind: "ended", attemptId, delivery: 1, outcome: { ok: true, value } });
  }

  test("holds across coordinators: the second attempt is dispatched when the first has ended", async () => {
    const first = orchestrators[0].startTask({ agentType: "t", description: "1" });
    const job = await take();
    const second = orchestrators[1].startTask({ agentType: "t", description: "2" });
    expect(await redis.zcard(nameSlots(prefix, "t.a"))).toBe(1);
    await end(job, "one");
    await rings("slots t.a");
    const next = await take();
    expect(next.request.description).toBe("2");
    await end(next, "two");
    expect([(await first.settled).result, (await second.settled).result]).toEqual(["one", "two"]);
    await rings("slots t.a");
    expect(await redis.zcard(nameSlots(prefix, "t.a"))).toBe(0);
  });

  test("counts no attempt that waits, and lets it go on with a slot of its own", async () => {
    const first = orchestrators[0].startTask({ agentType: "t", description: "waits" });
    const job = await take();
    const { attemptId, coordinator } = job;
    await worker.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    const args = ["key"];
    await worker.say(coordinator, { kind: "call", attemptId, delivery: 1, call: 1, method: "waitFor", args });
    await rings("slots t.a");
    const second = orchestrators[1].startTask({ agentType: "t", description: "passes by" });
    const passing = await take();
    await orchestrators[0].answer(first.taskId, "key", 42);
    await end(passing, "passed");
    await second.settled;
    const answer = { kind: "answer", call: 1, outcome: { ok: true, value: 42 } };
    expect(await worker.hear()).toMatchObject(answer);
    expect(await redis.zcard(nameSlots(prefix, "t.a"))).toBe(1);
    await end(job, "waited");
    await first.settled;
  });

  test("an answer in line for a slot is given when its attempt waits anew, and needs none", async () => {
    const first = orchestrators[0].startTask({ agentType: "t", description: "waits twice" });
    const job = await take();
    const { attemptId, coordinator } = job;
    const wait = { kind: "call", attemptId, delivery: 1, method: "waitFor" } as const;
    await worker.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1" });
    await worker.say(coordinator, { ...wait, call: 1, args: ["one"] });
    await rings("slots t.a");
    const second = orchestrators[1].startTask({ agentType: "t", description: "has the slot" });
    const other = await take();
    await orchestrators[0].answer(first.taskId, "one", 1);
    await worker.say(coordinator, { ...wait, call: 2, args: ["two"] });
    expect(await worker.hear()).toMatchObject({ call: 1, outcome: { ok: true, value: 1 } });
    await orchestrators[0].answer(first.taskId, "two", 2);
    await end(other, "done");
    expect(await worker.hear()).toMatchObject({ call: 2, outcome: { ok: true, value: 2 } });
    await end(job, "waited");
    expect([(await first.settled).result, (await second.settled).result]).toEqual(["waited", "done"]);
  });

  /** Resolves when the coordinator has read all that it was told: of what was read, only the last is kept. */
  async function isRead({ coordinator }: AttemptJob): Promise<void> {
    while ((await redis.xlen(nameInbox(prefix, coordinator))) > 1) await redis.ping();
  }

  /** The first attempt waits for an answer, and the second has the slot. */
  async function beginWaiting() {
    const first = orchestrators[0].startTask({ agentType: "t", description: "waits" });
    const job = await take();
    const { attemptId, coordinator } = job;
    const say = (delivery: number) => ({
      start: () => worker.say(coordinator, { kind: "started", attemptId, delivery, worker: "w1" }),
      ask: (call: number, method: "recall" | "waitFor", key: string) =>
        worker.say(coordinator, { kind: "call", attemptId, delivery, call, method, args: [key] }),
    });
    await say(1).start();
    await say(1).ask(1, "waitFor", "one");
    await rings("slots t.a");
    const second = orchestrators[1].startTask({ agentType: "t", description: "has the slot" });
    const other = await take();
    return { first, job, say, second, other };
  }

  test("an attempt that waits and is delivered again is let begin once it has a slot", async () => {
    const { first, job, say, second, other } = await beginWaiting();
    await say(2).start();
    await say(2).ask(1, "recall", "convoke:is-it-wanted");
    expect(await worker.hear()).toMatchObject({ kind: "abort", delivery: 1 });
    const answered = worker.hear();
    let isAnswered = false;
    answered.then(
      () => (isAnswered = true),
      () => undefined,
    );
    const third = orchestrators[0].startTask({ agentType: "t", description: "third" });
    await say(2).ask(2, "recall", "nothing");
    await isRead(job);
    expect(isAnswered).toBe(false);
    await end(other, "done");
    expect(await answered).toMatchObject({ kind: "answer", delivery: 2, call: 1 });
    expect(await worker.hear()).toMatchObject({ kind: "answer", delivery: 2, call: 2 });
    expect(await redis.zcard(nameSlots(prefix, "t.a"))).toBe(1);

    // The end of a wait of the older delivery lets nobody go on without a slot.
    await say(2).ask(3, "waitFor", "two");
    const next = await take();
    expect(next.request.description).toBe("third");
    await orchestrators[0].answer(first.taskId, "one", 1);
    await orchestrators[0].answer(first.taskId, "two", 2);
    const late = worker.hear();
    late.then(
      () => (isAnswered = true),
      () => undefined,
    );
    isAnswered = false;
    await say(2).ask(4, "recall", "nothing");
    expect(await late).toMatchObject({ call: 4 });
    await end(next, "third");
    expect(await worker.hear()).toMatchObject({ call: 3, outcome: { value: 2 } });
    await worker.say(job.coordinator, {
      kind: "ended",
      attemptId: job.attemptId,
      delivery: 2,
      outcome: { ok: true, value: "waited" },
    });
    expect([(await first.settled).result, (await second.settled).result]).toEqual(["waited", "done"]);
    await third.settled;
  });

  test("an attempt that waits and is lost is dispatched again once it has a slot", async () => {
    const { first, job, say, second, other } = await beginWaiting();
    // Another worker has the same delivery: both are to stop.
    const { attemptId, coordinator } = job;
    await worker.say(coordinator, { kind: "started", attemptId, delivery: 1, worker: "w1 again" });
    expect(await worker.hear()).toMatchObject({ kind: "abort", delivery: 1 });
    await say(1).ask(2, "recall", "nothing");
    await isRead(job);
    expect(await readJobs(redis, prefix, "t", "a")).toEqual([]);
    await end(other, "done");
    const again = await take();
    expect(again.request.description).toBe("waits");
    await end(again, "waited");
    expect([(await first.settled).result, (await second.settled).result]).toEqual(["waited", "done"]);
  });

  test("an attempt in line for a slot ends at once when it is cancelled", async () => {
    const first = orchestrators[0].startTask({ agentType: "t", description: "1" });
    const job = await take();
    const second = orchestrators[1].startTask({ agentType: "t", description: "2" });
    await second.cancel();
    expect(await second.settled).toMatchObject({ status: "cancelled" });
    await end(job, 1);
    await first.settled;
  });
});

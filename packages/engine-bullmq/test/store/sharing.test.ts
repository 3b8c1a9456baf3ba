import { createManualRuntime } from "@convoke/core/testing";
import { beforeEach, expect, test } from "vitest";
import { openConnection } from "../../src/connection/connection.ts";
import { redisStore, type RedisStore } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createEvent, createRecord, createRun } from "./records.ts";
import { removeKeys } from "./redis-context.ts";

describeWithRedis("redisStore shared by several processes", () => {
  const leaseMs = 1_000;
  const runtime = createManualRuntime({ startMs: 1_000_000 });
  let prefix: string;
  let first: RedisStore;
  let second: RedisStore;

  beforeEach(() => {
    prefix = createPrefix();
    first = redisStore({ connection, prefix, runtime });
    second = redisStore({ connection, prefix, runtime });
    return async () => {
      await Promise.all([first.close(), second.close()]);
      await removeKeys(prefix);
    };
  });

  test("a zombie's commit is refused as a whole, and the owner goes on from what was committed", async () => {
    const zombie = await first.open(createRun("r"), "first", leaseMs);
    await first.commit(zombie, { tasks: [createRecord("r/0", { status: "in_progress" })] });
    await runtime.advance(leaseMs);
    const [lease] = await second.claim("second", leaseMs, 1);
    const before = await second.load("r");
    const writes = {
      run: { status: "completed" as const, finishedAt: 1 },
      tasks: [createRecord("r/0"), createRecord("r/1")],
      steps: [{ taskId: "r/0", key: "k", value: 1 }],
      spend: [{ ticketId: "t", taskId: "r/0", reserved: { tokens: 1 } }],
      events: [createEvent("r", 1)],
    };
    const refusal = {
      code: "lease_lost",
      message: expect.stringContaining("second owns it with fence 2") as string,
    };
    await expect(first.commit(zombie, writes)).rejects.toMatchObject(refusal);
    await expect(first.renew(zombie)).rejects.toMatchObject(refusal);
    await expect(first.release(zombie)).rejects.toMatchObject(refusal);
    expect(await first.load("r")).toEqual(before);
    expect(await first.lastCursor()).toBe(0);
    await second.commit(lease, writes);
    await expect(first.commit(zombie, writes)).rejects.toMatchObject({
      message: expect.stringContaining("ended as completed") as string,
    });
  });

  test("two stores that write under one lease do not take each other's commits for repeated ones", async () => {
    const lease = await first.open(createRun("r"), "owner", leaseMs);
    await Promise.all(
      [first, second].flatMap((store, index) =>
        Array.from({ length: 50 }, (_, number) =>
          store.commit(lease, { events: [createEvent("r", 50 * index + number + 1)] }),
        ),
      ),
    );
    expect(await second.readEvents(0, 1_000)).toHaveLength(100);
  });

  test("concurrent claims of two stores share the runs, each to one, the oldest first", async () => {
    for (let age = 0; age < 1_200; age++)
      await first.open(createRun(`r${age}`, 1_200 - age), "gone", leaseMs);
    await runtime.advance(leaseMs);
    const oldest = await second.claim("second", leaseMs, 3);
    expect(oldest.map(({ runId }) => runId)).toEqual(["r1199", "r1198", "r1197"]);
    const claims = await Promise.all(
      [first, second, first, second].map((store, index) => store.claim(`owner-${index}`, leaseMs, 600)),
    );
    const runIds = claims.flat().map(({ runId }) => runId);
    expect(new Set(runIds).size).toBe(1_197);
    expect(runIds).toHaveLength(1_197);
  });

  test("a lease that has ended is kept by renewing it before anybody has taken it over", async () => {
    const lease = await first.open(createRun("r"), "owner", leaseMs);
    await first.open(createRun("other", 1), "owner", leaseMs);
    await runtime.advance(leaseMs);
    // Now both are known to be free, and only one is taken.
    expect(await second.claim("second", leaseMs, 1)).toMatchObject([{ runId: "r" }]);
    await expect(first.renew(lease)).rejects.toMatchObject({ code: "lease_lost" });
    await first.renew({ ...lease, runId: "other" });
    expect(await second.claim("second", leaseMs, 1)).toEqual([]);
  });

  test("without a runtime the clock of Redis decides, for all who share it", async () => {
    const redis = openConnection(connection);
    const store = redisStore({ connection, prefix });
    const readTime = async (): Promise<number> => {
      const [seconds, microseconds] = await redis.time();
      return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    };
    const before = await readTime();
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const after = await readTime();
    expect(lease.expiresAt).toBeGreaterThanOrEqual(before + 60_000);
    expect(lease.expiresAt).toBeLessThanOrEqual(after + 60_000);
    expect(await store.claim("second", 60_000, 1)).toEqual([]);
    const brief = await store.open(createRun("brief"), "owner", 1);
    while ((await readTime()) < brief.expiresAt);
    expect(await store.claim("second", 60_000, 5)).toMatchObject([{ runId: "brief" }]);
    await store.close();
    redis.disconnect();
  });
});

import type { Redis } from "ioredis";
import { beforeEach, expect, test } from "vitest";
import { openConnection } from "../../src/connection/connection.ts";
import { redisStore, type RedisStore, type RedisStoreOptions } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createEvent, createRecord, createRun } from "./records.ts";
import { removeKeys } from "./redis-context.ts";

describeWithRedis("redisStore keeps its history bounded", () => {
  let prefix: string;
  let redis: Redis;
  const stores: RedisStore[] = [];

  beforeEach(() => {
    prefix = createPrefix();
    redis = openConnection(connection);
    return async () => {
      await Promise.all(stores.splice(0).map((store) => store.close()));
      redis.disconnect();
      await removeKeys(prefix);
    };
  });

  function openStore(options: Partial<RedisStoreOptions> = {}): RedisStore {
    const store = redisStore({ connection, prefix, ...options });
    stores.push(store);
    return store;
  }

  async function finish(store: RedisStore, runId: string, taskCount: number): Promise<void> {
    const lease = await store.open(createRun(runId), "owner", 60_000);
    const tasks = Array.from({ length: taskCount }, (_, index) => createRecord(`${runId}/${index}`));
    const events = tasks.map((_, index) => createEvent(runId, index + 1));
    const steps = [{ taskId: `${runId}/0`, key: "k", value: 1 }];
    const spend = [{ ticketId: "t", taskId: `${runId}/0`, reserved: {} }];
    await store.answer(`${runId}/0`, "k", 1);
    await store.commit(lease, { tasks, events, steps, spend, run: { status: "completed", finishedAt: 1 } });
  }

  async function listKeys(): Promise<string[]> {
    return (await redis.keys(`${prefix}:*`)).map((key) => key.slice(prefix.length + 7)).sort();
  }

  test("a dropped run is gone at once and whole, and leaves no key behind", async () => {
    const store = openStore({ maxSettledTasks: 0 });
    await finish(store, "big", 2_500);
    await finish(store, "last", 1);
    expect(await store.load("big")).toBeUndefined();
    expect(await store.find("big/7")).toBeUndefined();
    expect((await store.query({ kind: "tasks" })).items).toHaveLength(1);
    expect((await store.query({ kind: "tasks", status: "completed", brief: true })).items).toHaveLength(1);
    expect((await store.query({ kind: "tasks", agentType: "tester" })).items).toHaveLength(1);
    expect(await store.readEvents(0, 10)).toMatchObject([{ runId: "last", cursor: 2_501 }]);
    await finish(store, "big", 1);
    await store.prune({ maxSettledTasks: 0 });
    const keys = await listKeys();
    expect(keys.filter((key) => key.startsWith("run:") && !key.startsWith("run:3"))).toEqual([]);
    expect(keys).not.toContain("dropped");
    expect(await redis.xlen(`${prefix}:store:events`)).toBe(1);
    for (const index of [
      "runs",
      "tasks",
      "tasks:status:completed",
      "tasks:agent:tester",
      "runs:agent:tester",
    ]) {
      expect(await redis.zcard(`${prefix}:store:${index}`), index).toBe(1);
    }
    expect((await store.find("big/0"))?.task.taskId).toBe("big/0");
  });

  test("what is left of a dropped run is cleared away in the background, and by whoever commits later", async () => {
    const store = openStore({ maxSettledTasks: 0 });
    await finish(store, "big", 2_000);
    await finish(store, "last", 1);
    await store.close();
    const other = openStore();
    const lease = await other.open(createRun("r"), "owner", 60_000);
    for (let index = 0; index < 50; index++) await other.commit(lease, {});
    expect(await listKeys()).not.toContain("dropped");
    expect((await listKeys()).filter((key) => key.startsWith("run:1"))).toEqual([]);
  });

  test("keepSettledRuns keeps so many finished runs, the newest, and never the last one less", async () => {
    const store = openStore({ keepSettledRuns: 2 });
    for (const runId of ["a", "b", "c"]) await finish(store, runId, 1);
    const list = async (): Promise<string[]> => (await store.listRuns({})).items.map(({ runId }) => runId);
    expect(await list()).toEqual(["c", "b"]);
    const strict = openStore({ keepSettledRuns: 0 });
    await finish(strict, "d", 1);
    expect(await list()).toEqual(["d"]);
  });

  test("the log of events is bounded, for all runs and for one", async () => {
    const store = openStore({ maxSettledTasks: 1 });
    const lease = await store.open(createRun("r"), "owner", 60_000);
    for (let first = 1; first <= 2_500; first += 500) {
      const events = Array.from({ length: 500 }, (_, index) => createEvent("r", first + index));
      await store.commit(lease, { events });
    }
    const all = await store.readEvents(0, 10_000);
    expect(all.length).toBeGreaterThanOrEqual(1_000);
    expect(all.length).toBeLessThanOrEqual(1_200);
    expect(all.at(-1)?.cursor).toBe(2_500);
    expect(await store.readEvents(0, 10_000, "r")).toEqual(all);
    expect(await redis.zcard(`${prefix}:store:run:1:events`)).toBe(
      await redis.xlen(`${prefix}:store:events`),
    );
  });

  test("early answers are bounded: the run that was answered first is forgotten, the newest answer never", async () => {
    const store = openStore({ maxSettledTasks: 1 });
    await store.answer("old/0", "k", 1);
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => store.answer("r/0", `k${index}`, index)));
    await store.answer("r/0", "newest", 1);
    await store.open(createRun("old"), "owner", 60_000);
    await store.open(createRun("r"), "owner", 60_000);
    expect((await store.load("old"))?.answers).toEqual([]);
    const answers = (await store.load("r"))?.answers ?? [];
    expect(answers).toHaveLength(1_000);
    expect([answers[0].key, answers.at(-1)?.key]).toEqual(["k1", "newest"]);
  });
});

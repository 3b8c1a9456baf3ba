import { stat } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Redis } from "ioredis";
import { openConnection } from "../../src/connection/connection.ts";
import { redisStore, type RedisStore } from "../../src/index.ts";
import { createPrefix, describeWithRedis } from "../support/redis.ts";
import { type OwnRedis, startOwnRedis } from "./own-redis.ts";
import { createEvent, createRecord, createRun } from "./records.ts";

describeWithRedis("redisStore on a Redis with a life of its own", () => {
  let server: OwnRedis;
  let redis: Redis;
  let store: RedisStore;

  beforeAll(async () => {
    server = await startOwnRedis();
    redis = openConnection(server.socket);
    redis.on("error", () => undefined);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.remove();
  });
  beforeEach(() => {
    store = redisStore({ connection: server.socket, prefix: createPrefix() });
    return () => store.close();
  });

  test("a Redis that is killed under load and comes back has lost nothing and doubled nothing", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    let next = 0;
    let answered = 0;
    let restart: Promise<void> | undefined;
    const cursors: number[] = [];
    async function work(): Promise<void> {
      while (next < 3_000) {
        next += 1;
        const sequence = next;
        const { cursor } = await store.commit(lease, {
          tasks: [createRecord(`r/${sequence % 7}`, { description: String(sequence) })],
          events: [createEvent("r", sequence)],
        });
        cursors.push(cursor);
        answered += 1;
        if (answered === 1_000) restart = server.kill().then(() => server.start());
      }
    }
    await Promise.all(Array.from({ length: 64 }, work));
    await restart;
    const stored: number[] = [];
    while (stored.length < 3_000) {
      const events = await store.readEvents(stored.length, 700, "r");
      stored.push(...events.map(({ sequence }) => sequence));
    }
    const expected = Array.from({ length: 3_000 }, (_, index) => index + 1);
    expect(stored).toEqual(expected);
    expect(cursors.toSorted((left, right) => left - right)).toEqual(expected);
    const run = await store.load("r");
    const last = run?.tasks.map(({ task }) => Number(task.description)).sort((left, right) => left - right);
    expect(last).toEqual(expected.slice(-7));
  });

  test("commits keep their order when somebody empties Redis' memory of scripts", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const work: Promise<unknown>[] = [];
    for (let sequence = 1; sequence <= 600; sequence++) {
      const tasks = [createRecord("r/0", { description: String(sequence) })];
      work.push(store.commit(lease, { tasks, events: [createEvent("r", sequence)] }));
      if (sequence % 50 === 0) work.push(redis.script("FLUSH"));
      // Later commits are given while earlier ones are under way: a file that is looked at takes less time than Redis.
      if (sequence % 3 === 0) await stat(server.socket);
    }
    await Promise.all(work);
    const events = await store.readEvents(0, 1_000, "r");
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map(({ cursor }) => cursor));
    expect((await store.find("r/0"))?.task.description).toBe("600");
  });

  test("all keys begin with the prefix, so that a hash tag in it keeps them in one slot of a cluster", async () => {
    await redis.flushall();
    const tagged = redisStore({ connection: server.socket, prefix: "{convoke}", maxSettledTasks: 1 });
    for (const runId of ["a", "b", "c"]) {
      await tagged.answer(`${runId}/0`, "k", 1);
      const lease = await tagged.open(createRun(runId), "owner", 60_000);
      const [taskId, steps] = [`${runId}/0`, [{ taskId: `${runId}/0`, key: "k", value: 1 }]];
      const spend = [{ ticketId: "t", taskId, reserved: {} }];
      await tagged.commit(lease, {
        tasks: [createRecord(taskId)],
        steps,
        spend,
        events: [createEvent(runId, 1)],
      });
      if (runId === "a") await tagged.release(lease);
      else await tagged.commit(lease, { run: { status: "completed", finishedAt: 1 } });
    }
    await tagged.answer("early/0", "k", 1);
    await tagged.close();
    const keys = await redis.keys("*");
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => !key.startsWith("{convoke}:store:"))).toEqual([]);
  });

  test("a full memory is refused with advice, writes nothing, and room can be made", async () => {
    const lease = await store.open(createRun("old"), "owner", 60_000);
    await store.commit(lease, { run: { status: "completed", finishedAt: 1 } });
    const newer = await store.open(createRun("new"), "owner", 60_000);
    await store.commit(newer, { run: { status: "completed", finishedAt: 2 } });
    const open = await store.open(createRun("open"), "owner", 60_000);
    await redis.config("SET", "maxmemory", "1");
    try {
      await expect(store.commit(open, { tasks: [createRecord("open/0")] })).rejects.toMatchObject({
        code: "store_failed",
        message: expect.stringContaining("maxmemory") as string,
        details: { problem: "full" },
      });
      expect((await store.load("open"))?.tasks).toEqual([]);
      await store.prune({ maxSettledTasks: 0 });
      expect(await store.findRun("old")).toBeUndefined();
    } finally {
      await redis.config("SET", "maxmemory", "0");
    }
    await store.commit(open, { tasks: [createRecord("open/0")] });
  });

  test("a replica is refused with advice, and still read", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    await redis.replicaof("127.0.0.1", "1");
    try {
      await expect(store.commit(lease, {})).rejects.toMatchObject({
        code: "store_failed",
        message: expect.stringContaining("primary") as string,
        details: { problem: "read-only" },
      });
      expect(await store.findRun("r")).toMatchObject({ runId: "r" });
    } finally {
      await redis.replicaof("NO", "ONE");
    }
    await store.commit(lease, {});
  });

  test("a wrong password is refused at once", async () => {
    await redis.call("ACL", "SETUSER", "someone", "on", ">right", "~*", "+@all");
    const stranger = redisStore({
      connection: { path: server.socket, username: "someone", password: "wrong" },
    });
    await expect(stranger.lastCursor()).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("password") as string,
      details: { problem: "refused" },
    });
    await stranger.close();
    const friend = redisStore({
      connection: { path: server.socket, username: "someone", password: "right" },
    });
    expect(await friend.lastCursor()).toBe(0);
    await friend.close();
  });

  test("a user who may not run scripts is told so", async () => {
    await redis.call("ACL", "SETUSER", "reader", "on", ">right", "~*", "+@all", "-@scripting");
    const reader = redisStore({ connection: { path: server.socket, username: "reader", password: "right" } });
    await expect(reader.lastCursor()).rejects.toMatchObject({ details: { problem: "refused" } });
    await reader.close();
  });

  test("a user who may run scripts, and not write, is told to look at the permissions", async () => {
    const permissions = ["~*", "+@read", "+@connection", "+@scripting", "+info"];
    await redis.call("ACL", "SETUSER", "visitor", "on", ">right", ...permissions);
    const connection = { path: server.socket, username: "visitor", password: "right" };
    const visitor = redisStore({ connection, prefix: createPrefix() });
    expect(await visitor.lastCursor()).toBe(0);
    await expect(visitor.open(createRun("r"), "owner", 60_000)).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("permissions") as string,
      details: { problem: "refused" },
    });
    await visitor.close();
  });
});

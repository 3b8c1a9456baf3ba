import { runCases, storeCases } from "@convoke/conformance";
import type { ErrorCode, Task } from "@convoke/core";
import { beforeEach, describe, expect, test } from "vitest";
import { openConnection } from "../../src/connection/connection.ts";
import { redisStore, type RedisStore, type RedisStoreOptions } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createEvent, createRecord, createRun } from "./records.ts";
import { createRedisContext, createTimedContext, removeKeys } from "./redis-context.ts";

describeWithRedis("redisStore keeps every promise of a store", () => {
  runCases(test, storeCases, createRedisContext);
});

describeWithRedis("redisStore keeps the promises without a wait by the clock of Redis, too", () => {
  // What lets time pass would have to sleep: a case asks for that by this name.
  const quick = storeCases.filter(({ run }) => !run.toString().includes("advance"));
  test("there are such cases", () => expect(quick.length).toBeGreaterThan(40));
  runCases(test, quick, createTimedContext);
});

describeWithRedis("redisStore", () => {
  let prefix: string;
  let store: RedisStore;

  beforeEach(() => {
    prefix = createPrefix();
    store = redisStore({ connection, prefix });
    return async () => {
      await store.close();
      await removeKeys(prefix);
    };
  });

  test("listRuns and query fill their pages however far apart the entries are", async () => {
    const isWanted = (index: number): boolean => index % 1_100 === 0;
    const opened = Array.from({ length: 2_300 }, async (_, index) => {
      const runId = `r${index}`;
      const run = { ...createRun(runId), title: isWanted(index) ? "wanted" : "other" };
      const lease = await store.open(run, "owner", 60_000);
      const status = isWanted(index) ? "failed" : "completed";
      await store.commit(lease, { tasks: [createRecord(`${runId}/0`, { status })] });
    });
    await Promise.all(opened);
    const found = await store.listRuns({ search: "WANTED" });
    expect(found.items.map(({ runId }) => runId)).toEqual(["r2200", "r1100", "r0"]);
    expect(found.cursor).toBeUndefined();
    const tasks = await store.query({ kind: "tasks", status: "failed", agentType: "tester" });
    expect(tasks.items.map((item) => "task" in item && item.task.taskId)).toEqual([
      "r0/0",
      "r1100/0",
      "r2200/0",
    ]);
    expect(tasks.cursor).toBeUndefined();
    expect((await store.listRuns({ search: "r229" })).items).toHaveLength(11);
  });

  test("load reads a large run whole, and as it stands between two commits", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const write = (round: number): Promise<unknown> =>
      store.commit(lease, {
        tasks: Array.from({ length: 1_700 }, (_, index) => {
          return createRecord(`r/${index}`, { description: String(round) });
        }),
        steps: Array.from({ length: 600 }, (_, index) => ({
          taskId: "r/0",
          key: String(index),
          value: round,
        })),
      });
    await write(0);
    let isWriting = true;
    const writing = (async () => {
      for (let round = 1; round <= 8; round++) await write(round);
      isWriting = false;
    })();
    do {
      const run = await store.load("r");
      expect(run?.tasks.map(({ task }) => task.taskId)).toEqual(
        Array.from({ length: 1_700 }, (_, index) => `r/${index}`),
      );
      expect(run?.steps).toHaveLength(600);
      const rounds = [
        ...(run?.tasks ?? []).map(({ task }) => task.description),
        ...(run?.steps ?? []).map(({ value }) => String(value)),
      ];
      expect(new Set(rounds).size).toBe(1);
    } while (isWriting);
    await writing;
  });

  test("texts that UTF-8 cannot hold stay apart, and come back as they were", async () => {
    const odd = ["\ud800", "\ud801", "\ufdd0", '\ufdd0"\\ud800"', "nul\0nul"];
    for (const text of odd) {
      const lease = await store.open({ ...createRun(text), strategy: text, title: text }, text, 60_000);
      expect(lease).toMatchObject({ runId: text, owner: text });
      await store.commit(lease, {
        tasks: [createRecord(`${text}/${text}`, { agentType: text, result: text })],
        steps: [{ taskId: `${text}/${text}`, key: text, value: text }],
        spend: [{ ticketId: text, taskId: text, reserved: {} }],
        events: [createEvent(text, 1)],
      });
    }
    for (const text of odd) {
      expect(await store.load(text)).toMatchObject({
        title: text,
        tasks: [{ task: { result: text } }],
        steps: [{ key: text, value: text }],
        spend: [{ ticketId: text }],
      });
      expect(await store.readEvents(0, 10, text)).toMatchObject([{ runId: text }]);
      const { items } = await store.listRuns({ agentType: text, strategy: text });
      expect(items).toMatchObject([{ runId: text, agentTypes: [text] }]);
    }
  });

  test("what a script would stumble over half-way is refused before it is sent", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const refused: readonly Partial<Task>[] = [
      { status: "unknown" as Task["status"] },
      { spend: { costUsd: "much" as unknown as number, tokens: 0 } },
    ];
    for (const changes of refused) {
      const tasks = [createRecord("r/0"), createRecord("r/1", changes)];
      await expect(store.commit(lease, { tasks })).rejects.toMatchObject({ code: "invalid_argument" });
    }
    await expect(store.open(createRun("s", Number.NaN), "owner", 1)).rejects.toMatchObject({
      code: "invalid_argument",
    });
    expect((await store.load("r"))?.tasks).toEqual([]);
  });

  test("a commit may hold more tasks than a call may have arguments", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const tasks = Array.from({ length: 16_000 }, (_, index) => createRecord(`r/${index}`));
    await store.commit(lease, { tasks });
    const { items } = await store.listRuns({});
    expect(items).toMatchObject([{ tasks: { completed: 16_000 } }]);
  });

  test("times and sums keep what follows the point", async () => {
    const lease = await store.open(createRun("r", 1_700_000_000_000.25), "owner", 60_000);
    const spend = { costUsd: 0.1, tokens: 12_345_678_901_234 };
    await store.commit(lease, { tasks: [createRecord("r/0", { spend })] });
    const { items } = await store.listRuns({});
    expect(items).toMatchObject([{ createdAt: 1_700_000_000_000.25, spend }]);
  });

  test("close waits for what was asked, and refuses what comes later", async () => {
    const lease = await store.open(createRun("r"), "owner", 60_000);
    const commits = Array.from({ length: 50 }, (_, index) =>
      store.commit(lease, { events: [createEvent("r", index + 1)] }),
    );
    await Promise.all([store.close(), store.close()]);
    expect(await Promise.all(commits)).toHaveLength(50);
    await expect(store.load("r")).rejects.toMatchObject({ code: "closed" });
    await store.close();
  });

  test("what belongs to something else is told apart from what the store has written", async () => {
    const other = redisStore({ connection, prefix });
    await other.open(createRun("r"), "owner", 60_000);
    const redis = openConnection(connection);
    await redis.hset(`${prefix}:store:run:1`, "head", "no JSON");
    await redis.set(`${prefix}:store:ids`, "no hash");
    await expect(store.load("r")).rejects.toMatchObject({
      code: "store_failed",
      details: { problem: "damaged" },
    });
    await expect(store.query({ kind: "runs" })).rejects.toMatchObject({ details: { problem: "damaged" } });
    redis.disconnect();
    await other.close();
  });
});

describe("redisStore refuses options that cannot be meant", () => {
  const refusals: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /redisStore takes \{ connection \}/],
    [{}, /connection undefined must say where Redis is/],
    [{ connection: "" }, /connection ""/],
    [{ connection: 6379 }, /connection 6379/],
    [{ connection: "redis://x", prefix: "" }, /prefix ""/],
    [{ connection: "redis://x", maxSettledTasks: -1 }, /maxSettledTasks/],
    [{ connection: "redis://x", keepSettledRuns: "2" }, /keepSettledRuns/],
    [{ connection: "redis://x", maxSettledTask: 5 }, /maxSettledTask.*Did you mean "maxSettledTasks"/],
  ];
  test.each(refusals)("%j", (options, message) => {
    const code: ErrorCode = "invalid_argument";
    expect(() => redisStore(options as RedisStoreOptions)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
    );
  });
});

import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Lease, TaskStore, Writes } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { describe, expect, test } from "vitest";
import { withFolder } from "./temporary-folder.ts";

const mebibyte = 1_048_576;
const maxBytes = 2 * mebibyte;

/** Bytes of the file and of its log. */
function measure(path: string): number {
  const size = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  return size(path) + size(`${path}-wal`);
}

const open = (store: TaskStore, runId: string): Promise<Lease> =>
  store.open({ runId, strategy: "task", title: runId, plan: {}, createdAt: 1 }, "me", 60_000);

/** A task with a result of 10 kB, and an event of 1 kB. */
function createWrites(runId: string, number: number): Writes {
  const task = {
    taskId: `${runId}/${number}`,
    runId,
    agentType: "tester",
    description: "write",
    input: null,
    status: "completed" as const,
    result: "r".repeat(10_000),
    attempts: 1,
    createdAt: 1,
  };
  return {
    tasks: [{ task, agentIndex: 0, failedAttempts: 0 }],
    events: [{ runId, sequence: number, event: "e".repeat(1_000) }],
  };
}

/** Begins and ends runs, eight at once; answers with the largest size on the way. */
async function writeRuns(store: TaskStore, path: string, from: number, to: number): Promise<number> {
  let largest = 0;
  for (let number = from; number < to; number += 8) {
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const lease = await open(store, `run-${number + index}`);
        const run = { status: "completed", finishedAt: 5 } as const;
        await store.commit(lease, { ...createWrites(lease.runId, 1), run });
      }),
    );
    largest = Math.max(largest, measure(path));
  }
  return largest;
}

describe("sqliteStore with maxBytes", () => {
  test("keeps the file and its log below, and the newest runs in it, under steady load", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const store = await sqliteStore({ path, maxBytes });
      const open1 = await open(store, "goes on");
      await store.commit(open1, createWrites("goes on", 1));
      expect(await writeRuns(store, path, 0, 800)).toBeLessThan(maxBytes);
      expect(await store.findRun("run-799")).toMatchObject({ status: "completed" });
      expect(await store.findRun("run-0")).toBeUndefined();
      expect((await store.load("goes on"))?.tasks).toHaveLength(1);
      const events = await store.readEvents(0, 1_000);
      // Most of the room is used for what is kept.
      expect(events.length * 11_000).toBeGreaterThan(maxBytes / 2);
      await store.close();
      expect(measure(path)).toBeGreaterThan(maxBytes / 2);
    });
  });

  test("keeps runs that go on whatever they take, and gives the room back once they have ended", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const store = await sqliteStore({ path, maxBytes });
      const lease = await open(store, "large");
      for (let number = 1; number <= 400; number++) await store.commit(lease, createWrites("large", number));
      expect(measure(path)).toBeGreaterThan(1.5 * maxBytes);
      await writeRuns(store, path, 0, 16);
      expect((await store.load("large"))?.tasks).toHaveLength(400);
      await store.commit(lease, { run: { status: "completed", finishedAt: 9 } });
      expect((await store.load("large"))?.status).toBe("completed");
      await writeRuns(store, path, 16, 200);
      expect(await store.findRun("large")).toBeUndefined();
      expect(measure(path)).toBeLessThan(maxBytes);
      await store.close();
    });
  });

  test.each([0, 1, 2])("takes over a file of auto_vacuum mode %i that is too large", async (mode) => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const database = new DatabaseSync(path);
      database.exec(`PRAGMA auto_vacuum = ${mode}; CREATE TABLE t (x); DROP TABLE t`);
      database.close();
      const before = await sqliteStore({ path });
      await writeRuns(before, path, 0, 400);
      const lease = await open(before, "goes on");
      await before.commit(lease, createWrites("goes on", 1));
      await before.close();
      expect(measure(path)).toBeGreaterThan(2 * maxBytes);
      const after = await sqliteStore({ path, maxBytes });
      // Some of it is given back with each group.
      await writeRuns(after, path, 400, 480);
      expect(measure(path)).toBeLessThan(maxBytes);
      expect(await after.findRun("run-399")).toMatchObject({ status: "completed" });
      expect((await after.claim("next", 60_000, 5)).map(({ runId }) => runId)).toEqual(["goes on"]);
      await after.close();
    });
  });
});

test("sqliteStore keeps at most keepSettledRuns, also of a file that holds more", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "runs.db");
    const list = async (store: { query: Awaited<ReturnType<typeof sqliteStore>>["query"] }) =>
      (await store.query({ kind: "runs" })).items.map((item) => ("runId" in item ? item.runId : ""));
    const first = await sqliteStore({ path, keepSettledRuns: 4 });
    await writeRuns(first, path, 0, 16);
    expect(await list(first)).toHaveLength(4);
    await first.close();
    const second = await sqliteStore({ path, keepSettledRuns: 2 });
    expect(await list(second)).toEqual(["run-14", "run-15"]);
    await second.close();
  });
});

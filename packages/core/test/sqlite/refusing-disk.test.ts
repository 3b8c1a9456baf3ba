import { spawnSync } from "node:child_process";
import { openSync, closeSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import type { Writes } from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { describe, expect, test } from "vitest";
import { withFolder } from "./temporary-folder.ts";

const createTasks = (runId: string, count: number): Writes => ({
  tasks: Array.from({ length: count }, (_, index) => ({
    task: {
      taskId: `${runId}/${index}`,
      runId,
      agentType: "tester",
      description: "write",
      input: "i".repeat(3_000),
      status: "completed" as const,
      attempts: 1,
      createdAt: 1,
    },
    agentIndex: 0,
    failedAttempts: 0,
  })),
});

/** Runs "small" and "large", the latter with many tasks; the file is closed. */
async function makeFile(path: string): Promise<void> {
  const store = await sqliteStore({ path });
  for (const [runId, count] of [
    ["small", 1],
    ["large", 100],
  ] as const) {
    const lease = await store.open(
      { runId, strategy: "task", title: runId, plan: {}, createdAt: 1 },
      "me",
      60_000,
    );
    await store.commit(lease, createTasks(runId, count));
  }
  await store.close();
}

describe("sqliteStore", () => {
  test.skipIf(process.platform === "win32")(
    "on a disk that takes no more: work in flight fails with a typed error, the process goes on, what was acknowledged is kept",
    async () => {
      await withFolder(async (folder) => {
        const path = join(folder, "runs.db");
        const program = fileURLToPath(new URL("filling-process.ts", import.meta.url));
        const { NODE_OPTIONS: _, ...env } = process.env;
        // The system refuses whatever would make a file larger than that: two megabytes to four, by the shell's block size.
        const limited = 'ulimit -f 4000; exec "$0" "$@"';
        const { status, stdout, stderr } = spawnSync(
          "sh",
          ["-c", limited, process.execPath, "--conditions=@convoke/source", program, path],
          { encoding: "utf8", env },
        );
        expect([status, stderr]).toEqual([0, ""]);
        const { acknowledged, problems } = JSON.parse(stdout) as {
          readonly acknowledged: readonly string[];
          readonly problems: readonly string[];
        };
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem).toMatch(/^(?:failed|rejected): store_failed$/);
        expect(acknowledged.length).toBeGreaterThan(5);
        const store = await sqliteStore({ path });
        for (const id of acknowledged) {
          expect(await store.find(id)).toMatchObject({ task: { taskId: id, status: "completed" } });
          expect(await store.findRun(id)).toMatchObject({ status: "completed" });
        }
        await store.close();
      });
    },
  );

  test("on a file with damaged pages: says so, with the path, for what lies there", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      await makeFile(path);
      const pages = statSync(path).size / 4_096;
      const file = openSync(path, "r+");
      // The tables stand at the beginning, the many tasks of the large run behind them.
      writeSync(file, Buffer.alloc(4_096 * 20, 0xa5), 0, undefined, 4_096 * (pages - 40));
      closeSync(file);
      const store = await sqliteStore({ path });
      await expect(store.load("large")).rejects.toMatchObject({
        code: "store_failed",
        message: expect.stringContaining(`${path} (`) as string,
        details: { file: path, problem: "damaged" },
      });
      expect((await store.load("small"))?.tasks).toHaveLength(1);
      await store.close();
    });
  });

  test("on a row that it cannot have written: says that the file is damaged, and reads the others", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      await makeFile(path);
      const database = new DatabaseSync(path);
      database.exec("UPDATE tasks SET brief = '{' WHERE task_id = 'large/7'");
      database.close();
      const store = await sqliteStore({ path });
      for (const read of [() => store.find("large/7"), () => store.load("large")]) {
        await expect(read()).rejects.toMatchObject({ code: "store_failed", details: { problem: "damaged" } });
      }
      expect(await store.find("large/8")).toMatchObject({ task: { status: "completed" } });
      await store.close();
    });
  });
});

import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sqliteStore } from "@convoke/core/sqlite";
import { describe, expect, test } from "vitest";
import { startProgram } from "./start-program.ts";
import { withFolder } from "./temporary-folder.ts";

const newRun = (runId: string) => ({ runId, strategy: "task", title: runId, plan: {}, createdAt: 1 });

async function makeFile(path: string): Promise<void> {
  const store = await sqliteStore({ path });
  await store.open(newRun("r"), "me", 60_000);
  await store.close();
}

async function openElsewhere(path: string, user: number | undefined): Promise<unknown> {
  const { lines, ended } = startProgram("opening-process.ts", path, String(user ?? ""));
  for await (const line of lines) return JSON.parse(line);
  throw new Error(`The process said nothing: ${(await ended).join(" ")}`);
}

function changeFile(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** What is wrong with a file: how it comes about, the problem, and what the message says. */
const unusable: readonly (readonly [
  what: string,
  make: (path: string) => Promise<void> | void,
  problem: string,
  message: string,
])[] = [
  ["a folder", (path) => void mkdirSync(path), "folder", "Name a file"],
  [
    "no database",
    (path) => writeFileSync(path, "just text, and more of it\n".repeat(50)),
    "damaged",
    "backup",
  ],
  [
    "a database of something else",
    (path) => changeFile(path, "CREATE TABLE theirs (a)"),
    "foreign",
    "Name a file of its own",
  ],
  [
    "a file of a newer release",
    async (path) => {
      await makeFile(path);
      changeFile(path, "PRAGMA user_version = 999");
    },
    "newer",
    "version 999, and this release knows 2",
  ],
  [
    "a torn file",
    async (path) => {
      await makeFile(path);
      truncateSync(path, 3 * 4_096);
    },
    "damaged",
    "backup",
  ],
];

describe("sqliteStore", () => {
  test.each(unusable)(
    "refuses %s with a message that says what to do, and leaves it alone",
    async (...given) => {
      const [, make, problem, message] = given;
      await withFolder(async (folder) => {
        const path = join(folder, "runs.db");
        await make(path);
        const before = statSync(path).isDirectory() ? undefined : readFileSync(path);
        await expect(sqliteStore({ path })).rejects.toMatchObject({
          code: "store_failed",
          message: expect.stringMatching(new RegExp(`${path}.*${message}`, "s")) as string,
          details: { file: path, problem },
        });
        if (before !== undefined) expect(readFileSync(path).equals(before)).toBe(true);
      });
    },
  );

  test("refuses a path below a file", async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, "file"), "");
      for (const path of [join(folder, "file", "runs.db"), join(folder, "file", "deep", "runs.db")]) {
        await expect(sqliteStore({ path })).rejects.toMatchObject({
          code: "store_failed",
          message: expect.stringContaining(path) as string,
        });
      }
    });
  });

  test.skipIf(!existsSync("/proc/self"))("refuses a folder that cannot be made", async () => {
    await expect(sqliteStore({ path: "/proc/convoke/deep/runs.db" })).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("/proc/convoke/deep/runs.db") as string,
    });
  });

  // Nothing is read-only to root, so that another user opens it then.
  test("refuses what it may not write", async ({ skip }) => {
    await withFolder(async (folder) => {
      const user = process.getuid?.() === 0 ? 65_534 : undefined;
      const path = join(folder, "runs.db");
      await makeFile(path);
      if (user !== undefined) for (const name of [folder, path, `${path}.lock`]) chownSync(name, user, user);
      const writable = await openElsewhere(path, user);
      skip(writable === "unreadable", "the workspace lies where that user may not read");
      expect(writable).toBe("opened");
      chmodSync(path, 0o400);
      expect(await openElsewhere(path, user)).toMatchObject({
        code: "store_failed",
        details: { file: path, problem: "read-only" },
      });
      chmodSync(folder, 0o500);
      expect(await openElsewhere(join(folder, "other.db"), user)).toMatchObject({ code: "store_failed" });
      chmodSync(folder, 0o700);
    });
  });

  test("lets its owner alone read what it writes, and leaves no other files when it is closed", async () => {
    await withFolder(async (folder) => {
      const deep = join(folder, "deep", "er");
      const path = join(deep, "runs.db");
      const store = await sqliteStore({ path });
      await store.open(newRun("r"), "me", 60_000);
      const open = readdirSync(deep).sort();
      expect(open).toEqual(["runs.db", "runs.db-shm", "runs.db-wal", "runs.db.lock"]);
      for (const name of open) expect([name, statSync(join(deep, name)).mode & 0o077]).toEqual([name, 0]);
      expect(statSync(deep).mode & 0o077).toBe(0);
      await store.close();
      expect(readdirSync(deep).sort()).toEqual(["runs.db", "runs.db.lock"]);
    });
  });

  test("has its file to itself: a second store of the process is told so, also by another name of the file", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const link = join(folder, "link.db");
      const first = await sqliteStore({ path });
      symlinkSync(path, link);
      for (const other of [path, link]) {
        await expect(sqliteStore({ path: other })).rejects.toMatchObject({
          code: "store_failed",
          message: expect.stringContaining(
            `${other} (another process, or another store of this one`,
          ) as string,
          details: { file: other, problem: "owned" },
        });
      }
      // The refused ones have not taken the lock away.
      await expect(sqliteStore({ path })).rejects.toMatchObject({ details: { problem: "owned" } });
      await first.open(newRun("r"), "me", 60_000);
      await first.close();
      const next = await sqliteStore({ path: link });
      expect((await next.load("r"))?.title).toBe("r");
      await next.close();
    });
  });

  test("has its file to itself: another process is told so until the owner is killed", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const program = startProgram("committing-process.ts", path, "1");
      let refused: unknown;
      for await (const _ of program.lines) {
        if (refused !== undefined) continue;
        refused = await sqliteStore({ path }).catch((error: unknown) => error);
        program.process.kill("SIGKILL");
      }
      expect(refused).toMatchObject({ code: "store_failed", details: { problem: "owned" } });
      const store = await sqliteStore({ path });
      expect((await store.listRuns({})).items).toHaveLength(8);
      await store.close();
    });
  });

  test("lets other programs read while it is open", async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "runs.db");
      const store = await sqliteStore({ path });
      const reader = new DatabaseSync(path, { readOnly: true });
      await store.open(newRun("r"), "me", 60_000);
      expect(reader.prepare("SELECT run_id FROM runs").all()).toEqual([{ run_id: "r" }]);
      await store.open(newRun("s"), "me", 60_000);
      reader.close();
      await store.close();
    });
  });

  test.each([
    ["no options", undefined, "takes { path }"],
    ["no path", {}, "path undefined must be"],
    ["an empty path", { path: "" }, 'path "" must be'],
    ["a path with NUL", { path: "a\0b" }, "must be the path of a file"],
    ["an unknown option", { path: "x", maxTasks: 1 }, 'unknown option "maxTasks"'],
    ["a negative number of runs", { path: "x", keepSettledRuns: -1 }, "keepSettledRuns = -1"],
    ["a number of runs that is none", { path: "x", keepSettledRuns: "9" }, 'keepSettledRuns = "9"'],
    [
      "too few bytes",
      { path: "x", maxBytes: 1_000 },
      "maxBytes = 1000. Pass a number of bytes, 1048576 (1 MiB)",
    ],
    ["a negative retention", { path: "x", maxSettledTasks: -1 }, "maxSettledTasks = -1"],
  ])("refuses %s before anything is made", async (_, options, message) => {
    await expect(sqliteStore(options as { path: string })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining(message) as string,
    });
    expect(existsSync("x")).toBe(false);
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ErrorCode } from "@convoke/core";
import { sqliteLessonStore, sqliteSessionStore } from "../../src/sqlite/index.ts";
import { createLesson } from "./new-lesson.ts";
import { createExchange } from "./session-store-cases.ts";
import { withFolder } from "./temporary-file.ts";

const program = fileURLToPath(new URL("writing-process.ts", import.meta.url));

/** Another process that adds lessons, one after the other. */
function startWriter(file: string, name: string, count: number): ChildProcess {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return spawn(process.execPath, ["--conditions=@convoke/source", program, file, name, String(count)], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function readAll(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

async function findIds(file: string): Promise<readonly string[]> {
  const store = sqliteLessonStore({ file });
  try {
    return (await store.find("tea", 100_000)).map(({ id }) => id);
  } finally {
    await store.close();
  }
}

test("SQLite stores make no file before they are used, then folder and file, readable for the owner only", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "deep", "er", "lessons.db");
    const unused = sqliteSessionStore({ file });
    const store = sqliteLessonStore({ file });
    await unused.close();
    expect(existsSync(dirname(file))).toBe(false);
    await store.add(createLesson("a", { situation: "tea" }));
    expect(statSync(file).mode & 0o077).toBe(0);
    await store.close();
    expect(readdirSync(dirname(file))).toEqual(["lessons.db"]);
  });
});

test("SQLite stores share a file, and find what an earlier one has kept", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "all.db");
    const [lessons, sessions] = [sqliteLessonStore({ file }), sqliteSessionStore({ file })];
    await Promise.all([
      lessons.add(createLesson("a", { situation: "tea" })),
      sessions.append("s", createExchange("t")),
    ]);
    await Promise.all([lessons.close(), sessions.close()]);
    expect(await findIds(file)).toEqual(["a"]);
    const again = sqliteSessionStore({ file });
    expect(await again.load("s", 1)).toEqual([createExchange("t")]);
    await again.close();
  });
});

test("SQLite stores refuse every call once they are closed, and closing twice is nothing", async () => {
  await withFolder(async (folder) => {
    const lessons = sqliteLessonStore({ file: join(folder, "l.db") });
    const sessions = sqliteSessionStore({ file: join(folder, "s.db") });
    await lessons.add(createLesson("a"));
    const late = sessions.append("s", createExchange("t"));
    await Promise.all([lessons.close(), sessions.close(), lessons.close()]);
    const closed = { code: ErrorCode.CLOSED, message: expect.stringContaining("was closed") };
    await expect(late).rejects.toMatchObject(closed);
    await expect(lessons.add(createLesson("b"))).rejects.toMatchObject(closed);
    await expect(lessons.find("tea", 1)).rejects.toMatchObject(closed);
    await expect(sessions.load("s", 1)).rejects.toMatchObject(closed);
  });
});

test("four processes write to one new file at once, and nothing is lost", { timeout: 60_000 }, async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "new", "lessons.db");
    const writers = ["a", "b", "c", "d"].map((name) => startWriter(file, name, 25));
    const ends = await Promise.all(
      writers.map(async (writer) => {
        const [said, complained] = [readAll(writer.stdout), readAll(writer.stderr)];
        const [code] = await once(writer, "exit");
        return [code, await complained, (await said).trim().split("\n").length];
      }),
    );
    // Nobody complains either, be it that SQLite is new in Node.
    expect(ends).toEqual(writers.map(() => [0, "", 25]));
    expect(new Set(await findIds(file)).size).toBe(100);
  });
});

test("what `add` has kept survives that its process is killed", { timeout: 60_000 }, async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "lessons.db");
    const kept: string[] = [];
    for (const [life, lines] of [1, 7, 20].entries()) {
      const writer = startWriter(file, `life${life}`, 1_000_000);
      let seen = 0;
      const exit = once(writer, "exit");
      for await (const id of createInterface({ input: writer.stdout! })) {
        kept.push(id);
        seen += 1;
        if (seen === lines) writer.kill("SIGKILL");
      }
      expect((await exit)[1]).toBe("SIGKILL");
      expect(seen).toBeGreaterThanOrEqual(lines);
      const found = new Set(await findIds(file));
      expect(kept.filter((id) => !found.has(id))).toEqual([]);
    }
  });
});

const stores = [
  [
    "lessons",
    (file: string) => ({ store: sqliteLessonStore({ file }), use: (store: never) => useLessons(store) }),
  ],
  [
    "sessions",
    (file: string) => ({ store: sqliteSessionStore({ file }), use: (store: never) => useSessions(store) }),
  ],
] as const;

const useLessons = (store: ReturnType<typeof sqliteLessonStore>) => store.find("tea", 1);
const useSessions = (store: ReturnType<typeof sqliteSessionStore>) => store.load("s", 1);

test.each(stores)("a file that is no database is told of and left alone (%s)", async (name, create) => {
  await withFolder(async (folder) => {
    const file = join(folder, "notes.txt");
    writeFileSync(file, "Dear diary. ".repeat(500));
    const { store, use } = create(file);
    await expect(use(store as never)).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringMatching(
        new RegExp(`file of ${name} cannot be used: .*notes.txt.*put a backup in its place`),
      ),
      details: { file, problem: "damaged" },
    });
    await store.close();
    expect(readFileSync(file, "utf8")).toBe("Dear diary. ".repeat(500));
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });
});

test("a damaged database is told of, be it in its pages or in a row", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "l.db");
    const first = sqliteLessonStore({ file });
    for (let number = 0; number < 200; number += 1)
      await first.add(createLesson(`${number}`, { situation: "tea", lesson: "x".repeat(400) }));
    await first.close();
    const intact = readFileSync(file);
    const database = new DatabaseSync(file);
    database.exec("UPDATE convoke_lessons SET body = '{\"id\":5}' WHERE position = 7");
    database.close();
    const second = sqliteLessonStore({ file });
    await expect(second.find("tea", 500)).rejects.toMatchObject({ details: { problem: "damaged" } });
    await second.close();
    writeFileSync(file, Buffer.from(intact).fill(0x5a, 4_096));
    const third = sqliteLessonStore({ file });
    await expect(third.find("tea", 500)).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
      details: { problem: "damaged" },
    });
    await third.close();
  });
});

test("a file of a later release is refused, and its lessons stay", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "l.db");
    const first = sqliteLessonStore({ file });
    await first.add(createLesson("a", { situation: "tea" }));
    await first.close();
    const database = new DatabaseSync(file);
    database.exec("UPDATE convoke_parts SET version = 99");
    database.close();
    const second = sqliteLessonStore({ file });
    await expect(second.find("tea", 1)).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringContaining("schema version 99"),
      details: { problem: "version", found: 99, expected: 1 },
    });
    await second.close();
  });
});

test("a path that cannot be a file is told of, and works once it can", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "taken");
    mkdirSync(file);
    const store = sqliteLessonStore({ file });
    await expect(store.find("tea", 1)).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringContaining(file),
      details: { problem: "unusable" },
    });
    const below = sqliteLessonStore({ file: join(file, "l.db") });
    await below.add(createLesson("a", { situation: "tea" }));
    expect(await below.find("tea", 1)).toHaveLength(1);
    await Promise.all([store.close(), below.close()]);
  });
});

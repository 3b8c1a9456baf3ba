import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ErrorCode } from "@convoke/core";
import { memorySessionStore } from "../../src/conversation/memory-session-store.ts";
import { memoryLessonStore } from "../../src/lessons/memory-lesson-store.ts";
import { sqliteLessonStore, sqliteSessionStore } from "../../src/sqlite/index.ts";
import { lessonStoreCases } from "./lesson-store-cases.ts";
import { createExchange, sessionStoreCases } from "./session-store-cases.ts";
import { withFolder } from "./temporary-file.ts";

/** Runs work with a folder and a maker of stores in files of their own, all of which are closed afterwards. */
async function withFiles(
  work: (
    open: <Store extends { close(): Promise<void> }>(make: (file: string) => Store) => Store,
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const opened: { close(): Promise<void> }[] = [];
    try {
      await work((make) => {
        const store = make(join(folder, `${opened.length}.db`));
        opened.push(store);
        return store;
      });
    } finally {
      for (const store of opened) await store.close();
    }
  });
}

describe("`memoryLessonStore`", () => {
  test.each(lessonStoreCases)("%s", async (_, check) => {
    expect.hasAssertions();
    await check((maxLessons) => memoryLessonStore({ maxLessons }));
  });
});

describe("`sqliteLessonStore`", () => {
  test.each(lessonStoreCases)("%s", async (_, check) => {
    expect.hasAssertions();
    await withFiles((open) => check((maxLessons) => open((file) => sqliteLessonStore({ file, maxLessons }))));
  });
});

describe("`memorySessionStore`", () => {
  test.each(sessionStoreCases)("%s", async (_, check) => {
    expect.hasAssertions();
    await check((limits) => memorySessionStore(limits));
  });

  test("takes reading for use when it makes room", async () => {
    const store = memorySessionStore({ maxSessions: 2 });
    await store.append("s", createExchange("a"));
    await store.append("t", createExchange("b"));
    await store.load("s", 1);
    await store.append("u", createExchange("c"));
    expect((await store.load("s", 1)).length).toBe(1);
    expect((await store.load("t", 1)).length).toBe(0);
  });
});

describe("`sqliteSessionStore`", () => {
  test.each(sessionStoreCases)("%s", async (_, check) => {
    expect.hasAssertions();
    await withFiles((open) => check((limits) => open((file) => sqliteSessionStore({ file, ...limits }))));
  });
});

test.each([
  [() => memoryLessonStore({ maxLessons: 0 }), "maxLessons must be a whole number from 1, not 0"],
  [() => memoryLessonStore({ maxLesson: 1 } as never), 'Did you mean "maxLessons"?'],
  [() => memoryLessonStore(null as never), "pass an object { maxLessons }, not null"],
  [() => memorySessionStore({ maxSessions: Number.NaN }), "maxSessions must be"],
  [() => memorySessionStore({ maxExchanges: 1.5 }), "maxExchanges must be"],
  [() => sqliteLessonStore({} as never), "file must be a text that is not empty"],
  [() => sqliteLessonStore({ file: "a\0b" }), "NUL"],
  [() => sqliteLessonStore({ file: "a", maxLessons: -1 }), "maxLessons must be"],
  [() => sqliteSessionStore(undefined as never), "pass an object { file, maxSessions, maxExchanges }"],
  [() => sqliteSessionStore({ file: "a", maxSessions: 0 }), "maxSessions must be"],
])("a store refuses options that it cannot be made with (%#)", (create, message) => {
  expect(create).toThrowError(
    expect.objectContaining({ code: ErrorCode.INVALID_ARGUMENT, message: expect.stringContaining(message) }),
  );
});

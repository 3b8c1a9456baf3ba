import { ErrorCode } from "@convoke/core";
import { expect } from "vitest";
import type { Lesson, LessonStore } from "../../src/lessons/lesson-store.ts";
import { createLesson } from "./new-lesson.ts";

const texts = [
  "\u0000",
  "\ud800",
  "'; DROP TABLE convoke_lessons; --",
  "\r\n\t",
  "𝒳 e\u0301 \u200b",
  "__proto__",
];

/** What every store of lessons promises. */
export const lessonStoreCases: readonly (readonly [
  promise: string,
  check: (create: (maxLessons: number) => LessonStore) => Promise<void>,
])[] = [
  [
    "gives back a lesson as it was added",
    async (create) => {
      const store = create(10);
      const lesson = createLesson("one", { agentTypes: ["knowledge", "planner"], succeeded: false, at: 1.5 });
      await store.add(lesson);
      expect(await store.find("research one", 5)).toEqual([lesson]);
    },
  ],
  [
    "keeps the first of two lessons of one id",
    async (create) => {
      const store = create(10);
      await store.add(createLesson("one", { situation: "databases" }));
      await store.add(createLesson("one", { situation: "databases", lesson: "other" }));
      expect(await store.find("databases", 5)).toEqual([createLesson("one", { situation: "databases" })]);
    },
  ],
  [
    "finds nothing that has nothing to do with it",
    async (create) => {
      const store = create(10);
      expect(await store.find("anything", 5)).toEqual([]);
      await store.add(createLesson("a", { situation: "Compare the prices of green tea" }));
      await store.add(createLesson("b", { situation: "Write a plan for the move to Postgres" }));
      for (const other of ["", "the of for and please", "Open the browser", "!!! ???", "plan-b".slice(5)])
        expect(await store.find(other, 5), other).toEqual([]);
    },
  ],
  [
    "puts the most alike first, and rare words before frequent ones",
    async (create) => {
      const store = create(10);
      await store.add(createLesson("both", { situation: "Research Postgres replication" }));
      await store.add(createLesson("frequent", { situation: "Research tea" }));
      await store.add(createLesson("rare", { situation: "Tune replication" }));
      await store.add(createLesson("other", { situation: "Research coffee" }));
      const found = await store.find("research the replication of Postgres", 5);
      expect(found.map(({ id }) => id).slice(0, 2)).toEqual(["both", "rare"]);
    },
  ],
  [
    "knows a word in its other forms",
    async (create) => {
      const store = create(10);
      await store.add(createLesson("a", { situation: "planning databases" }));
      await store.add(createLesson("b", { situation: "tea" }));
      for (const asked of ["Plan a database", "PLANS", "planned", "ｄａｔａｂａｓｅ"])
        expect(
          (await store.find(asked, 5)).map(({ id }) => id),
          asked,
        ).toEqual(["a"]);
    },
  ],
  [
    "finds words of scripts without spaces",
    async (create) => {
      const store = create(10);
      await store.add(createLesson("a", { situation: "比较绿茶的价格" }));
      await store.add(createLesson("b", { situation: "tea" }));
      expect((await store.find("绿茶多少钱", 5)).map(({ id }) => id)).toEqual(["a"]);
    },
  ],
  [
    "puts the newest of equals first",
    async (create) => {
      const store = create(10);
      for (const [id, at] of Object.entries({ old: 1, new: 3, middle: 2, later: 3 }))
        await store.add(createLesson(id, { situation: "tea", at }));
      expect((await store.find("tea", 3)).map(({ id }) => id)).toEqual(["later", "new", "middle"]);
    },
  ],
  [
    "makes room by the lesson that was added longest ago",
    async (create) => {
      const store = create(2);
      for (const id of ["a", "b", "c"]) await store.add(createLesson(id, { situation: "tea" }));
      expect((await store.find("tea", 5)).map(({ id }) => id)).toEqual(["c", "b"]);
      // A repeated one makes no room.
      await store.add(createLesson("b", { situation: "tea" }));
      await store.add(createLesson("a", { situation: "tea" }));
      expect((await store.find("tea", 5)).map(({ id }) => id)).toEqual(["a", "c"]);
    },
  ],
  [
    "keeps hostile texts as they are",
    async (create) => {
      const store = create(100);
      for (const text of texts) {
        const lesson = createLesson(text, { situation: `tea ${text}`, lesson: text, agentTypes: [text] });
        await store.add(lesson);
        await store.add(lesson);
      }
      const found = await store.find("tea", 100);
      expect(found.map(({ id }) => id).sort()).toEqual([...texts].sort());
      for (const lesson of found)
        expect(lesson).toEqual(
          createLesson(lesson.id, {
            situation: `tea ${lesson.id}`,
            lesson: lesson.id,
            agentTypes: [lesson.id],
          }),
        );
    },
  ],
  [
    "is not reached by changes of what was added or found",
    async (create) => {
      const store = create(10);
      const agentTypes = ["knowledge"];
      const lesson = { ...createLesson("a", { situation: "tea" }), agentTypes };
      await store.add(lesson);
      agentTypes.push("changed");
      lesson.situation = "changed";
      const [found] = await store.find("tea", 1);
      try {
        (found as { situation: string }).situation = "changed";
      } catch {
        // It is frozen.
      }
      expect(await store.find("tea", 1)).toEqual([createLesson("a", { situation: "tea" })]);
    },
  ],
  [
    "reads long situations without end, as far as they matter",
    async (create) => {
      const store = create(10);
      await store.add(createLesson("a", { situation: "tea" }));
      for (const long of ["a".repeat(1e6), "tea ".repeat(2e5), "x y ".repeat(2e5), "́".repeat(1e6)])
        expect(await store.find(`${long}`, 5)).toHaveLength(long.startsWith("tea") ? 1 : 0);
    },
  ],
  [
    "refuses what is no lesson, and says what is wrong with it",
    async (create) => {
      const store = create(10);
      const bad: readonly (readonly [unknown, string])[] = [
        [null, "add: pass a lesson"],
        [{ ...createLesson("a"), id: "" }, "id must be"],
        [{ ...createLesson("a"), situation: 5 }, "situation must be"],
        [{ ...createLesson("a"), agentTypes: "knowledge" }, "agentTypes must be a list"],
        [{ ...createLesson("a"), agentTypes: [""] }, "agentTypes[0] must be"],
        [{ ...createLesson("a"), succeeded: "yes" }, "succeeded must be"],
        [{ ...createLesson("a"), costUsd: Number.NaN }, "costUsd must be"],
        [{ ...createLesson("a"), at: -1 }, "at must be"],
        [createLesson("a", { lesson: "x".repeat(100_001) }), "Shorten the situation"],
      ];
      for (const [lesson, message] of bad)
        await expect(store.add(lesson as Lesson), message).rejects.toMatchObject({
          code: ErrorCode.INVALID_ARGUMENT,
          message: expect.stringContaining(message),
        });
      for (const most of [-1, 1.5, Number.NaN, "3"])
        await expect(store.find("tea", most as number)).rejects.toMatchObject({
          code: ErrorCode.INVALID_ARGUMENT,
        });
      await expect(store.find(undefined as never, 3)).rejects.toMatchObject({
        code: ErrorCode.INVALID_ARGUMENT,
      });
      expect(await store.find("a", 0)).toEqual([]);
    },
  ],
];

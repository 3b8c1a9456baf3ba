import { refuse, requireLimit, requireStoreOptions, requireText } from "../errors/store-options.ts";
import type { Lesson, LessonStore } from "../lessons/lesson-store.ts";
import { rankLessons } from "../lessons/rank-lessons.ts";
import { readLesson } from "../lessons/read-lesson.ts";
import { wordsOf } from "../lessons/words-of.ts";
import { readBody } from "./store-error.ts";
import { createStoreFile, type StorePart } from "./store-file.ts";

export interface SqliteLessonStoreOptions {
  /** Path of the file; it and its folders are made when they are missing. */
  readonly file: string;
  /** Lessons that are kept; the one that was added longest ago makes room for a new one. @default 10_000 */
  readonly maxLessons?: number;
}

// JSON, also of the id: it holds every text, halves of surrogate pairs and NUL included.
const part: StorePart = {
  name: "lessons",
  version: 1,
  schema: `CREATE TABLE convoke_lessons (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    at REAL NOT NULL,
    words TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT`,
};

/**
 * Keeps lessons in a file of SQLite, which several processes may use at once. Finds like `memoryLessonStore`.
 *
 * The file is opened when it is first used, and readable for its owner only; `close` when nobody needs it any more. A lesson whose
 * `add` has resolved survives the end of the process. Rejects with `store_failed`, which names the file and what to do, when it cannot
 * be used; with `closed` after `close`. A call that finds another process writing waits for it, 5 seconds at most.
 *
 * @example
 * const lessons = sqliteLessonStore({ file: ".convoke/lessons.db" });
 * const agent = createEnhancedAgent({ model, lessons });
 */
export function sqliteLessonStore(
  options: SqliteLessonStoreOptions,
): LessonStore & { close(): Promise<void> } {
  requireStoreOptions("sqliteLessonStore", options, ["file", "maxLessons"]);
  const { file, maxLessons = 10_000 } = options;
  requireText("sqliteLessonStore", "file", file);
  if (file.includes("\0")) refuse("sqliteLessonStore: file holds a NUL character, which no path may.");
  requireLimit("sqliteLessonStore", "maxLessons", maxLessons);
  const store = createStoreFile(file, part);
  return {
    async add(given) {
      const lesson = readLesson(given, "add");
      const words = JSON.stringify(wordsOf(lesson.situation));
      await store.write((database) => {
        const { changes } = database
          .prepare(
            "INSERT INTO convoke_lessons (id, at, words, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          )
          .run(JSON.stringify(lesson.id), lesson.at, words, JSON.stringify(lesson));
        if (changes === 0) return;
        database
          .prepare(
            "DELETE FROM convoke_lessons WHERE position <= (SELECT position FROM convoke_lessons ORDER BY position DESC LIMIT 1 OFFSET ?)",
          )
          .run(maxLessons);
      });
    },
    async find(situation, most) {
      requireText("find", "situation", situation, true);
      requireLimit("find", "most", most, 0);
      const asked = wordsOf(situation);
      if (asked.length === 0 || most === 0) return [];
      return store.read((database) => {
        const rows = database
          .prepare("SELECT position, at, words FROM convoke_lessons ORDER BY position")
          .all()
          .map(({ position, at, words }) => ({
            position: position as number,
            at: at as number,
            words: JSON.parse(words as string) as readonly string[],
          }));
        const load = database.prepare("SELECT body FROM convoke_lessons WHERE position = ?");
        return rankLessons(rows, asked, most).flatMap((row) => {
          // Another process may have made room meanwhile.
          const body = load.get(rows[row]!.position)?.["body"];
          return body === undefined ? [] : [readBody<Lesson>(body, readLesson, file)];
        });
      });
    },
    close: () => store.close(),
  };
}

import { requireLimit, requireStoreOptions, requireText } from "../errors/store-options.ts";
import type { Lesson, LessonStore } from "./lesson-store.ts";
import { rankLessons } from "./rank-lessons.ts";
import { readLesson } from "./read-lesson.ts";
import { wordsOf } from "./words-of.ts";

export interface MemoryLessonStoreOptions {
  /** Lessons that are kept; the one that was added longest ago makes room for a new one. @default 1_000 */
  readonly maxLessons?: number;
}

/**
 * Keeps lessons in this process, until it ends.
 *
 * `find` goes by the words that two situations share, rare ones first; a lesson that shares none is not found, and of equals the newest
 * comes first. A second lesson of the same `id` is not kept, nor one whose texts have more than 100,000 characters: that rejects
 * with `invalid_argument`.
 *
 * @example
 * const lessons = memoryLessonStore({ maxLessons: 200 });
 * const agent = createEnhancedAgent({ model, lessons });
 */
export function memoryLessonStore(options: MemoryLessonStoreOptions = {}): LessonStore {
  requireStoreOptions("memoryLessonStore", options, ["maxLessons"]);
  const { maxLessons = 1_000 } = options;
  requireLimit("memoryLessonStore", "maxLessons", maxLessons);
  /** In the order in which they were added. */
  const kept = new Map<
    string,
    { readonly lesson: Lesson; readonly words: readonly string[]; readonly at: number }
  >();
  return {
    async add(given) {
      const lesson = readLesson(given, "add");
      if (kept.has(lesson.id)) return;
      const [oldest] = kept.keys();
      if (kept.size >= maxLessons && oldest !== undefined) kept.delete(oldest);
      kept.set(lesson.id, { lesson, words: wordsOf(lesson.situation), at: lesson.at });
    },
    async find(situation, most) {
      requireText("find", "situation", situation, true);
      requireLimit("find", "most", most, 0);
      const all = [...kept.values()];
      return rankLessons(all, wordsOf(situation), most).map((position) => all[position]!.lesson);
    },
  };
}

import type { Lesson } from "../../src/lessons/lesson-store.ts";

export function createLesson(id: string, rest: Partial<Lesson> = {}): Lesson {
  return {
    id,
    situation: `Research ${id}`,
    lesson: "Ask the knowledge agent first.",
    agentTypes: ["knowledge"],
    succeeded: true,
    costUsd: 0.25,
    elapsedMs: 1_500,
    at: 1_000,
    ...rest,
  };
}

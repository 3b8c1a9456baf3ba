import type { AnswerRecord } from "./task-store.ts";
import { joinKey } from "./memory-run.ts";

/** Answers to runs that the store does not know yet. */
export interface EarlyAnswers {
  /** Keeps the answer unless one is there already. */
  add(runId: string, answer: AnswerRecord): void;
  /** Hands out, and forgets, what came for a run. */
  take(runId: string): Map<string, AnswerRecord> | undefined;
}

/** Creates a box for at most `maxAnswers`; beyond them it forgets the run that was first answered. */
export function createEarlyAnswers(maxAnswers: number): EarlyAnswers {
  const byRun = new Map<string, Map<string, AnswerRecord>>();
  let size = 0;

  function take(runId: string): Map<string, AnswerRecord> | undefined {
    const answers = byRun.get(runId);
    if (answers === undefined) return undefined;
    byRun.delete(runId);
    size -= answers.size;
    return answers;
  }

  return {
    take,
    add(runId, answer) {
      const answers = byRun.get(runId) ?? new Map<string, AnswerRecord>();
      const key = joinKey(answer.taskId, answer.key);
      if (answers.has(key)) return;
      answers.set(key, answer);
      byRun.set(runId, answers);
      size += 1;
      if (size <= maxAnswers) return;
      const [oldest] = byRun.keys();
      // A single run with that many answers may only lose its own oldest one, never the newest.
      if (oldest !== runId) take(oldest);
      else {
        const [first] = answers.keys();
        answers.delete(first);
        size -= 1;
      }
    },
  };
}

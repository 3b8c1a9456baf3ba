import type { WaitingQuestion } from "./turn.ts";

/** A list of questions with one of them added, or completed by what is known of it now. */
export function putQuestion(
  waiting: readonly WaitingQuestion[],
  question: WaitingQuestion,
): readonly WaitingQuestion[] {
  const at = waiting.findIndex(({ taskId, key }) => taskId === question.taskId && key === question.key);
  return at === -1 ? [...waiting, question] : waiting.with(at, { ...waiting[at], ...question });
}

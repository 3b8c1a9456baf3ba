import { askStore } from "./ask-store.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { TaskStore } from "../stores/task-store.ts";
import { answerLiveTask } from "../tasks/answers.ts";
import { findLiveTask } from "../tasks/find-live-task.ts";
import { checkText } from "./check-arguments.ts";
import type { RunManager } from "./run-manager.ts";

/**
 * Gives an answer to a task, here or through the store.
 *
 * Rejects with `invalid_argument` for an id or a key that is none, and when nobody can ever read it: the task is not live and there is no store.
 */
export async function giveAnswer(
  runs: RunManager,
  store: TaskStore | undefined,
  taskId: string,
  key: string,
  value: unknown,
): Promise<void> {
  checkText(taskId, "taskId", "answer");
  if (typeof key !== "string" || key === "") {
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, "answer: the key must be a non-empty string");
  }
  const runId = taskId.split("/", 1)[0];
  const run = runs.kernel.index.find(runId);
  const live = run === undefined ? undefined : findLiveTask(run, taskId);
  if (store === undefined) {
    if (live === undefined) {
      const message = `answer: no task "${taskId}" is running; check the id, or use a store to answer tasks of other processes`;
      throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { taskId, key } });
    }
    runs.kernel.inStep(() => answerLiveTask(live, key, value));
    return;
  }
  await askStore(() => store.answer(taskId, key, value));
  if (live === undefined) return;
  // Another process may have answered first: the store says whose answer stays.
  const answers = await askStore(() => store.loadAnswers(runId));
  const kept = answers.find((answer) => answer.taskId === taskId && answer.key === key);
  if (kept !== undefined) runs.kernel.inStep(() => answerLiveTask(live, key, kept.value));
}

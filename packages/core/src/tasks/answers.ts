import type { Attempt } from "./attempt.ts";
import { emitEvent } from "./emit-event.ts";
import type { LiveTask, TaskOwner } from "./live-task.ts";
import { beginWait, endWait } from "./slots.ts";

/** Waits for a person's or a system's answer; one that came before is taken at once. */
export async function waitForAnswer(attempt: Attempt, key: string): Promise<unknown> {
  const { task } = attempt;
  const given = findAnswer(task, key);
  if (given !== undefined) return given.value;
  const stored = await task.run.journal?.loadAnswers();
  if (stored !== undefined) deliverAnswers(task, stored);
  const early = findAnswer(task, key);
  if (early !== undefined) return early.value;
  // It may have been stopped, or have returned, while the store was asked.
  const { refusal } = attempt;
  if (refusal !== undefined) throw refusal;
  return attempt.abortable((resolve) => {
    const waiters = (task.needed.waiters ??= new Map<string, ((value: unknown) => void)[]>());
    const waiting = waiters.get(key) ?? [];
    waiters.set(key, [...waiting, (value) => endWait(attempt, () => resolve(value))]);
    beginWait(attempt);
    const { run, record } = task;
    // A first life has nothing to be compared with, and may have very many tasks that wait.
    const besideWork = run.extra?.history !== undefined && isAtWork(run) ? { besideWork: true as const } : {};
    emitEvent(run, () => ({ type: "task-waiting", taskId: record.taskId, key, ...besideWork }));
  });
}

/** Gives an answer to a live task; false when one was given before, or nobody can wait for it any more. */
export function answerLiveTask(task: LiveTask, key: string, value: unknown): boolean {
  if (task.settled) return false;
  const answers = (task.needed.answers ??= new Map<string, unknown>());
  if (answers.has(key)) return false;
  answers.set(key, value);
  emitEvent(task.run, () => ({ type: "task-answered", taskId: task.record.taskId, key }));
  const waiting = task.extra?.waiters?.get(key) ?? [];
  task.extra?.waiters?.delete(key);
  for (const proceed of waiting) proceed(value);
  return true;
}

/** Whether a task below an owner waits for an answer. */
export function hasWaitingTask(owner: TaskOwner): boolean {
  for (let task = owner.firstChild; task !== undefined; task = task.nextSibling)
    if ((task.extra?.waiters?.size ?? 0) > 0 || hasWaitingTask(task)) return true;
  return false;
}

/** Whether an attempt below an owner is at work: its executor runs, and waits neither for a child nor for an answer. */
function isAtWork(owner: TaskOwner): boolean {
  for (let task = owner.firstChild; task !== undefined; task = task.nextSibling) {
    const { attempt } = task;
    if (attempt?.ended === false && (attempt.extra?.openWaits ?? 0) === 0) return true;
    if (isAtWork(task)) return true;
  }
  return false;
}

/** Hands answers that the store has received to the task they are for. */
function deliverAnswers(
  task: LiveTask,
  answers: readonly { readonly taskId: string; readonly key: string; readonly value: unknown }[],
): void {
  for (const { taskId, key, value } of answers) {
    if (taskId === task.record.taskId && task.extra?.answers?.has(key) !== true)
      answerLiveTask(task, key, value);
  }
}

function findAnswer(task: LiveTask, key: string): { readonly value: unknown } | undefined {
  const own = task.extra?.answers;
  if (own?.has(key) === true) return { value: own.get(key) };
  const earlier = task.run.extra?.history?.answers.get(task.record.taskId);
  return earlier?.has(key) === true ? { value: earlier.get(key) } : undefined;
}

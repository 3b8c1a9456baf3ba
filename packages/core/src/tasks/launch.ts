import { Budget } from "../budget/budget.ts";
import type { TaskRecord } from "../stores/task-store.ts";
import { emitEvent, isObserved, snapshot } from "./emit-event.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { stopFor } from "./failure.ts";
import type { TaskKernel } from "./kernel.ts";
import { linkTask, type LiveTask, type TaskStop } from "./live-task.ts";
import { describeCancel } from "./describe-cancel.ts";
import { storeTask } from "./store-task.ts";
import { isSettled, TaskStatus } from "./task-status.ts";

/** Begins a task's life: it is counted, recorded, bounded in time, and queued. */
export function launchTask(kernel: TaskKernel, task: LiveTask): void {
  const { run, spec } = task;
  linkTask(task.owner, task);
  run.taskCount++;
  const { taskId } = task.record;
  // A child that has ended in this life and is tried anew has nothing to take up.
  const isAnew = task.parent?.extra?.family?.find(taskId) !== undefined;
  const stored = isAnew ? undefined : run.extra?.history?.tasks.get(taskId);
  if (stored !== undefined && isSettled(stored.task.status) && task.parent === undefined) {
    task.needed.replay = stored.task;
    kernel.resume(task);
    return;
  }
  kernel.counters.total++;
  if (stored !== undefined && !isSettled(stored.task.status)) takeUp(task, stored);
  else if (isObserved(run)) announce(task);
  // A listener may have cancelled it.
  if (task.settled) return;
  if (spec.budget !== undefined) openTaskBudget(task);
  if (spec.timeoutMs !== undefined) boundTime(kernel, task, spec.timeoutMs);
  if (spec.signal !== undefined) followSignal(kernel, task, spec.signal);
  kernel.resume(task);
}

function announce(task: LiveTask): void {
  storeTask(task);
  emitEvent(task.run, () => ({ type: "task-created", task: snapshot(task.record) }));
}

/** Goes on from what an earlier life of the run has stored. */
function takeUp(task: LiveTask, { task: stored, agentIndex, failedAttempts, retryAt }: TaskRecord): void {
  const { record } = task;
  task.agentIndex = agentIndex;
  task.failedAttempts = failedAttempts;
  const { attempts, createdAt, startedAt, spend } = stored;
  record.attempts = attempts;
  record.createdAt = createdAt;
  record.startedAt = startedAt;
  if (attempts > 0) {
    record.agentType = stored.agentType;
    record.agentName = stored.agentName;
  }
  if (spend !== undefined) record.spend = spend;
  // The attempt that the crash cut off is repeated, not counted twice.
  if (attempts > 0 && stored.status === TaskStatus.IN_PROGRESS && retryAt === undefined)
    task.needed.interrupted = true;
  if (stored.attempts > 0) task.needed.counted = "before";
  if (retryAt !== undefined) task.needed.retryAt = retryAt;
}

function openTaskBudget(task: LiveTask): void {
  const { run, record, spec, depth } = task;
  const { kernel } = run;
  const history = run.extra?.history;
  const owner = `task ${record.taskId}`;
  const budget = new Budget(
    spec.budget ?? {},
    owner,
    record.createdAt,
    depth,
    task.parent?.budget ?? run.budget,
  );
  task.needed.budget = budget;
  if (history !== undefined) {
    const below = `${record.taskId}/`;
    const { costUsd, tokens } = history.spentBy(
      (taskId) => taskId === record.taskId || taskId.startsWith(below),
    );
    budget.spentCostUsd = costUsd;
    budget.spentTokens = tokens;
    budget.tasks = history.countStarted((taskId) => taskId.startsWith(below));
  }
  const { maxDurationMs } = budget.limits;
  if (maxDurationMs === undefined || maxDurationMs === Infinity) return;
  task.needed.budgetDeadline = kernel.deadlines.add(remainingMs(task, maxDurationMs), () => {
    const message = `The budget of ${owner} is exceeded: maxDurationMs ${maxDurationMs}`;
    const details = { budget: owner, limit: "maxDurationMs", allowed: maxDurationMs };
    kernel.stop(
      task,
      stopFor("failed", new OrchestrationError(ErrorCode.BUDGET_EXCEEDED, message, { details })),
    );
  });
}

function boundTime(kernel: TaskKernel, task: LiveTask, timeoutMs: number): void {
  if (timeoutMs === Infinity) return;
  task.needed.deadline = kernel.deadlines.add(remainingMs(task, timeoutMs), () => {
    // Its result came in time; only children that were left behind are waited for.
    if (task.extra?.pendingEnd?.ok === true) return;
    const message = `Task ${task.record.taskId} did not end within timeoutMs ${timeoutMs}`;
    const error = new OrchestrationError(ErrorCode.TIMEOUT, message, { details: { timeoutMs } });
    kernel.stop(task, stopFor("failed", error));
  });
}

/** Of a time limit that began with the task: a resumed task has used some of it. */
function remainingMs({ record, run }: LiveTask, limitMs: number): number {
  return run.extra?.history === undefined
    ? limitMs
    : Math.max(0, record.createdAt + limitMs - run.kernel.runtime.now());
}

function followSignal(kernel: TaskKernel, task: LiveTask, signal: AbortSignal): void {
  if (signal.aborted) {
    task.stopped = describeAbort(signal.reason);
    return;
  }
  const cancel = (): void => kernel.stop(task, describeAbort(signal.reason));
  signal.addEventListener("abort", cancel, { once: true });
  task.needed.forgetSignal = () => signal.removeEventListener("abort", cancel);
}

/** A cancellation that somebody has put into words already is handed on as it is, with its details. */
function describeAbort(reason: unknown): TaskStop {
  const isCancelled = OrchestrationError.is(reason) && reason.code === ErrorCode.CANCELLED;
  return isCancelled ? stopFor("cancelled", reason) : describeCancel(describeThrown(reason));
}

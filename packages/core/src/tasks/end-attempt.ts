import type { AttemptSequel } from "../events/event.ts";
import type { Attempt } from "./attempt.ts";
import { emitEvent, isObserved } from "./emit-event.ts";
import { storableFailure, toFailure } from "./failure.ts";
import type { TaskKernel } from "./kernel.ts";
import { liveChildren } from "./live-task.ts";
import { decideNextMove } from "./next-move.ts";
import { completeTask, failTask, settleStopped } from "./settle.ts";
import { leaveSlot } from "./slots.ts";
import { closeFormerEnvelope } from "./spend.ts";
import { describeCancel } from "./describe-cancel.ts";
import { storeTask } from "./store-task.ts";
import type { TaskFailure } from "./task.ts";

/** Takes what an executor returned or threw. */
export function endAttempt(kernel: TaskKernel, attempt: Attempt, ok: boolean, value: unknown): void {
  if (attempt.ended) {
    if (attempt.extra?.abandoned !== undefined) takeBackSlot(kernel, attempt, attempt.extra.abandoned);
    return;
  }
  attempt.ended = true;
  const { extra } = attempt;
  if (extra?.deadline !== undefined) kernel.deadlines.remove(extra.deadline);
  if (extra?.grace !== undefined) kernel.deadlines.remove(extra.grace);
  attempt.agent.measure(ok && attempt.reason === undefined, kernel.clock.now() - attempt.startedAt);
  leaveSlot(attempt);
  const { task } = attempt;
  if (task.firstChild === undefined) {
    concludeAttempt(kernel, attempt, ok, value);
    return;
  }
  // Children that nobody awaited do not outlive their parent.
  task.needed.pendingEnd = { attempt, ok, value };
  const stop = describeCancel(`its parent ${task.record.taskId} has ended`);
  for (const child of liveChildren(task)) kernel.stop(child, stop);
}

/** Decides what an ended attempt means for its task: the end, another attempt, or another agent. */
export function concludeAttempt(kernel: TaskKernel, attempt: Attempt, ok: boolean, value: unknown): void {
  const { task } = attempt;
  if (task.settled) return;
  if (task.stopped !== undefined) settleStopped(task);
  else if (attempt.reason !== undefined) retryTask(kernel, attempt, toFailure(attempt.reason));
  else if (ok) completeTask(task, value);
  else retryTask(kernel, attempt, toFailure(value));
}

/** Gives an attempt up whose executor ignores its signal: the slot stays taken until it returns. */
export function abandonAttempt(kernel: TaskKernel, attempt: Attempt): void {
  if (attempt.ended) return;
  const { admission } = kernel;
  const { agent, holdsSlot } = attempt;
  attempt.needed.abandoned = { holdsSlot };
  if (holdsSlot) {
    attempt.holdsSlot = false;
    agent.abandoned++;
    admission.abandoned++;
  }
  endAttempt(kernel, attempt, false, attempt.reason);
  for (const waitedFor of admission.waitedFor()) {
    // Nobody waits behind an agent that does not answer: whoever does is routed anew.
    if (admission.isDeaf(waitedFor)) admission.turnAway(waitedFor);
  }
}

function takeBackSlot(kernel: TaskKernel, attempt: Attempt, { holdsSlot }: { holdsSlot: boolean }): void {
  attempt.needed.abandoned = undefined;
  const { agent, task } = attempt;
  const { run, record } = task;
  if (isObserved(run)) {
    emitEvent(run, () => ({
      type: "late-result-refused",
      taskId: record.taskId,
      agentName: agent.agent.name,
    }));
  }
  if (!holdsSlot) return;
  agent.abandoned--;
  kernel.admission.abandoned--;
  kernel.admission.leave(agent);
}

function retryTask(kernel: TaskKernel, attempt: Attempt, failure: TaskFailure): void {
  const { task } = attempt;
  task.failedAttempts++;
  const next = decideNextMove(task.spec, task.agentIndex, task.failedAttempts, failure.code, () =>
    kernel.runtime.random(),
  );
  const delayMs = next.move === "retry" ? next.delayMs : 0;
  tellFailure(attempt, failure, next.move, delayMs);
  // A listener may have cancelled it.
  if (task.settled) return;
  if (task.stopped !== undefined) {
    settleStopped(task);
    return;
  }
  if (next.move === "end") {
    failTask(task, failure);
    return;
  }
  if (next.move === "fallback") {
    closeFormerEnvelope(task);
    (task.needed.tried ??= new Set()).add(attempt.agent);
    task.needed.firstFailure = failure;
    task.agentIndex++;
    task.failedAttempts = 0;
    task.agent = undefined;
  }
  // Also without a delay: it tells a resumed run that no attempt was under way.
  if (delayMs > 0 || task.run.journal !== undefined) task.needed.retryAt = kernel.clock.now() + delayMs;
  storeTask(task);
  kernel.resume(task);
}

function tellFailure(attempt: Attempt, failure: TaskFailure, sequel: AttemptSequel, delayMs: number): void {
  const { task, agent, number } = attempt;
  if (!isObserved(task.run)) return;
  const { taskId } = task.record;
  const { agentType, name } = agent.agent;
  emitEvent(task.run, () => ({
    type: "attempt-failed",
    taskId,
    agentType,
    agentName: name,
    attempt: number,
    failure: task.run.journal === undefined ? failure : storableFailure(failure),
    sequel,
    delayMs,
  }));
}

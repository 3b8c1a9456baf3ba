import { ErrorCode } from "../errors/error-code.ts";
import type { RegisteredAgent } from "../registry/registered-agent.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { isPromiseLike, whenSettled } from "../runtime/promises.ts";
import { Attempt } from "./attempt.ts";
import { awaitAgent } from "./await-agent.ts";
import { emitEvent, isObserved, snapshot } from "./emit-event.ts";
import { concludeAttempt } from "./end-attempt.ts";
import { failTask, replayTask, settleStopped } from "./settle.ts";
import { toFailure } from "./failure.ts";
import type { TaskKernel } from "./kernel.ts";
import type { AttemptOutcome, LiveTask } from "./live-task.ts";
import { findMissing, type Missing } from "./missing.ts";
import { isRefusal, routeTask } from "./route.ts";
import { closeFormerEnvelope, openTaskEnvelope } from "./spend.ts";
import { storeTask } from "./store-task.ts";
import type { TaskFailure } from "./task.ts";
import { TaskStatus } from "./task-status.ts";

/** Takes a queued task as far as it can go now: routed, admitted by budget and slots, started. */
export function proceedTask(kernel: TaskKernel, task: LiveTask): void {
  const { extra } = task;
  if (extra?.admitted !== undefined) return useSlot(kernel, task, extra.admitted);
  if (task.settled || task.attempt?.ended === false) return;
  if (extra !== undefined) {
    if (extra.pendingEnd !== undefined) return concludeWaiting(kernel, task, extra.pendingEnd);
    if (extra.ticket !== undefined || extra.reserving === true) return;
    if (extra.replay !== undefined) return replayTask(task, extra.replay);
    if (task.stopped !== undefined) return settleStopped(task);
    if (extra.refusal !== undefined) return failTask(task, extra.refusal);
    if (extra.cancelRetry !== undefined) return;
    if (extra.retryAt !== undefined && waitForRetry(kernel, task, extra.retryAt)) return;
  }
  if (task.stopped !== undefined) return settleStopped(task);
  const agent = findAgent(kernel, task);
  // A router may have cancelled it.
  if (agent === undefined || task.settled) return;
  if (task.budget !== undefined && !admitToBudget(kernel, task)) return;
  task.agent = agent;
  if (kernel.admission.tryEnter(agent)) {
    admitTask(kernel, task, agent);
    return;
  }
  waitInLine(kernel, task, agent);
}

function waitInLine(kernel: TaskKernel, task: LiveTask, agent: RegisteredAgent): void {
  const extra = task.needed;
  extra.ticket = kernel.admission.wait(agent, {
    priority: task.record.priority ?? 0,
    age: task.age,
    admitted() {
      extra.ticket = undefined;
      extra.admitted = agent;
      kernel.resume(task);
    },
    turnedAway() {
      extra.ticket = undefined;
      kernel.resume(task);
    },
  });
}

/** Goes on after an attempt that has ended, once its children have too. */
function concludeWaiting(kernel: TaskKernel, task: LiveTask, { attempt, ok, value }: AttemptOutcome): void {
  if (task.firstChild !== undefined) return;
  task.needed.pendingEnd = undefined;
  concludeAttempt(kernel, attempt, ok, value);
}

/** Goes on with the slot that a task was given while it waited; it may have been stopped since. */
function useSlot(kernel: TaskKernel, task: LiveTask, agent: RegisteredAgent): void {
  task.needed.admitted = undefined;
  if (!task.settled && task.stopped === undefined) {
    admitTask(kernel, task, agent);
    return;
  }
  kernel.admission.leave(agent);
  if (!task.settled) settleStopped(task);
}

/** The agent at work if it still can, else whoever the router picks, else the next fallback; settles the task when there is none. */
function findAgent(kernel: TaskKernel, task: LiveTask): RegisteredAgent | undefined {
  const { agent, agentIndex, failedAttempts } = task;
  if (agent !== undefined && !agent.removed && !kernel.admission.isDeaf(agent)) return agent;
  const firstFailure = task.extra?.firstFailure;
  let missing: Missing | undefined;
  for (;;) {
    const routed = routeTask(kernel, task);
    if (!isRefusal(routed)) {
      if (agent !== undefined) changeAgent(task, agent, routed);
      return routed;
    }
    missing ??= findMissing(task, task.agentIndex, routed);
    if (task.agentIndex >= (task.spec.fallback?.length ?? 0)) {
      if (missing !== undefined) {
        kernel.park(task.run, missing);
        return undefined;
      }
      awaitAgent(kernel, task, routed, { agentIndex, failedAttempts, firstFailure });
      return undefined;
    }
    task.needed.firstFailure ??= routed;
    task.agentIndex++;
    task.failedAttempts = 0;
  }
}

/** Attempts are counted per agent, also for one that a task comes back to. */
function changeAgent(task: LiveTask, from: RegisteredAgent, to: RegisteredAgent): void {
  const counts = (task.needed.failedBy ??= new Map<RegisteredAgent, number>());
  closeFormerEnvelope(task);
  counts.set(from, task.failedAttempts);
  task.failedAttempts = counts.get(to) ?? 0;
}

function admitToBudget(kernel: TaskKernel, task: LiveTask): boolean {
  if (task.extra?.counted !== undefined) return true;
  // Its own budget covers what the task delegates; whether the task itself may start, those above decide.
  const above = task.parent?.budget ?? task.run.budget;
  const refusal = above?.admitTask(task.depth, kernel.clock.now());
  if (refusal !== undefined) {
    failTask(task, toFailure(refusal));
    return false;
  }
  task.needed.counted = "now";
  return true;
}

/** Starts an attempt with the slot taken, once the money for it is set aside and the run is known to be owned. */
function admitTask(kernel: TaskKernel, task: LiveTask, agent: RegisteredAgent): void {
  let committed: Promise<void> | undefined;
  try {
    committed = task.budget === undefined ? undefined : openTaskEnvelope(task, agent);
  } catch (error) {
    kernel.admission.leave(agent);
    refuseAgent(kernel, task, toFailure(error));
    return;
  }
  committed ??= task.run.journal?.hold(kernel.clock.now());
  if (committed === undefined) {
    startAttempt(kernel, task, agent);
    return;
  }
  task.needed.reserving = true;
  committed.then(
    () => kernel.inStep(() => startReserved(kernel, task, agent)),
    () => kernel.inStep(() => startReserved(kernel, task, agent)),
  );
}

/** A task may have been stopped, or its run lost, while its reservation was committed. */
function startReserved(kernel: TaskKernel, task: LiveTask, agent: RegisteredAgent): void {
  task.needed.reserving = false;
  if (!task.settled && task.stopped === undefined) {
    startAttempt(kernel, task, agent);
    return;
  }
  kernel.admission.leave(agent);
  if (!task.settled) settleStopped(task);
}

/** The budget has no room for this agent: a cheaper one may still do. */
function refuseAgent(kernel: TaskKernel, task: LiveTask, failure: TaskFailure): void {
  if (task.agentIndex >= (task.spec.fallback?.length ?? 0)) {
    failTask(task, task.extra?.firstFailure ?? failure);
    return;
  }
  task.needed.firstFailure ??= failure;
  task.agentIndex++;
  task.failedAttempts = 0;
  task.agent = undefined;
  kernel.resume(task);
}

function startAttempt(kernel: TaskKernel, task: LiveTask, agent: RegisteredAgent): void {
  const { record, spec, run } = task;
  const now = kernel.clock.now();
  const attempt = new Attempt(task, agent, now);
  task.attempt = attempt;
  const { agent: announced } = agent;
  record.agentType = announced.agentType;
  record.agentName = announced.name;
  if (announced.version !== undefined) record.agentVersion = announced.version;
  if (task.extra?.interrupted === true) task.extra.interrupted = false;
  else record.attempts++;
  if (record.status === TaskStatus.PENDING) {
    record.status = TaskStatus.IN_PROGRESS;
    record.startedAt ??= now;
    kernel.counters.inProgress++;
  }
  if (isObserved(run)) {
    storeTask(task);
    emitEvent(run, () => ({ type: "task-started", task: snapshot(record), attempt: attempt.number }));
    // A listener may have cancelled it.
    if (attempt.closed) {
      kernel.endAttempt(attempt, false, attempt.reason);
      return;
    }
  }
  if (spec.attemptTimeoutMs !== undefined) boundAttempt(kernel, attempt, spec.attemptTimeoutMs);
  let outcome: unknown;
  let isPromised = false;
  kernel.clock.run();
  try {
    outcome = agent.attempt(attempt);
    // What only looks like a promise may do anything when it is asked: it is asked here, like the executor.
    isPromised = isPromiseLike(outcome);
    kernel.clock.stand();
  } catch (error) {
    kernel.clock.stand();
    kernel.endAttempt(attempt, false, error);
    return;
  }
  if (!isPromised) {
    kernel.endAttempt(attempt, true, outcome);
    return;
  }
  whenSettled(
    outcome as PromiseLike<unknown>,
    (value) => kernel.endAttempt(attempt, true, value),
    (error: unknown) => kernel.endAttempt(attempt, false, error),
  );
}

function boundAttempt(kernel: TaskKernel, attempt: Attempt, attemptTimeoutMs: number): void {
  if (attemptTimeoutMs === Infinity) return;
  attempt.needed.deadline = kernel.deadlines.add(attemptTimeoutMs, () => {
    const message = `Attempt ${attempt.number} of task ${attempt.task.record.taskId} did not end within attemptTimeoutMs ${attemptTimeoutMs}`;
    kernel.abortAttempt(
      attempt,
      new OrchestrationError(ErrorCode.TIMEOUT, message, { details: { attemptTimeoutMs } }),
    );
  });
}

/** True when the task has to wait until its next attempt is due. */
function waitForRetry(kernel: TaskKernel, task: LiveTask, retryAt: number): boolean {
  const delayMs = retryAt - kernel.clock.now();
  if (delayMs <= 0) {
    task.needed.retryAt = undefined;
    return false;
  }
  task.needed.cancelRetry = kernel.runtime.schedule(() => {
    task.needed.cancelRetry = undefined;
    task.needed.retryAt = undefined;
    kernel.resume(task);
  }, delayMs);
  return true;
}

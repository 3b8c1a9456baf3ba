import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import type { Plan } from "../strategies/plan.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { emitEvent, isObserved } from "../tasks/emit-event.ts";
import { stopFor, toFailure } from "../tasks/failure.ts";
import type { Journal } from "../tasks/journal.ts";
import { liveChildren, type SettledListener, type TaskStop } from "../tasks/live-task.ts";
import { resolveInput } from "../tasks/resolve-input.ts";
import type { RunState } from "../tasks/run-state.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { writeEnd } from "../tasks/write-end.ts";
import { KernelScope } from "./kernel-scope.ts";
import { judgeRun } from "./outcome.ts";
import { runPlan } from "./run-plan.ts";
import { skipPlannedTask, startTask } from "./start-task.ts";

type EndStatus = "completed" | "failed" | "cancelled";

/** Runs the plan of a run; its promise gets the outcome, or the error of a function of the caller's. */
export function beginRun(run: RunState, plan: Plan): void {
  if (isObserved(run) && run.extra?.history === undefined) {
    emitEvent(run, () => ({ type: "run-started", strategy: plan.strategy }));
  }
  const { kernel } = run;
  const outermost = kernel.enterStep();
  try {
    if (plan.strategy === "task") runSingle(run, plan.task);
    else runPlan(new KernelScope(run), plan, (outcome) => endRun(run, judgeRun(run, plan, outcome), outcome));
  } catch (error) {
    crashRun(run, error);
  }
  if (outermost) kernel.leaveStep();
}

/** One task, for which nothing came before that its input could use: no strategy is needed. */
function runSingle(run: RunState, spec: TaskSpec): void {
  let input: unknown = spec.input;
  if (typeof input === "function" || (typeof input === "object" && input !== null)) {
    try {
      input = resolveInput(
        spec,
        spec.description,
        () => [],
        () => undefined,
      );
    } catch (error) {
      const problem = OrchestrationError.from(error, ErrorCode.INVALID_INPUT);
      endSingle(skipPlannedTask(run, spec, 0, problem), 0, run);
      return;
    }
  }
  startTask(run, spec, 0, input, endSingle);
}

const endSingle: SettledListener = (task, _position, run) => endRun(run, task.status as EndStatus, task);

function endRun(run: RunState, status: EndStatus, outcome: unknown): void {
  if (run.ended) return;
  run.ended = true;
  const { journal } = run;
  if (journal === undefined || journal.hasEnded || run.extra?.parked === true || journal.lost) {
    if (journal?.hasEnded === true) run.needed.told = true;
    letGo(run, status, () => run.resolve(outcome));
    return;
  }
  commitEnd(run, journal, status, () => run.resolve(outcome));
}

/** Ends a run in its store, and settles it when that is committed. */
function commitEnd(run: RunState, journal: Journal, status: EndStatus, settle: () => void): void {
  writeEnd(run, status);
  const acknowledge = (): void => {
    run.needed.told = true;
    finish(run, status);
    settle();
  };
  const giveUp = (error: unknown): void => {
    letGo(run, "failed", () => run.reject(OrchestrationError.from(error, ErrorCode.STORE_FAILED)));
  };
  journal.commit().then(acknowledge, giveUp);
}

/** Settles a run of which nothing is written here any more; of one that goes on elsewhere or later, no outcome is known. */
function letGo(run: RunState, status: EndStatus, settle: () => void): void {
  const end = (): void => {
    finish(run, status);
    const left = run.extra?.left;
    if (left === undefined) settle();
    else run.reject(left);
  };
  const putAside = run.extra?.putAside;
  if (putAside === undefined) end();
  else void putAside().then(end);
}

/** Lets go of a parked run that could not begin. */
export function leaveUnbegun(run: RunState): void {
  endRun(run, "cancelled", undefined);
}

/** Ends a run because a function of the caller's threw. */
export function crashRun(run: RunState, error: unknown): void {
  if (run.extra?.left !== undefined) {
    // What was made of the outcome of a run that goes on elsewhere or later is of no account.
    endRun(run, "cancelled", undefined);
    return;
  }
  if (run.ended) return;
  run.ended = true;
  stopRun(run, describeCancel(`the run failed: ${describeThrown(error)}`));
  const { journal } = run;
  const settle = (): void => run.reject(OrchestrationError.from(error, ErrorCode.INVALID_ARGUMENT));
  if (journal === undefined || journal.lost || run.extra?.parked === true) letGo(run, "failed", settle);
  else commitEnd(run, journal, "failed", settle);
}

/** Cancels a run or lets it fail: nothing new starts, and whatever runs is stopped. */
export function stopRun(run: RunState, stop: TaskStop): void {
  if (run.settled || run.stopped !== undefined) return;
  run.stopped = stop;
  run.kernel.inStep(() => {
    for (const task of liveChildren(run)) run.kernel.stop(task, stop);
    for (const listener of run.extra?.stopListeners ?? []) listener();
  });
}

/**
 * Lets go of a run whose store refuses to be written: somebody else owns it, or nobody can for now. What ends here has not
 * ended for whoever asks the store, so nothing is told but that it is lost.
 */
export function loseRun(run: RunState, error: OrchestrationError): void {
  if (run.settled) return;
  if (run.extra?.parked !== true) {
    run.needed.left = error;
    tellLost(run, error);
  }
  stopRun(run, stopFor("failed", error));
}

function tellLost(run: RunState, error: OrchestrationError): void {
  const { runId, kernel } = run;
  // Who has taken it up anew in this very process has not lost it.
  if (!kernel.events.active || kernel.index.find(runId) !== run) return;
  kernel.events.publish({ type: "run-lost", runId, at: kernel.clock.now(), failure: toFailure(error) });
}

function finish(run: RunState, status: EndStatus): void {
  run.settled = true;
  const { extra } = run;
  if (extra !== undefined) {
    extra.release?.();
    // What a settled run still holds, it holds until retention drops it.
    extra.release = undefined;
  }
  if (extra?.told !== true && isObserved(run)) emitEvent(run, () => ({ type: "run-settled", status }));
  // The store knows more of it than this process.
  if (extra?.left !== undefined) run.kernel.index.forget(run);
  else if (extra?.aside !== true) run.kernel.index.settle(run);
}

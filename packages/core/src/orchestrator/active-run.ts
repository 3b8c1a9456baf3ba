import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import type { Plan } from "../strategies/plan.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { emitEvent, isObserved } from "../tasks/emit-event.ts";
import { stopFor } from "../tasks/failure.ts";
import { liveChildren, type TaskStop } from "../tasks/live-task.ts";
import type { RunIndex } from "../tasks/run-index.ts";
import type { RunState } from "../tasks/run-state.ts";
import { KernelScope } from "./kernel-scope.ts";
import { judgeRun } from "./outcome.ts";
import { runPlan } from "./run-plan.ts";

type EndStatus = "completed" | "failed" | "cancelled";

/** Runs the plan of a run; its promise gets the outcome, or the error of a function of the caller's. */
export function beginRun(index: RunIndex, run: RunState, plan: Plan): void {
  if (isObserved(run) && run.history === undefined) {
    emitEvent(run, () => ({ type: "run-started", strategy: plan.strategy }));
  }
  const { kernel } = run;
  const outermost = kernel.enterStep();
  try {
    runPlan(new KernelScope(run), plan, (outcome) => endRun(index, run, plan, outcome));
  } catch (error) {
    crashRun(index, run, error);
  }
  if (outermost) kernel.leaveStep();
}

function endRun(index: RunIndex, run: RunState, plan: Plan, outcome: unknown): void {
  if (run.ended) return;
  run.ended = true;
  const status = judgeRun(run, plan, outcome);
  const { journal } = run;
  if (journal === undefined || run.parked || journal.lost) {
    finish(index, run, status);
    run.settle.resolve(outcome);
    return;
  }
  emitEvent(run, () => ({ type: "run-settled", status }));
  journal.putEnd(status, run.kernel.clock.now());
  const acknowledge = (): void => {
    run.told = true;
    finish(index, run, status);
    run.settle.resolve(outcome);
  };
  const giveUp = (error: unknown): void => {
    finish(index, run, "failed");
    run.settle.reject(OrchestrationError.from(error, ErrorCode.STORE_FAILED));
  };
  journal.commit().then(acknowledge, giveUp);
}

/** Ends a run because a function of the caller's threw. */
export function crashRun(index: RunIndex, run: RunState, error: unknown): void {
  if (run.ended) return;
  run.ended = true;
  stopRun(run, describeCancel(`the run failed: ${describeThrown(error)}`));
  if (run.journal !== undefined && !run.journal.lost) {
    run.journal.putEnd("failed", run.kernel.clock.now());
    run.journal.commit().catch(() => undefined);
  }
  finish(index, run, "failed");
  run.settle.reject(OrchestrationError.from(error, ErrorCode.INVALID_ARGUMENT));
}

/** Cancels a run or lets it fail: nothing new starts, and whatever runs is stopped. */
export function stopRun(run: RunState, stop: TaskStop): void {
  if (run.settled || run.stopped !== undefined) return;
  run.stopped = stop;
  run.kernel.inStep(() => {
    for (const task of liveChildren(run)) run.kernel.stop(task, stop);
  });
}

/** Ends a run whose store refuses to be written: somebody else owns it, or nobody can. */
export function loseRun(run: RunState, error: OrchestrationError): void {
  stopRun(run, stopFor("failed", error));
}

function finish(index: RunIndex, run: RunState, status: EndStatus): void {
  run.settled = true;
  run.release?.();
  // What a settled run still holds, it holds until retention drops it.
  run.release = undefined;
  if (!run.told && isObserved(run)) emitEvent(run, () => ({ type: "run-settled", status }));
  index.settle(run);
}

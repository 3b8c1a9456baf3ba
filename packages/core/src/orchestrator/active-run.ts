import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { ErrorCode } from "../errors/error-code.ts";
import type { Plan } from "../strategies/plan.ts";
import { describeCancel } from "../tasks/describe-cancel.ts";
import { emitEvent, isObserved } from "../tasks/emit-event.ts";
import { toFailure } from "../tasks/failure.ts";
import { liveChildren, type TaskStop } from "../tasks/live-task.ts";
import type { RunIndex } from "../tasks/run-index.ts";
import type { RunState } from "../tasks/run-state.ts";
import { KernelScope } from "./kernel-scope.ts";
import { judgeRun } from "./outcome.ts";
import { runPlan } from "./run-plan.ts";

/** Starts a run's plan; `resolve` gets its outcome, `reject` an error in a function of the caller's. */
export function beginRun(
  index: RunIndex,
  run: RunState,
  plan: Plan,
  resolve: (outcome: unknown) => void,
  reject: (error: unknown) => void,
): void {
  const { kernel } = run;
  let ended = false;
  const end = (outcome: unknown): void => {
    if (ended) return;
    ended = true;
    const status = judgeRun(run, plan, outcome);
    const { journal } = run;
    if (journal === undefined || run.parked || journal.lost) {
      finish(index, run, status);
      resolve(outcome);
      return;
    }
    emitEvent(run, () => ({ type: "run-settled", status }));
    journal.putEnd(status, kernel.runtime.now());
    journal.commit().then(
      () => {
        finish(index, run, status);
        resolve(outcome);
      },
      (error: unknown) => {
        finish(index, run, status);
        reject(OrchestrationError.from(error, ErrorCode.STORE_FAILED));
      },
    );
  };
  run.crash = (error) => {
    if (ended) return;
    ended = true;
    stopRun(run, describeCancel(`the run failed: ${describeThrown(error)}`));
    if (run.journal !== undefined && !run.journal.lost) {
      run.journal.putEnd("failed", kernel.runtime.now());
      run.journal.commit().catch(() => undefined);
    }
    finish(index, run, "failed");
    reject(OrchestrationError.from(error, ErrorCode.INVALID_ARGUMENT));
  };
  if (isObserved(run) && run.history === undefined) {
    emitEvent(run, () => ({ type: "run-started", strategy: plan.strategy }));
  }
  kernel.inStep(() => {
    try {
      runPlan(new KernelScope(run), plan, end);
    } catch (error) {
      run.crash?.(error);
    }
  });
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
  stopRun(run, { status: "failed", failure: toFailure(error) });
}

function finish(index: RunIndex, run: RunState, status: "completed" | "failed" | "cancelled"): void {
  run.settled = true;
  run.release?.();
  if (run.journal === undefined && isObserved(run)) emitEvent(run, () => ({ type: "run-settled", status }));
  index.settle(run);
}

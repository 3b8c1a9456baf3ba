import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { StoredRun } from "../stores/task-store.ts";
import type { Plan } from "../strategies/plan.ts";
import { stopFor } from "../tasks/failure.ts";
import type { TaskKernel } from "../tasks/kernel.ts";
import type { TaskStop } from "../tasks/live-task.ts";
import { RunState } from "../tasks/run-state.ts";
import { isSettled } from "../tasks/task-status.ts";

/** Throws `duplicate_task` when an id is known of a run of another strategy. */
export function checkSameStrategy(id: string, known: { readonly strategy: string }, plan: Plan): void {
  if (known.strategy === plan.strategy) return;
  const message = `The id "${id}" belongs to a ${known.strategy} run: a ${plan.strategy} run needs an id of its own`;
  throw new OrchestrationError(ErrorCode.DUPLICATE_TASK, message, { details: { id } });
}

/** Why a stored run was stopped: as it was stored, or because it ended without some of its tasks. */
export function recallStop({ runId, status, stop, tasks }: StoredRun, count: number): TaskStop | undefined {
  if (stop !== undefined) {
    const { code, message } = stop;
    return stopFor(status === "cancelled" ? "cancelled" : "failed", new OrchestrationError(code, message));
  }
  const settled = tasks.filter(({ task }) => task.parentId === undefined && isSettled(task.status));
  if (settled.length === count) return undefined;
  const message = `run ${runId} ended before all of its tasks had`;
  return stopFor("failed", new OrchestrationError(ErrorCode.CANCELLED, message));
}

/** The run that has an id here, or has had it; `undefined` for an id that is free. Throws for one that no new run can have. */
export function findKnownRun(kernel: TaskKernel, id: string): RunState | undefined {
  const { index } = kernel;
  const run = index.find(id);
  if (run !== undefined) return run;
  if (index.isYetToCome(id)) {
    const message = `The id "${id}" is one that this orchestrator gives itself: choose another`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { id } });
  }
  if (!index.hasSettled(id)) return undefined;
  const record = index.findTask(id);
  if (record === undefined) {
    const message = `The id "${id}" belongs to a run that has ended, of which only the tasks are known: a new run needs an id of its own`;
    throw new OrchestrationError(ErrorCode.DUPLICATE_TASK, message, { details: { id } });
  }
  const settled = new RunState(kernel, id, "task", 1);
  settled.single = record;
  settled.ended = settled.settled = true;
  settled.resolve(record);
  return settled;
}

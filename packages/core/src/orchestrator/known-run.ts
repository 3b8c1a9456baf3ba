import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { StoredRun } from "../stores/task-store.ts";
import type { Plan } from "../strategies/plan.ts";
import { stopFor } from "../tasks/failure.ts";
import type { TaskStop } from "../tasks/live-task.ts";
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

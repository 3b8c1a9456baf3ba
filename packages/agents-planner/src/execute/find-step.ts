/** Where a task belongs in an execution. */
export interface StepOfTask {
  readonly stepId: string;
  /** From 1. */
  readonly round: number;
}

/**
 * The step that a task of an execution does, or was delegated for; `undefined` for tasks of other runs.
 *
 * A step's task is `<id>/<stepId>` in the first round, `<id>.2/<stepId>` in the second, and so on.
 *
 * @example
 * orchestrator.subscribe((event) => {
 *   if (event.type !== "task-started") return;
 *   console.log(findStepOfTask("invoices", event.task.taskId)?.stepId);
 * });
 */
export function findStepOfTask(executionId: string, taskId: string): StepOfTask | undefined {
  const [runId = "", stepId] = taskId.split("/");
  if (stepId === undefined) return undefined;
  if (runId === executionId) return { stepId, round: 1 };
  if (!runId.startsWith(`${executionId}.`)) return undefined;
  const number = runId.slice(executionId.length + 1);
  return /^[1-9]\d{0,8}$/.test(number) && number !== "1" ? { stepId, round: Number(number) } : undefined;
}

/** How the ids of later rounds end: an execution's own id must not, so that no two executions share a run. */
export const roundMark = /\.\d+$/;

/** The id of a round's run. */
export function nameRound(executionId: string, round: number): string {
  return round === 1 ? executionId : `${executionId}.${round}`;
}

import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { resolveInput } from "../tasks/resolve-input.ts";
import type { Task } from "../tasks/task.ts";
import type { TaskSpec } from "../tasks/task-spec.ts";
import { nameOf, notStarted } from "./plan-tasks.ts";
import type { ParallelPlan } from "./plan.ts";
import type { RunScope, StartedTask, Strategy } from "./run-scope.ts";

/** A ‖ B ‖ C: the records in the order given, whatever the order of completion. */
export const runParallel: Strategy<ParallelPlan, readonly Task[]> = (scope, { tasks, concurrency }, done) => {
  startAll(scope, tasks, concurrency, { onAllSettled: done });
};

export interface ParallelOptions {
  /**
   * Called after each task, with what had been started for it unless it settled at once; when it returns a
   * reason, whoever is not through is cancelled or skipped.
   */
  readonly onEachSettled?: (
    task: Task,
    position: number,
    started: StartedTask | undefined,
  ) => OrchestrationError | undefined;
  readonly onAllSettled: (records: readonly Task[]) => void;
}

// A list of their own for each who reads it: executors and input functions may do with it what they like.
const none = (): readonly Task[] => [];
const unknown = (): undefined => undefined;

/** Starts tasks in order, at most `concurrency` at once: the part that parallel, hierarchical and consensus runs share. */
export function startAll(
  scope: RunScope,
  specs: readonly TaskSpec[],
  concurrency: number | undefined,
  { onEachSettled, onAllSettled }: ParallelOptions,
): void {
  const count = specs.length;
  const limit = concurrency ?? Infinity;
  const records = new Array<Task>(count);
  // Only who may want to stop the others has to remember them.
  const started: (StartedTask | undefined)[] | undefined = onEachSettled === undefined ? undefined : [];
  let next = 0;
  let open = 0;
  let settled = 0;
  let enough: OrchestrationError | undefined;
  let concluded = false;

  const settle = (task: Task, position: number): void => {
    open--;
    const ended = started?.[position];
    if (started !== undefined) started[position] = undefined;
    take(task, position, ended);
    goOn();
  };
  const take = (task: Task, position: number, ended?: StartedTask): void => {
    records[position] = task;
    settled++;
    const reason = onEachSettled?.(task, position, ended);
    if (reason === undefined || enough !== undefined) return;
    enough = reason;
    for (const other of started ?? []) other?.stop(enough);
  };
  const goOn = (): void => {
    while (next < count && open < limit) {
      const position = next++;
      const spec = specs[position];
      const reason = scope.reason ?? enough;
      if (reason !== undefined) {
        take(scope.skip(spec, position, notStarted(spec, position, reason)), position);
        continue;
      }
      let { input } = spec;
      if (typeof input === "function" || (typeof input === "object" && input !== null)) {
        try {
          input = resolveInput(spec, nameOf(spec, position), none, unknown);
        } catch (error) {
          take(scope.skip(spec, position, OrchestrationError.from(error, ErrorCode.INVALID_INPUT)), position);
          continue;
        }
      }
      open++;
      const task = scope.start(spec, position, settle, none, input);
      if (started !== undefined && records[position] === undefined) {
        started[position] = task;
        // It was decided while this one was started.
        if (enough !== undefined) task.stop(enough);
      }
    }
    if (settled === count && !concluded) {
      concluded = true;
      onAllSettled(records);
    }
  };
  goOn();
}

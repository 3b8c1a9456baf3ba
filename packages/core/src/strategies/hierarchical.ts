import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { AgentDescriptor } from "../registry/agent-descriptor.ts";
import { withCause } from "../tasks/failure.ts";
import type { Task, TaskFailure } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";
import { aggregate, checkAggregationStrategy, type Aggregate } from "./aggregate.ts";
import { checkSelect, declaredAnswerPath, findWorker } from "./answer-part.ts";
import { callAggregation } from "./call-aggregation.ts";
import type { MergeConflict } from "./merge-results.ts";
import { startAll, type ParallelOptions } from "./parallel.ts";
import type { HierarchicalPlan } from "./plan.ts";
import type { RunScope, Strategy } from "./run-scope.ts";

/** What came of a main task. */
export interface HierarchicalOutcome<Result = unknown> {
  readonly mainTask: string;
  readonly status: "completed" | "failed" | "cancelled";
  /** The aggregate of the results that came; `undefined` when it failed, or the run was stopped before it was there. */
  readonly result: Result;
  /** Every subtask, in order. */
  readonly tasks: readonly Task[];
  /** The subtasks that did not complete. */
  readonly failures: readonly Task[];
  /** What `merge` could not bring together: the first in order stays. */
  readonly conflicts: readonly MergeConflict[];
  /** Why `status` is not `completed`. */
  readonly failure?: TaskFailure;
}

/** The agents that ran the tasks. */
type Workers = Map<Task, AgentDescriptor | undefined>;

/** A main task split over sub-agents, their results aggregated. */
export const runHierarchical: Strategy<HierarchicalPlan, HierarchicalOutcome> = (scope, plan, done) => {
  const { subtasks, concurrency, onFailure = "continue", aggregationStrategy, select } = plan;
  const review = onFailure === "stop" ? stopAfterFailure : undefined;
  // What a vote compares, its agents declare, and they may have left when the votes are counted.
  const workers: Workers | undefined =
    aggregationStrategy === "vote" && select === undefined ? new Map() : undefined;
  const note: ParallelOptions["onEachSettled"] = (task, _position, started) => {
    workers?.set(task, findWorker(scope, task, started));
    return review?.(task);
  };
  startAll(scope, subtasks, concurrency, {
    onEachSettled: workers === undefined ? review : note,
    onAllSettled: (tasks) => conclude(scope, plan, tasks, workers, done),
  });
};

function stopAfterFailure({ status, description, error, taskId }: Task): OrchestrationError | undefined {
  if (status === TaskStatus.COMPLETED) return undefined;
  const message = `subtask "${description}" did not complete: ${error ?? status}`;
  return new OrchestrationError(ErrorCode.CANCELLED, message, { details: { stoppedBy: taskId } });
}

/** Throws `invalid_argument` for a plan that cannot be run. */
export function validateHierarchical({
  mainTask,
  subtasks,
  aggregationStrategy = "concat",
  onFailure = "continue",
  select,
}: HierarchicalPlan): void {
  if (typeof mainTask !== "string" || mainTask === "")
    refuse("mainTask must say in words what the subtasks are for");
  if (subtasks.length === 0) refuse("there are no subtasks: name at least one");
  checkAggregationStrategy(aggregationStrategy);
  checkSelect(select, "executeHierarchical");
  if (onFailure === "continue" || onFailure === "stop") return;
  const quorum = typeof onFailure === "object" && onFailure !== null ? onFailure.quorum : undefined;
  if (Number.isInteger(quorum) && quorum! >= 1 && quorum! <= subtasks.length) return;
  const shown = quorum === undefined ? showValue(onFailure) : `{ quorum: ${showValue(quorum)} }`;
  refuse(`onFailure must be "continue", "stop" or { quorum: 1 … ${subtasks.length} }, not ${shown}`);
}

function conclude(
  scope: RunScope,
  { mainTask, aggregationStrategy = "concat", onFailure = "continue", select }: HierarchicalPlan,
  tasks: readonly Task[],
  workers: Workers | undefined,
  done: (outcome: HierarchicalOutcome) => void,
): void {
  const completed = tasks.filter(({ status }) => status === TaskStatus.COMPLETED);
  const failures = tasks.filter(({ status }) => status !== TaskStatus.COMPLETED);
  const end = ({ result, conflicts }: Aggregate, problem?: TaskFailure): void => {
    // A run that was stopped has ended by that, whatever else went wrong in it.
    const { reason } = scope;
    const failure =
      reason === undefined
        ? (problem ?? judge(onFailure, completed.length, failures))
        : { code: reason.code, message: reason.message };
    const isCancelled = reason?.code === ErrorCode.CANCELLED || reason?.code === ErrorCode.CLOSED;
    const ended = failure === undefined ? "completed" : "failed";
    const status = isCancelled ? "cancelled" : ended;
    done({ mainTask, tasks, failures, status, result, conflicts, ...(failure !== undefined && { failure }) });
  };
  const finish = (result?: unknown): void => end({ result, conflicts: [] });
  const fail = (error: unknown): void => end({ result: undefined, conflicts: [] }, describeFailure(error));
  if (typeof aggregationStrategy === "function") {
    callAggregation(scope, aggregationStrategy, completed, { finish, fail });
    return;
  }
  let aggregated: Aggregate;
  try {
    aggregated = aggregate(aggregationStrategy, completed, (task) => ({
      select,
      answerPath: declaredAnswerPath(workers?.get(task), task),
    }));
  } catch (error) {
    fail(error);
    return;
  }
  end(aggregated);
}

function describeFailure(error: unknown): TaskFailure {
  const code = OrchestrationError.is(error) ? error.code : ErrorCode.AGENT_FAILED;
  return withCause({ code, message: `The aggregation failed: ${describeThrown(error)}` }, error);
}

function judge(
  onFailure: HierarchicalPlan["onFailure"],
  completed: number,
  failures: readonly Task[],
): TaskFailure | undefined {
  const first = failures[0];
  const firstSaid = first === undefined ? "" : `; the first: ${first.error ?? first.status}`;
  if (onFailure === "stop" && first !== undefined) {
    const culprit = failures.find(({ status }) => status === TaskStatus.FAILED) ?? first;
    return {
      code: culprit.failure?.code ?? ErrorCode.AGENT_FAILED,
      message: `A subtask did not complete: ${culprit.error ?? culprit.status}`,
    };
  }
  const needed = typeof onFailure === "object" ? onFailure.quorum : 1;
  if (completed >= needed) return undefined;
  const message = `${completed} of ${completed + failures.length} subtasks completed, ${needed} are needed${firstSaid}`;
  return { code: ErrorCode.QUORUM_NOT_REACHED, message };
}

function refuse(problem: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, `executeHierarchical: ${problem}`);
}

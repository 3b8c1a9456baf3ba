import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import type { Task, TaskFailure } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";
import { aggregate, checkAggregationStrategy } from "./aggregate.ts";
import { declaredAnswerPath } from "./answer-part.ts";
import type { MergeConflict } from "./merge-results.ts";
import { startAll } from "./parallel.ts";
import type { HierarchicalPlan } from "./plan.ts";
import type { RunScope, Strategy } from "./run-scope.ts";

/** What came of a main task. */
export interface HierarchicalOutcome<Result = unknown> {
  readonly mainTask: string;
  readonly status: "completed" | "failed" | "cancelled";
  /** The aggregate of the results that came. */
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

/** A main task split over sub-agents, their results aggregated. */
export const runHierarchical: Strategy<HierarchicalPlan, HierarchicalOutcome> = (scope, plan, done) => {
  const { subtasks, concurrency, onFailure = "continue" } = plan;
  startAll(scope, subtasks, concurrency, {
    onEachSettled: onFailure === "stop" ? stopAfterFailure : undefined,
    onAllSettled: (tasks) => conclude(scope, plan, tasks, done),
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
}: HierarchicalPlan): void {
  if (typeof mainTask !== "string" || mainTask === "")
    refuse("mainTask must say in words what the subtasks are for");
  if (subtasks.length === 0) refuse("there are no subtasks: name at least one");
  checkAggregationStrategy(aggregationStrategy);
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
  done: (outcome: HierarchicalOutcome) => void,
): void {
  const completed = tasks.filter(({ status }) => status === TaskStatus.COMPLETED);
  const failures = tasks.filter(({ status }) => status !== TaskStatus.COMPLETED);
  const failure = scope.reason === undefined ? judge(onFailure, completed.length, failures) : undefined;
  const shared = { mainTask, tasks, failures };
  const finish = (result: unknown, conflicts: readonly MergeConflict[]): void => {
    const { reason } = scope;
    const isCancelled = reason?.code === ErrorCode.CANCELLED || reason?.code === ErrorCode.CLOSED;
    const ended = failure === undefined && reason === undefined ? "completed" : "failed";
    const status = isCancelled ? "cancelled" : ended;
    const why = reason === undefined ? failure : { code: reason.code, message: reason.message };
    done({ ...shared, status, result, conflicts, ...(why === undefined ? {} : { failure: why }) });
  };
  const fail = (error: unknown): void =>
    done({
      ...shared,
      status: "failed",
      result: undefined,
      conflicts: [],
      failure: {
        code: ErrorCode.AGENT_FAILED,
        message: `The aggregation failed: ${describeThrown(error)}`,
        cause: error,
      },
    });
  try {
    const { result, conflicts } = aggregate(aggregationStrategy, completed, (task) => ({
      select,
      answerPath: findAnswerPath(scope, task),
    }));
    if (typeof (result as PromiseLike<unknown> | undefined)?.then === "function") {
      (result as PromiseLike<unknown>).then((value) => finish(value, conflicts), fail);
    } else {
      finish(result, conflicts);
    }
  } catch (error) {
    fail(error);
  }
}

/** The path that the agent which ran a task declares for its answers. */
export function findAnswerPath(
  scope: RunScope,
  { agentType, agentName, capability, result }: Task,
): string | undefined {
  const agent = scope.agents(agentType).find(({ name }) => name === agentName);
  return agent === undefined ? undefined : declaredAnswerPath(agent.capabilities, capability, result);
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

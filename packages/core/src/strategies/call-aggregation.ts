import { isPromiseLike, whenSettled } from "../runtime/promises.ts";
import type { Task } from "../tasks/task.ts";
import type { RunScope } from "./run-scope.ts";

/** What an aggregation function gets beside the results. */
export interface AggregationContext {
  /** Aborts with the reason when the run is stopped: nobody waits for the aggregate any more. */
  readonly signal: AbortSignal;
}

/**
 * Makes one result, or a promise of it, from the results of completed tasks, which are given in order.
 *
 * @example
 * const summarize: AggregationFunction = (results, tasks, { signal }) => model.generate({ ..., signal });
 */
export type AggregationFunction = (
  results: readonly unknown[],
  tasks: readonly Task[],
  context: AggregationContext,
) => unknown;

/** How a call ends; one of the two is called, once. */
export interface AggregationEnd {
  /** With the aggregate; without, when the run was stopped while it was pending. */
  finish(result?: unknown): void;
  /** With what the function threw, or its promise rejected with. */
  fail(error: unknown): void;
}

/**
 * Calls an aggregation function and waits for it no longer than the run goes on.
 *
 * The function may ignore its signal: what it comes to after the run was stopped is dropped. In a run that
 * was stopped before, it is still called, so that one which answers at once can make something of what came.
 */
export function callAggregation(
  scope: RunScope,
  aggregation: AggregationFunction,
  completed: readonly Task[],
  { finish, fail }: AggregationEnd,
): void {
  const controller = new AbortController();
  let isPending = true;
  const end = (tell: () => void): void => {
    if (!isPending) return;
    isPending = false;
    forgetStop();
    tell();
  };
  const giveUp = (): void => {
    controller.abort(scope.reason);
    end(finish);
  };
  const forgetStop = scope.onStop(giveUp);
  if (scope.reason !== undefined) controller.abort(scope.reason);
  let answer: unknown;
  let isPromised: boolean;
  try {
    answer = aggregation(
      completed.map(({ result }) => result),
      completed,
      { signal: controller.signal },
    );
    isPromised = isPromiseLike(answer);
  } catch (error) {
    end(() => fail(error));
    return;
  }
  if (!isPromised) {
    end(() => finish(answer));
    return;
  }
  whenSettled(
    answer as PromiseLike<unknown>,
    (result) => end(() => finish(result)),
    (error) => end(() => fail(error)),
  );
  if (scope.reason !== undefined) end(finish);
}

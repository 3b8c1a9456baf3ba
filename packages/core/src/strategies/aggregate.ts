import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Task } from "../tasks/task.ts";
import { selectAnswer, type AnswerSelection } from "./answer-part.ts";
import type { AggregationFunction } from "./call-aggregation.ts";
import { mergeResults, type MergeConflict } from "./merge-results.ts";
import { createValueKey } from "./value-key.ts";

const names = ["concat", "vote", "merge"] as const;

/** An aggregation that is data: it can be stored with its plan. */
type NamedAggregation = (typeof names)[number];

/**
 * How the results of several tasks become one.
 *
 * - `concat`: a list of every result, in order; without any, `[]`.
 * - `vote`: the most frequent result, the earlier of equals; without any, `undefined`.
 * - `merge`: see `mergeResults`; without any, `undefined`.
 * - a function of the results and their tasks, in process only.
 */
export type AggregationStrategy = NamedAggregation | AggregationFunction;

export interface Aggregate {
  readonly result: unknown;
  /** What `merge` could not bring together; empty for the others. */
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Aggregates the results of completed tasks, given in order.
 *
 * For `vote`, `findSelection` says which part of a task's result is compared (see `selectAnswer`); the parts
 * are compared as canonical JSON, and the answer is the whole result of the earliest task of the largest group.
 */
export function aggregate(
  strategy: NamedAggregation,
  completed: readonly Task[],
  findSelection?: (task: Task) => AnswerSelection,
): Aggregate {
  if (strategy === "concat") return { result: completed.map(({ result }) => result), conflicts: [] };
  if (strategy === "vote")
    return { result: findMostFrequent(completed, findSelection)?.result, conflicts: [] };
  return mergeResults(completed.map(({ taskId, result }) => ({ taskId, value: result })));
}

/** Throws `invalid_argument` for anything that is not an aggregation strategy; ask before anything runs. */
export function checkAggregationStrategy(strategy: unknown): asserts strategy is AggregationStrategy {
  if (typeof strategy === "function" || names.some((name) => name === strategy)) return;
  const near = typeof strategy === "string" ? nearestName(strategy, names) : undefined;
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `aggregationStrategy must be ${names.map((name) => `"${name}"`).join(", ")} or a function, not ${describe(strategy)}.${hint}`,
  );
}

function findMostFrequent(
  completed: readonly Task[],
  findSelection?: (task: Task) => AnswerSelection,
): Task | undefined {
  const keyOf = createValueKey();
  const groups = new Map<string, { readonly earliest: Task; votes: number }>();
  for (const task of completed) {
    const key = keyOf(selectAnswer(task.result, findSelection?.(task)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { earliest: task, votes: 1 });
    else group.votes += 1;
  }
  let winner: { readonly earliest: Task; votes: number } | undefined;
  for (const group of groups.values()) if (winner === undefined || group.votes > winner.votes) winner = group;
  return winner?.earliest;
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "null" : typeof value;
}

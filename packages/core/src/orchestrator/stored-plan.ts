import type { BudgetLimits } from "../budget/budget-limits.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { copyJson, findUnserializable, type UnserializablePart } from "../json/canonical-json.ts";
import type { Plan } from "../strategies/plan.ts";
import type { Roster } from "../registry/roster.ts";
import type { RetryPolicy, TaskSpec } from "../tasks/task-spec.ts";
import { findPlanProblem } from "./plan-problem.ts";
import { type FunctionNames, listFunctions, type PlanFunctions } from "./plan-functions.ts";

/** What is stored as a run's plan: all that it takes to run it again, and who was registered when the run began. */
export interface StoredPlan extends Roster {
  readonly plan: Plan;
  readonly budget?: BudgetLimits;
  /** The functions of the plan, which are named where it holds none. */
  readonly functions?: FunctionNames;
}

/** What is stored beside a plan, and how its functions get their names. */
export interface PlanSurroundings {
  readonly budget: BudgetLimits | undefined;
  readonly functions: PlanFunctions;
  readonly roster: Roster;
}

/** Reads what `toStoredPlan` has made, here or in another version. Throws `store_failed` for anything else. */
export function readStoredPlan(stored: unknown): StoredPlan {
  const problem = findPlanProblem(stored);
  if (problem === undefined) return stored as StoredPlan;
  const details = { problem: "damaged" };
  throw new OrchestrationError(ErrorCode.STORE_FAILED, `Its plan cannot be run: ${problem}`, { details });
}

/**
 * A plan as JSON: without signals, which belong to this process, with the names of its functions, and with infinite limits
 * left out.
 *
 * Throws `not_serializable` with the path for functions without a name and other values that JSON cannot hold.
 */
export function toStoredPlan(plan: Plan, { budget, functions, roster }: PlanSurroundings): StoredPlan {
  const named = functions.name(plan);
  const bare = { plan: describePlan(named.plan), budget: dropInfinite(budget), functions: named.names };
  try {
    return { ...copyJson(bare), ...roster };
  } catch (error) {
    throw explainPlan(error, findUnserializable(bare), named.plan);
  }
}

function explainPlan(error: unknown, problem: UnserializablePart | undefined, plan: Plan): unknown {
  if (problem === undefined) return error;
  const path = problem.path.replace(/^plan\./, "");
  const hint = listFunctions(plan).includes(path)
    ? ", or register the function by name, new Orchestrator({ functions: { name: fn } })"
    : "";
  const message =
    `A durable run cannot hold the value at "${path}" (${problem.reason}): ` +
    `use data only, e.g. fromTask(…) instead of a function${hint}`;
  return new OrchestrationError(ErrorCode.NOT_SERIALIZABLE, message, { details: { path } });
}

/** A stored plan with the signals of the one that it was made of. */
export function restoreSignals(stored: Plan, plan: Plan): Plan {
  const restore = (task: TaskSpec, original: TaskSpec): TaskSpec =>
    original.signal === undefined ? task : { ...task, signal: original.signal };
  const restoreAll = (tasks: readonly TaskSpec[], originals: readonly TaskSpec[]): readonly TaskSpec[] =>
    tasks.map((task, position) => restore(task, originals[position]));
  if (stored.strategy === "task" && plan.strategy === "task")
    return { ...stored, task: restore(stored.task, plan.task) };
  if (stored.strategy === "hierarchical" && plan.strategy === "hierarchical")
    return { ...stored, subtasks: restoreAll(stored.subtasks, plan.subtasks) };
  if ("tasks" in stored && "tasks" in plan) return { ...stored, tasks: restoreAll(stored.tasks, plan.tasks) };
  return stored;
}

function describePlan(plan: Plan): Plan {
  switch (plan.strategy) {
    case "task":
      return { ...plan, task: describeTask(plan.task) };
    case "sequential":
      return { ...plan, tasks: plan.tasks.map(describeTask) };
    case "hierarchical":
      return { ...dropInfinite(plan), subtasks: plan.subtasks.map(describeTask) };
    case "consensus":
      return { ...dropInfinite(plan), input: plan.input, retry: describeRetry(plan.retry) };
    default:
      return { ...dropInfinite(plan), tasks: plan.tasks.map(describeTask) };
  }
}

function describeTask(task: TaskSpec): TaskSpec {
  const { input, ...options } = task;
  const { budget, retry } = options;
  return {
    ...dropInfinite(options),
    input,
    signal: undefined,
    budget: dropInfinite(budget),
    retry: describeRetry(retry),
  };
}

/** Here a limit of Infinity is not the default: the greatest number stands for it. */
function describeRetry(retry: RetryPolicy | undefined): RetryPolicy | undefined {
  if (retry?.backoff === undefined) return retry;
  const backoff = Object.fromEntries(
    Object.entries(retry.backoff).map(([name, value]) => [
      name,
      value === Infinity ? Number.MAX_VALUE : value,
    ]),
  );
  return { ...retry, backoff };
}

/** A limit of Infinity is the same as none, which JSON can say. */
function dropInfinite<Options extends object | undefined>(options: Options): Options {
  if (options === undefined || !Object.values(options).includes(Infinity)) return options;
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== Infinity)) as Options;
}

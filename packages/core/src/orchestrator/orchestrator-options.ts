import type { BudgetLimits } from "../budget/budget-limits.ts";
import { inProcessEngine } from "../engines/in-process-engine.ts";
import type { Engine } from "../engines/engine.ts";
import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { validateLimits } from "../budget/validate-limits.ts";
import type { Router } from "../registry/router.ts";
import { type Runtime, systemRuntime } from "../runtime/runtime.ts";
import type { TaskArchive, TaskStore } from "../stores/task-store.ts";
import type { AgentMap } from "./typed-agents.ts";

/** How an orchestrator works; everything has a default. */
export interface OrchestratorOptions<Agents extends AgentMap = AgentMap> {
  /** Agents by type: with them, inputs and results are checked by the compiler. */
  readonly agents?: Agents;
  /** Where attempts run. @default in this process, without a limit */
  readonly engine?: Engine;
  /** Makes every run durable. @default none: records are kept in memory only */
  readonly store?: TaskStore & TaskArchive;
  /** Picks among the agents that can do a task. @default priority, then the less loaded of two */
  readonly router?: Router;
  /** Limits what all runs together may use, from the construction of the orchestrator on. */
  readonly budget?: BudgetLimits;
  /** How long a stopped executor may take to return before it is given up. @default 1_000 */
  readonly gracePeriodMs?: number;
  /** Settled tasks that `getTaskStatus` still knows, in whole runs. @default 10_000 */
  readonly maxSettledTasks?: number;
  /** How long a durable run belongs to this orchestrator without a sign of life. @default 30_000 */
  readonly leaseMs?: number;
  /** @default the system's clock, ids and randomness */
  readonly runtime?: Runtime;
}

/** An agent that delegates to itself without an end is stopped at this depth, unless a budget says otherwise. */
const defaultMaxDepth = 64;

/** The one place where defaults are chosen. */
export function chooseDefaults(options: OrchestratorOptions) {
  const { gracePeriodMs = 1_000, maxSettledTasks = 10_000, leaseMs = 30_000, budget } = options;
  checkNumber("gracePeriodMs", gracePeriodMs, 0);
  checkNumber("maxSettledTasks", maxSettledTasks, 0);
  checkNumber("leaseMs", leaseMs, 1);
  if (budget !== undefined) validateLimits(budget, "the orchestrator");
  return {
    engine: options.engine ?? inProcessEngine(),
    store: options.store,
    router: options.router,
    runtime: options.runtime ?? systemRuntime,
    budget,
    gracePeriodMs,
    maxSettledTasks,
    leaseMs,
    maxDepth: budget?.maxDepth ?? defaultMaxDepth,
  };
}

export type ChosenOptions = ReturnType<typeof chooseDefaults>;

function checkNumber(name: string, value: unknown, least: number): void {
  if (typeof value === "number" && value >= least) return;
  const message = `new Orchestrator: ${name} ${String(value)} must be a number from ${least}`;
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

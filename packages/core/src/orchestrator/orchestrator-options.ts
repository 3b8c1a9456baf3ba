import type { BudgetLimits } from "../budget/budget-limits.ts";
import { inProcessEngine } from "../engines/in-process-engine.ts";
import type { Engine } from "../engines/engine.ts";
import { showValue } from "../errors/show-value.ts";
import { refuseUnknownNames } from "../errors/unknown-names.ts";
import { validateLimits } from "../budget/validate-limits.ts";
import type { Router } from "../registry/router.ts";
import { type Runtime, systemRuntime } from "../runtime/runtime.ts";
import type { TaskArchive, TaskStore } from "../stores/task-store.ts";
import { checkCollaborators } from "./check-collaborators.ts";
import { checkFunctions, type NamedFunctions } from "./plan-functions.ts";
import type { AgentMap } from "./typed-agents.ts";
import { refuseOption } from "./refuse-option.ts";

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
  /**
   * How often a run is taken up in a row because its process died before anything more of it had settled, or all that was
   * under way waited for an answer; the next process that takes it up ends it as failed with `crash_loop`, without calling
   * any of its agents and functions. A run that was given back, as `close` does, is not counted. @default 3
   */
  readonly maxResumes?: number;
  /**
   * Functions that durable plans may hold, each under a name that every process registers: for aggregation, equivalence,
   * `select` and inputs. Callers pass the function itself; the store keeps its name.
   */
  readonly functions?: NamedFunctions;
  /** @default the system's clock, ids and randomness */
  readonly runtime?: Runtime;
}

/** An agent that delegates to itself without an end is stopped at this depth, unless a budget says otherwise. */
const defaultMaxDepth = 64;

const fields = Object.keys({
  agents: true,
  engine: true,
  store: true,
  router: true,
  budget: true,
  gracePeriodMs: true,
  maxSettledTasks: true,
  leaseMs: true,
  maxResumes: true,
  functions: true,
  runtime: true,
} satisfies Record<keyof OrchestratorOptions, true>);

/** The one place where defaults are chosen. Throws `invalid_argument` for options that cannot be used. */
export function chooseDefaults(options: OrchestratorOptions) {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    refuseOption(`the options must be an object, not ${showValue(options)}: leave them out for the defaults`);
  refuseUnknownNames(options, fields, "new Orchestrator: unknown option");
  checkCollaborators(options);
  const {
    gracePeriodMs = 1_000,
    maxSettledTasks = 10_000,
    leaseMs = 30_000,
    maxResumes = 3,
    budget,
  } = options;
  checkNumber("gracePeriodMs", gracePeriodMs, 0);
  checkNumber("maxSettledTasks", maxSettledTasks, 0);
  checkNumber("leaseMs", leaseMs, 1);
  if (!(Number.isInteger(maxResumes) && maxResumes >= 0) && maxResumes !== Infinity)
    refuseOption(`maxResumes ${showValue(maxResumes)} must be a whole number from 0, or Infinity`);
  checkAgents(options.agents);
  checkFunctions(options.functions);
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
    maxResumes,
    functions: options.functions,
    maxDepth: budget?.maxDepth ?? defaultMaxDepth,
  };
}

export type ChosenOptions = ReturnType<typeof chooseDefaults>;

function checkNumber(name: string, value: unknown, least: number): void {
  if (typeof value === "number" && value >= least) return;
  refuseOption(`${name} ${showValue(value)} must be a number from ${least}`);
}

function checkAgents(agents: unknown): void {
  if (agents === undefined) return;
  if (typeof agents === "object" && agents !== null && !Array.isArray(agents)) return;
  refuseOption(`agents must be an object { type: agent or [agents] }, not ${showValue(agents)}`);
}

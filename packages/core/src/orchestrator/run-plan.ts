import { ErrorCode } from "../errors/error-code.ts";
import { nearestName } from "../errors/nearest-name.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import { showValue } from "../errors/show-value.ts";
import { runConsensus, validateConsensus } from "../strategies/consensus.ts";
import { runGraph } from "../strategies/graph.ts";
import { runHierarchical, validateHierarchical } from "../strategies/hierarchical.ts";
import { runParallel } from "../strategies/parallel.ts";
import type { Plan, StrategyPlan } from "../strategies/plan.ts";
import { validateConcurrency, validateTasks } from "../strategies/plan-tasks.ts";
import type { RunScope } from "../strategies/run-scope.ts";
import { runSequential } from "../strategies/sequential.ts";
import { validateGraph } from "../strategies/validate-graph.ts";
import { validateSpec } from "../tasks/validate-spec.ts";
import { refuseUnknownFields, runOptionNames } from "./plan-fields.ts";

/** The method that runs a plan of a strategy: what messages about it begin with. */
export const nameOfCall = {
  task: "delegateTask",
  sequential: "executeSequential",
  parallel: "executeParallel",
  hierarchical: "executeHierarchical",
  consensus: "executeConsensus",
  graph: "executeGraph",
} as const;

/** Throws a typed error for a plan that cannot be run; nothing has run then. `caller` took it whole, as one value. */
export function validatePlan(plan: Plan, caller?: "startRun" | "estimate" | "delegateConsensus"): void {
  if (plan?.strategy === "task") {
    // Delegations, which make such a plan each, are spared the look.
    if (caller !== undefined) refuseUnknownFields(plan, caller, []);
    validateSpec(plan.task, nameOfCall.task);
    return;
  }
  checkStrategy(plan?.strategy);
  const where = caller === "delegateConsensus" ? caller : nameOfCall[plan.strategy];
  checkShape(plan, where);
  refuseUnknownFields(plan, caller ?? where, caller === undefined ? runOptionNames : []);
  if (plan.strategy !== "sequential") validateConcurrency(plan.concurrency, where);
  if (plan.strategy === "consensus") {
    validateConsensus(plan, where);
    // The voters' own options are those of tasks.
    const { timeoutMs, attemptTimeoutMs, retry, priority, capability, task } = plan;
    validateSpec(
      { agentType: "voter", description: task, timeoutMs, attemptTimeoutMs, retry, priority, capability },
      where,
    );
    return;
  }
  validateTasks(plan.strategy === "hierarchical" ? plan.subtasks : plan.tasks, where);
  if (plan.strategy === "hierarchical") validateHierarchical(plan);
  if (plan.strategy === "graph") validateGraph(plan.tasks);
}

function checkStrategy(strategy: unknown): void {
  const known = Object.keys(nameOfCall);
  if (typeof strategy === "string" && known.includes(strategy)) return;
  const nearest = typeof strategy === "string" ? nearestName(strategy, known) : undefined;
  const hint = nearest === undefined ? "" : `. Did you mean "${nearest}"?`;
  refuse(`A plan's strategy must be one of ${known.join(", ")}, not ${showValue(strategy)}${hint}`);
}

/** What was passed may be no plan of this strategy at all: then its parts are not worth a word. */
function checkShape(plan: StrategyPlan, where: string): void {
  if (plan.strategy === "hierarchical" && !Array.isArray(plan.subtasks))
    refuse(`${where}: pass { mainTask, subtasks: [...] }`);
  if (plan.strategy === "consensus" && !Array.isArray(plan.agents))
    refuse(`${where}: pass { task, agents: [...], minAgreement }, with one agent type for each vote`);
}

function refuse(message: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/** Runs a valid plan in a scope. */
export function runPlan(scope: RunScope, plan: StrategyPlan, done: (outcome: unknown) => void): void {
  switch (plan.strategy) {
    case "sequential":
      return runSequential(scope, plan, done);
    case "parallel":
      return runParallel(scope, plan, done);
    case "hierarchical":
      return runHierarchical(scope, plan, done);
    case "consensus":
      return runConsensus(scope, plan, done);
    case "graph":
      return runGraph(scope, plan, done);
  }
}

/** How many tasks a plan has. */
export function countTasks(plan: Plan): number {
  switch (plan.strategy) {
    case "task":
      return 1;
    case "hierarchical":
      return plan.subtasks.length;
    case "consensus":
      return plan.agents.length;
    default:
      return plan.tasks.length;
  }
}

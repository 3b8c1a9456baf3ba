import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
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

const nameOfCall = {
  task: "delegateTask",
  sequential: "executeSequential",
  parallel: "executeParallel",
  hierarchical: "executeHierarchical",
  consensus: "executeConsensus",
  graph: "executeGraph",
} as const;

/** Throws a typed error for a plan that cannot be run; nothing has run then. */
export function validatePlan(plan: Plan): void {
  const where = nameOfCall[plan?.strategy];
  if (where === undefined) {
    const known = Object.keys(nameOfCall).join(", ");
    const message = `A plan's strategy must be one of ${known}, not ${JSON.stringify(plan?.strategy)}`;
    throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
  }
  if (plan.strategy === "task") {
    validateSpec(plan.task, where);
    return;
  }
  if (plan.strategy !== "sequential") validateConcurrency(plan.concurrency, where);
  if (plan.strategy === "consensus") {
    validateConsensus(plan);
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

import type { ConsensusOutcome } from "../strategies/consensus.ts";
import type { HierarchicalOutcome } from "../strategies/hierarchical.ts";
import type { Plan, StrategyPlan } from "../strategies/plan.ts";
import type { RunStatus } from "../stores/task-store.ts";
import type { RunState } from "../tasks/run-state.ts";
import type { Task } from "../tasks/task.ts";
import { TaskStatus } from "../tasks/task-status.ts";

/** What a plan's run ends with. */
export type OutcomeOf<P extends Plan> = P extends { strategy: "task" }
  ? Task
  : P extends { strategy: "hierarchical" }
    ? HierarchicalOutcome
    : P extends { strategy: "consensus" }
      ? ConsensusOutcome
      : readonly Task[];

/** How a run stands when it has ended: `failed` when any of its tasks did not do what was asked. */
export function judgeRun(run: RunState, plan: StrategyPlan, outcome: unknown): Exclude<RunStatus, "running"> {
  if (run.stopped !== undefined) return run.stopped.status;
  if (plan.strategy === "hierarchical") return (outcome as HierarchicalOutcome).status;
  if (plan.strategy === "consensus")
    return (outcome as ConsensusOutcome).groups.length > 0 ? "completed" : "failed";
  return (outcome as readonly Task[]).every(({ status }) => status === TaskStatus.COMPLETED)
    ? "completed"
    : "failed";
}

import type { AgentDescriptor, BudgetLimits, Orchestrator, Task } from "@convoke/core";
import type { Plan } from "../plan/plan.ts";
import { keepFinite } from "../text/round.ts";
import { checkSameTasks } from "./check-same-tasks.ts";
import { planToTasks } from "../plan/plan-to-tasks.ts";

/** What an execution needs of an orchestrator. */
export type PlanRunner = Pick<Orchestrator, "startRun" | "findAgents" | "subscribe">;

/** What limits one round. */
export interface RoundLimits {
  readonly runId: string;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number | undefined;
  /** What is left of the limits of the whole execution. */
  readonly maxCostUsd: number | undefined;
  readonly maxDurationMs: number | undefined;
}

/** What a round ended with. */
export interface RoundOutcome {
  /** One record for each step, in the plan's order, all settled. */
  readonly records: readonly Task[];
  /** Of all tasks, delegated ones included. */
  readonly costUsd: number;
  /** True when somebody stopped the run as a whole. */
  readonly isCancelled: boolean;
  /** False where the run had ended before: these are its records, and nothing has run now. */
  readonly hasRun: boolean;
}

/** Runs a plan once, as `executeGraph` does. Rejects with `invalid_argument` where the id is that of a run with other tasks. */
export async function runRound(
  orchestrator: PlanRunner,
  plan: Plan,
  limits: RoundLimits,
): Promise<RoundOutcome> {
  const { runId, signal, concurrency } = limits;
  let observedUsd = 0;
  let isCancelled = false;
  let isOurs = false;
  let hasRun = false;
  // The records of a run are those of its own tasks: what these have delegated is only told by events.
  const unsubscribe = orchestrator.subscribe(
    (event) => {
      if (event.type === "run-started") isOurs = true;
      if (event.type === "task-settled") observedUsd += event.task.spend?.costUsd ?? 0;
      if (event.type !== "run-settled") return;
      hasRun = true;
      isCancelled = event.status === "cancelled";
    },
    { runId, types: ["run-started", "task-settled", "run-settled"] },
  );
  try {
    const records = await orchestrator.startRun(
      {
        strategy: "graph",
        tasks: listTasks(plan, orchestrator.findAgents(), limits),
        ...(concurrency !== undefined && { concurrency }),
      },
      {
        id: runId,
        ...(signal !== undefined && { signal }),
        ...chooseBudget(limits),
      },
    ).settled;
    // Under a known id, the orchestrator answers with the run that has it.
    if (!isOurs) checkSameTasks(runId, plan.steps, records);
    const ownUsd = records.reduce((sum, { spend }) => sum + (spend?.costUsd ?? 0), 0);
    // A run that had ended before under this id tells nothing any more.
    return { records, costUsd: keepFinite(Math.max(observedUsd, ownUsd)), isCancelled, hasRun };
  } finally {
    unsubscribe();
  }
}

/** Under a limit, an agent that announces no cost is set aside what the plan expects it to cost. */
function listTasks(
  plan: Plan,
  agents: readonly AgentDescriptor[],
  { maxCostUsd }: RoundLimits,
): ReturnType<typeof planToTasks> {
  const tasks = planToTasks(plan, { agents });
  if (maxCostUsd === undefined) return tasks;
  return tasks.map((task, index) => ({
    ...task,
    budget: { assumeCostUsd: plan.steps[index]?.costEstimate ?? 0 },
  }));
}

function chooseBudget({ maxCostUsd, maxDurationMs }: RoundLimits): { readonly budget?: BudgetLimits } {
  if (maxCostUsd === undefined && maxDurationMs === undefined) return {};
  return {
    budget: {
      ...(maxCostUsd !== undefined && { maxCostUsd }),
      ...(maxDurationMs !== undefined && { maxDurationMs }),
    },
  };
}

import type { RunSummary as StoredSummary, StoredRun, Task } from "@convoke/core";
import type { RunDetail, RunSummary } from "../api/run.ts";
import type { TaskBrief } from "../api/task.ts";
import type { Services } from "../services.ts";

/** A run of a listing, with what this process knows of it. */
export function describeSummary(run: StoredSummary, { approvals }: Services): RunSummary {
  return {
    ...run,
    strategy: run.strategy as RunSummary["strategy"],
    openApprovals: approvals.countOf(run.runId),
  };
}

/** A run with its tasks in brief. */
export async function describeRun(stored: StoredRun, services: Services): Promise<RunDetail> {
  const { events, orchestrator } = services;
  const { cursor } = events;
  const { plan, budget } = stored.plan as { plan: unknown; budget?: RunDetail["budget"] };
  const tasks = stored.tasks.map(({ task }) => shorten(task));
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const spend = { costUsd: 0, tokens: 0 };
  for (const task of tasks) {
    counts[task.status]++;
    spend.costUsd += task.spend?.costUsd ?? 0;
    spend.tokens += task.spend?.tokens ?? 0;
  }
  const { runId, strategy, title, status, createdAt, finishedAt, stop } = stored;
  const agentTypes = [...new Set(tasks.map(({ agentType }) => agentType))].sort();
  const run = describeSummary(
    { runId, strategy, title, status, createdAt, finishedAt, stop, tasks: counts, agentTypes, spend },
    services,
  );
  const outcome =
    strategy === "consensus" || strategy === "hierarchical"
      ? await orchestrator.findOutcome(runId)
      : undefined;
  return { run, plan, budget, tasks, outcome: leaveOutTasks(outcome), cursor };
}

function shorten({ input: _input, result: _result, ...task }: Task): TaskBrief {
  return task;
}

function leaveOutTasks(outcome: unknown): unknown {
  if (typeof outcome !== "object" || outcome === null) return outcome;
  const { tasks: _, ...rest } = outcome as Record<string, unknown>;
  return rest;
}

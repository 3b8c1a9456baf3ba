import type { Task } from "../tasks/task.ts";
import type { RunFilter, RunRecord, RunSummary } from "./task-store.ts";

/** What a run's tasks come to. */
export function summarizeRun({ plan: _, ...record }: RunRecord, tasks: readonly Task[]): RunSummary {
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const spend = { costUsd: 0, tokens: 0 };
  for (const task of tasks) {
    counts[task.status]++;
    spend.costUsd += task.spend?.costUsd ?? 0;
    spend.tokens += task.spend?.tokens ?? 0;
  }
  return { ...record, tasks: counts, agentTypes: listAgentTypes(tasks), spend };
}

/** Whether a run belongs into a listing. */
export function fitsRunFilter(run: RunRecord, tasks: readonly Task[], filter: RunFilter): boolean {
  const { status, strategy, agentType, search } = filter;
  if (status !== undefined && run.status !== status) return false;
  if (strategy !== undefined && run.strategy !== strategy) return false;
  if (agentType !== undefined && !tasks.some((task) => task.agentType === agentType)) return false;
  const wanted = search?.toLowerCase() ?? "";
  return run.title.toLowerCase().includes(wanted) || run.runId.toLowerCase().includes(wanted);
}

function listAgentTypes(tasks: readonly Task[]): readonly string[] {
  return [...new Set(tasks.map(({ agentType }) => agentType))].filter((type) => type !== "").sort();
}

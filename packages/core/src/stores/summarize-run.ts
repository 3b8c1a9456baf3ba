import type { MemoryTask } from "./memory-run.ts";
import type { RunFilter, RunRecord, RunSummary } from "./task-store.ts";

type Tasks = ReadonlyMap<string, MemoryTask>;

/** What a run's tasks come to. */
export function summarizeRun({ plan: _, ...record }: RunRecord, tasks: Tasks): RunSummary {
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const spend = { costUsd: 0, tokens: 0 };
  const agentTypes = new Set<string>();
  for (const { record } of tasks.values()) {
    const { task } = record;
    counts[task.status]++;
    spend.costUsd += task.spend?.costUsd ?? 0;
    spend.tokens += task.spend?.tokens ?? 0;
    if (task.agentType !== "") agentTypes.add(task.agentType);
  }
  return { ...record, tasks: counts, agentTypes: [...agentTypes].sort(), spend };
}

/** Whether a run belongs into a listing. */
export function fitsRunFilter(run: RunRecord, tasks: Tasks, filter: RunFilter): boolean {
  const { status, strategy, agentType, search = "" } = filter;
  if (status !== undefined && run.status !== status) return false;
  if (strategy !== undefined && run.strategy !== strategy) return false;
  if (agentType !== undefined && !hasAgent(tasks, agentType)) return false;
  if (search === "") return true;
  const wanted = search.toLowerCase();
  return run.title.toLowerCase().includes(wanted) || run.runId.toLowerCase().includes(wanted);
}

function hasAgent(tasks: Tasks, agentType: string): boolean {
  for (const { record } of tasks.values()) if (record.task.agentType === agentType) return true;
  return false;
}

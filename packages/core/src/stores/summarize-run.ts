import { copyJson } from "../json/canonical-json.ts";
import type { MemoryRun, MemoryTask } from "./memory-run.ts";
import type { RunFilter, RunSummary } from "./task-store.ts";

type Tasks = ReadonlyMap<string, MemoryTask>;

/** What a run's tasks come to. */
export function summarizeRun({ record, tasks }: MemoryRun): RunSummary {
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const used = { costUsd: 0, tokens: 0 };
  const agentTypes = new Set<string>();
  for (const { status, agentType, spend } of tasks.values()) {
    counts[status]++;
    used.costUsd += spend?.costUsd ?? 0;
    used.tokens += spend?.tokens ?? 0;
    if (agentType !== "") agentTypes.add(agentType);
  }
  return { ...copyJson(record), tasks: counts, agentTypes: [...agentTypes].sort(), spend: used };
}

/** Whether a run belongs into a listing. */
export function fitsRunFilter(run: MemoryRun["record"], tasks: Tasks, filter: RunFilter): boolean {
  const { status, strategy, agentType, search = "" } = filter;
  if (status !== undefined && run.status !== status) return false;
  if (strategy !== undefined && run.strategy !== strategy) return false;
  if (agentType !== undefined && !hasAgent(tasks, agentType)) return false;
  if (search === "") return true;
  const wanted = search.toLowerCase();
  return run.title.toLowerCase().includes(wanted) || run.runId.toLowerCase().includes(wanted);
}

function hasAgent(tasks: Tasks, agentType: string): boolean {
  for (const task of tasks.values()) if (task.agentType === agentType) return true;
  return false;
}

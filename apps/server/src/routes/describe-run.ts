import type { RunSummary as StoredSummary, Task } from "@convoke/core";
import type { RunDetail, RunSummary } from "../api/run.ts";
import { ServerProblemCode } from "../api/problem.ts";
import type { TaskBrief } from "../api/task.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";

/** A run of a listing, with what this process knows of it. */
export function describeSummary(run: StoredSummary, { approvals }: Services): RunSummary {
  return {
    ...run,
    strategy: run.strategy as RunSummary["strategy"],
    openApprovals: approvals.countOf(run.runId),
  };
}

/** A run and its tasks in brief. Throws `not_found` for one that the store does not know. */
export async function readRun(
  id: string,
  services: Services,
): Promise<{ readonly run: RunSummary; readonly tasks: readonly TaskBrief[]; readonly plan: unknown }> {
  const record = await services.store.findRun(id);
  if (record === undefined) {
    throw new ProblemError(
      ServerProblemCode.NOT_FOUND,
      `There is no run "${id}": check the id; it may have been dropped by retention.`,
    );
  }
  const tasks = await listTasks(id, services);
  const counts = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  const spend = { costUsd: 0, tokens: 0 };
  const types = new Set<string>();
  for (const { status, spend: spent, agentType } of tasks) {
    counts[status]++;
    spend.costUsd += spent?.costUsd ?? 0;
    spend.tokens += spent?.tokens ?? 0;
    if (agentType !== "") types.add(agentType);
  }
  const { plan, ...rest } = record;
  const agentTypes = [...types].sort();
  return { run: describeSummary({ ...rest, tasks: counts, agentTypes, spend }, services), tasks, plan };
}

async function listTasks(runId: string, { store }: Services): Promise<readonly TaskBrief[]> {
  const tasks: TaskBrief[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query({ kind: "tasks", runId, brief: true }, cursor);
    for (const item of page.items) if ("task" in item) tasks.push(shorten(item.task));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return tasks;
}

/** A run with its tasks in brief and, where its strategy counts or aggregates, what it came to. */
export async function describeRun(id: string, services: Services): Promise<RunDetail> {
  // Before anything is read: what happens meanwhile comes with the events after it.
  const { cursor } = services.events;
  const { run, tasks, plan: stored } = await readRun(id, services);
  const { plan, budget } = stored as { plan: unknown; budget?: RunDetail["budget"] };
  return { run, plan, budget, tasks, outcome: await findOutcome(run, services), cursor };
}

async function findOutcome(
  { runId, strategy, status }: RunSummary,
  { orchestrator, logger }: Services,
): Promise<RunDetail["outcome"]> {
  if (status === "running" || (strategy !== "consensus" && strategy !== "hierarchical")) return undefined;
  try {
    const outcome = (await orchestrator.findOutcome(runId)) as object | undefined;
    if (outcome === undefined) return undefined;
    const { tasks: _tasks, failures: _failures, ...rest } = outcome as Record<string, unknown>;
    return rest as RunDetail["outcome"];
  } catch (error) {
    // Everything else of the run can be shown.
    logger.warn({ err: error, runId }, "the outcome of a run cannot be told");
    return undefined;
  }
}

function shorten({ input: _input, result: _result, ...task }: Task): TaskBrief {
  return task as TaskBrief;
}

import { ErrorCode } from "@convoke/core";
import type { RunSummary } from "../api/run.ts";
import type { TaskDetail } from "../api/task.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { readRun } from "./describe-run.ts";
import { findTask } from "./find-task.ts";

/** When whoever may not cancel yet should come again, in seconds. */
const retryAfterSeconds = 5;

/** Cancels a run, also one that an earlier life of the server has left; one that has ended stays as it is. */
export async function cancelRun(id: string, services: Services): Promise<RunSummary> {
  const { run } = await readRun(id, services);
  if (run.status !== "running") return run;
  await stop(id, services);
  const ended = await readRun(id, services);
  if (ended.run.status === "running") throw createNotYet(`run "${id}"`);
  return ended.run;
}

/** Cancels a task and everything below it; the same holds as for runs. */
export async function cancelTask(id: string, services: Services): Promise<TaskDetail> {
  const found = await findTask(id, services);
  if (found.task.finishedAt !== undefined) return found;
  await stop(id, services);
  const ended = await findTask(id, services);
  if (ended.task.finishedAt === undefined) throw createNotYet(`task "${id}"`);
  return ended;
}

async function stop(id: string, { orchestrator, runLimit }: Services): Promise<void> {
  if (await orchestrator.cancel(id)) return;
  // Left by another life of the server: it can be taken over when the lease of that one has run out.
  for (const run of await orchestrator.resume()) runLimit.count(run);
  await orchestrator.cancel(id);
}

function createNotYet(what: string): ProblemError {
  return new ProblemError(
    ErrorCode.LEASE_LOST,
    `The ${what} belongs to another process, or to one that ended a moment ago: try again in ${retryAfterSeconds} seconds.`,
    undefined,
    { "retry-after": String(retryAfterSeconds) },
  );
}

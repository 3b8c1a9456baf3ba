import { ErrorCode } from "@convoke/core";
import type { RunSummary } from "../api/run.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";
import { readRun } from "./describe-run.ts";

/** When whoever may not cancel yet should come again, in seconds. */
const retryAfterSeconds = 5;

/** Cancels a run, also one that an earlier life of the server has left; one that has ended stays as it is. */
export async function cancelRun(id: string, services: Services): Promise<RunSummary> {
  const { orchestrator } = services;
  const { run } = await readRun(id, services);
  if (run.status !== "running") return run;
  if (!(await orchestrator.cancel(id))) {
    // Left by another life of the server: it can be taken over when the lease of that one has run out.
    await orchestrator.resume();
    await orchestrator.cancel(id);
  }
  const ended = await readRun(id, services);
  if (ended.run.status !== "running") return ended.run;
  throw new ProblemError(
    ErrorCode.LEASE_LOST,
    `The run "${id}" belongs to another process, or to one that ended a moment ago: try again in ${retryAfterSeconds} seconds.`,
    undefined,
    { "retry-after": String(retryAfterSeconds) },
  );
}

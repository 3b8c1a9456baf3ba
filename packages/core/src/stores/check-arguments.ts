import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { RunStatus, Writes } from "./task-store.ts";

/** Refuses an owner without a name and a lease without a length, before they are granted. */
export function checkLeaseTerms(owner: string, leaseMs: number): void {
  if (typeof owner !== "string" || owner === "") {
    throw createInvalidArgument("owner", owner, "Pass a non-empty string that names the process.");
  }
  if (!Number.isFinite(leaseMs) || leaseMs <= 0) {
    throw createInvalidArgument("leaseMs", leaseMs, "Pass a number of milliseconds above 0.");
  }
}

/** Refuses what is not a whole number from 0 up. */
export function checkCount(name: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw createInvalidArgument(name, count, "Pass a whole number, 0 or greater.");
  }
}

/** Refuses a retention that is not in numbers from 0 up; `Infinity` keeps everything. */
export function checkRetention(maxSettledTasks: number = Infinity, keepSettledRuns: number = Infinity): void {
  for (const [name, number] of Object.entries({ maxSettledTasks, keepSettledRuns })) {
    if (typeof number !== "number" || !(number >= 0)) {
      throw createInvalidArgument(name, number, "Pass a number, 0 or greater.");
    }
  }
}

/** Fewer bytes hold too little beside the tables themselves. */
const leastBytes = 1_048_576;

/** Refuses a limit in bytes below 1 MiB; `Infinity` is none. */
export function checkByteLimit(maxBytes: number): void {
  if (typeof maxBytes !== "number" || !(maxBytes >= leastBytes)) {
    throw createInvalidArgument(
      "maxBytes",
      maxBytes,
      `Pass a number of bytes, ${leastBytes} (1 MiB) or greater.`,
    );
  }
}

/** The number that a page's cursor stands for; refuses what no page has given. */
export function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const number = Number(cursor);
  if (!/^\d+$/.test(cursor) || !Number.isSafeInteger(number)) {
    throw createInvalidArgument("cursor", cursor, "Pass the cursor of an earlier page as it came.");
  }
  return number;
}

/** Says which argument a store cannot accept, and what to pass instead. */
function createInvalidArgument(name: string, value: unknown, advice: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The store cannot accept ${name} = ${typeof value === "string" ? JSON.stringify(value) : String(value)}. ${advice}`,
    { details: { argument: name } },
  );
}

/** The run that a task key belongs to: everything before the first `/`. */
export function readRunId(taskId: string): string {
  const end = taskId.indexOf("/");
  return end === -1 ? taskId : taskId.slice(0, end);
}

/** Refuses an id that no run can have. */
export function checkRunId(runId: string): void {
  if (typeof runId !== "string" || runId === "" || runId.includes("/")) {
    throw createInvalidArgument("runId", runId, "Pass a non-empty string without `/`.");
  }
}

const finalStatuses: ReadonlySet<RunStatus> = new Set(["completed", "failed", "cancelled"]);

/** Refuses writes that do not all belong to the run, and an end that is none. */
export function checkWrites(runId: string, writes: Writes): void {
  if (writes.run !== undefined && !finalStatuses.has(writes.run.status)) {
    throw createInvalidArgument(
      "run.status",
      writes.run.status,
      "A run ends as completed, failed or cancelled.",
    );
  }
  const advice = `Commit only what belongs to run ${runId}.`;
  for (const { task } of writes.tasks ?? []) {
    if (task.runId !== runId || readRunId(task.taskId) !== runId) {
      throw createInvalidArgument("task.taskId", task.taskId, advice);
    }
  }
  for (const { taskId } of [...(writes.steps ?? []), ...(writes.spend ?? [])]) {
    if (readRunId(taskId) !== runId) throw createInvalidArgument("taskId", taskId, advice);
  }
  for (const event of writes.events ?? []) {
    if (event.runId !== runId) throw createInvalidArgument("event.runId", event.runId, advice);
    checkCount("event.sequence", event.sequence);
  }
}

import {
  ErrorCode,
  type Lease,
  type NewRun,
  OrchestrationError,
  type Task,
  type TaskRecord,
  type Writes,
} from "@convoke/core";
import { checkRunId, checkWrites, copyJson, isProgress, readRunId, showValue, writeJson } from "@convoke/core/store-kit";
import { encodeText, joinKey, toSearched } from "./store-text.ts";

/** Stands in no searched text by itself, so that no search finds a part of both sides. */
const separator = "\ufdef";

/** The JSON text of a value, an empty one for an absent value; throws `not_serializable` with the path. */
function toText(value: unknown): string {
  return writeJson(value) ?? "";
}

/** What the script `open` takes of a new run. */
export function toOpenArguments(run: NewRun, owner: string, leaseMs: number): string[] {
  const { runId, strategy, title } = run;
  const createdAt = checkNumber("createdAt", run.createdAt);
  return [
    encodeText(runId),
    encodeText(owner),
    String(leaseMs),
    writeJson({ runId, strategy, title, createdAt }),
    String(createdAt),
    encodeText(strategy),
    toSearched(title) + separator + toSearched(runId),
    toText(run.plan),
  ];
}

/** What every script that writes under a lease takes of it. */
export function toLeaseArguments({ runId, owner, fence }: Lease): string[] {
  return [encodeText(runId), encodeText(owner), String(fence)];
}

/** What the script `commit` takes of the writes; throws before anything is sent, so that a commit is refused as a whole. */
export function toCommitArguments(lease: Lease, writes: Writes): string[] {
  checkWrites(lease.runId, writes);
  const { run, tasks = [], steps = [], spend = [], events = [] } = writes;
  const ending = run && writeJson({ finishedAt: copyJson(run.finishedAt), stop: run.stop });
  return [
    run?.status ?? "",
    ending ?? "",
    isProgress(writes) ? "1" : "",
    String(tasks.length),
    ...tasks.flatMap(toTaskArguments),
    String(steps.length),
    ...steps.flatMap(({ taskId, key, value }) => [joinKey(taskId, key), toKeyedText(taskId, key, value)]),
    String(spend.length),
    ...spend.flatMap((record) => [encodeText(record.ticketId), writeJson(record)]),
    String(events.length),
    ...events.flatMap(({ sequence, event }) => [String(sequence), toText(event)]),
  ];
}

/** What the script `answer` takes. */
export function toAnswerArguments(taskId: string, key: string, value: unknown, maxEarly: number): string[] {
  const runId = readRunId(taskId);
  checkRunId(runId);
  return [encodeText(runId), String(maxEarly), joinKey(taskId, key), toKeyedText(taskId, key, value)];
}

function toKeyedText(taskId: string, key: string, value: unknown): string {
  return writeJson({ taskId, key, value });
}

function toTaskArguments({ task, ...rest }: TaskRecord): string[] {
  const { input, result, ...brief } = task;
  const { failure } = brief;
  // What was thrown stays in the process where it was thrown.
  const kept = failure?.cause === undefined ? brief : { ...brief, failure: { ...failure, cause: undefined } };
  return [
    encodeText(task.taskId),
    checkStatus(task.status),
    encodeText(task.agentType),
    String(checkNumber("task.spend.costUsd", task.spend?.costUsd ?? 0)),
    String(checkNumber("task.spend.tokens", task.spend?.tokens ?? 0)),
    writeJson({ ...rest, task: kept }),
    toText(input),
    toText(result),
  ];
}

const statuses: readonly Task["status"][] = ["pending", "in_progress", "completed", "failed", "cancelled"];

// A script that fails half-way leaves half of its writes: what it would stumble over is refused before it is sent.
function checkStatus(status: Task["status"]): string {
  if (statuses.includes(status)) return status;
  throw createInvalidArgument("task.status", status, `Use one of ${statuses.join(", ")}.`);
}

function checkNumber(name: string, number: number): number {
  if (Number.isFinite(number)) return number;
  throw createInvalidArgument(name, number, "Pass a finite number.");
}

function createInvalidArgument(name: string, value: unknown, advice: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The store cannot accept ${name} = ${showValue(value)}. ${advice}`,
    { details: { argument: name } },
  );
}

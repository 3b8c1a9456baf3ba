import {
  ErrorCode,
  type EventRecord,
  type Lease,
  type NewRun,
  OrchestrationError,
  type Task,
  type TaskRecord,
  type Writes,
} from "@convoke/core";
import {
  checkRunId,
  checkWrites,
  copyJson,
  isProgress,
  readRunId,
  showValue,
  writeJson,
} from "@convoke/core/store-kit";
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
  // The script takes each task once, the last record of it at the place of the first.
  const byId = new Map<string, readonly string[]>();
  for (const record of tasks) byId.set(record.task.taskId, toTaskArguments(record));
  const args = [run?.status ?? "", ending ?? "", isProgress(writes) ? "1" : "", String(byId.size)];
  for (const texts of byId.values()) for (const text of texts) args.push(text);
  args.push(String(steps.length));
  for (const { taskId, key, value } of steps)
    args.push(joinKey(taskId, key), toKeyedText(taskId, key, value));
  args.push(String(spend.length));
  for (const record of spend) args.push(encodeText(record.ticketId), writeJson(record));
  pushEvents(args, events);
  return args;
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

/** The id of a task, what indexes need to know of it (see `readTask` of the scripts), its record, and input and result if it has them. */
function toTaskArguments({ task, ...rest }: TaskRecord): string[] {
  const { input, result, ...brief } = task;
  const { failure } = brief;
  // What was thrown stays in the process where it was thrown.
  const kept = failure?.cause === undefined ? brief : { ...brief, failure: { ...failure, cause: undefined } };
  const costUsd = checkNumber("task.spend.costUsd", task.spend?.costUsd ?? 0);
  const tokens = checkNumber("task.spend.tokens", task.spend?.tokens ?? 0);
  const inputText = toText(input);
  const resultText = toText(result);
  const has = `${inputText === "" ? "" : "i"}${resultText === "" ? "" : "r"}` || "-";
  const args = [
    encodeText(task.taskId),
    `${checkStatus(task.status)} ${costUsd} ${tokens} ${has} ${encodeText(task.agentType)}`,
    writeJson({ ...rest, task: kept }),
  ];
  if (inputText !== "") args.push(inputText);
  if (resultText !== "") args.push(resultText);
  return args;
}

/** Events that share an entry of the log at most; larger ones share less. */
const eventsPerEntry = 32;
const lengthPerEntry = 32_768;

/** How many events there are, the number of the last one in its run, how many entries, and for each its size and its text. */
function pushEvents(args: string[], events: readonly EventRecord[]): void {
  args.push(String(events.length));
  if (events.length === 0) return;
  const entries: string[] = [];
  let size = 0;
  let text = "";
  let latest = 0;
  for (const { sequence, event } of events) {
    latest = Math.max(latest, sequence);
    const its = `${sequence},${toText(event) || "null,0"}`;
    if (size === eventsPerEntry || (size > 0 && text.length + its.length > lengthPerEntry)) {
      entries.push(String(size), `[${text}]`);
      size = 0;
      text = "";
    }
    text += size === 0 ? `[${its}]` : `,[${its}]`;
    size += 1;
  }
  entries.push(String(size), `[${text}]`);
  args.push(String(latest), String(entries.length / 2));
  for (const part of entries) args.push(part);
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

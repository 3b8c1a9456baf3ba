import { copyJson, writeJson } from "../json/canonical-json.ts";
import { checkRunId, checkWrites, readRunId } from "../stores/check-arguments.ts";
import { isProgress } from "../stores/progress.ts";
import type { Lease, NewRun, TaskRecord, Writes } from "../stores/task-store.ts";
import type { AnswerRequest, CommitRequest, OpenRequest, TaskRow } from "./protocol.ts";
import { encodeText } from "./store-text.ts";

/** The JSON text of a value, `null` for an absent one; throws `not_serializable` with the path. */
function toText(value: unknown): string | null {
  return writeJson(value) ?? null;
}

/** Stands in no encoded text, so that no search finds a part of both sides. */
const separator = "\ufdef";

/** What the worker is asked to remember of a new run. */
export function toOpenRequest(run: NewRun, owner: string, leaseMs: number, now: number): OpenRequest {
  const { runId, strategy, title } = run;
  return {
    kind: "open",
    runId: encodeText(runId),
    strategy: encodeText(strategy),
    title: encodeText(title),
    searched: toSearched(title) + separator + toSearched(runId),
    createdAt: copyJson(run.createdAt),
    plan: toText(run.plan),
    owner: encodeText(owner),
    leaseMs,
    now,
  };
}

/** A text as it is compared by searches. */
export function toSearched(text: string): string {
  return encodeText(text.toLowerCase());
}

/** What the worker is asked to write; throws before anything is sent, so that a commit is refused as a whole. */
export function toCommitRequest(lease: Lease, writes: Writes): CommitRequest {
  checkWrites(lease.runId, writes);
  const { run, tasks = [], steps = [], spend = [], events = [] } = writes;
  return {
    kind: "commit",
    lease: toStoredLease(lease),
    isProgress: isProgress(writes),
    end: run && [run.status, copyJson(run.finishedAt), toText(run.stop)],
    tasks: tasks.map(toTaskRow),
    steps: steps.map(({ taskId, key, value }) => [encodeText(taskId), encodeText(key), toText(value)]),
    spend: spend.map((record) => [encodeText(record.ticketId), writeJson(record)]),
    events: events.map(({ sequence, event }) => [sequence, toText(event)]),
  };
}

/** What the worker is asked to remember for a task that waits, or will wait. */
export function toAnswerRequest(taskId: string, key: string, value: unknown): AnswerRequest {
  const runId = readRunId(taskId);
  checkRunId(runId);
  return {
    kind: "answer",
    runId: encodeText(runId),
    taskId: encodeText(taskId),
    key: encodeText(key),
    value: toText(value),
  };
}

export function toStoredLease({ runId, owner, ...terms }: Lease): Lease {
  return { runId: encodeText(runId), owner: encodeText(owner), ...terms };
}

function toTaskRow({ task, ...rest }: TaskRecord): TaskRow {
  const { input, result, ...brief } = task;
  const { failure } = brief;
  // What was thrown stays in the process where it was thrown.
  const kept = failure?.cause === undefined ? brief : { ...brief, failure: { ...failure, cause: undefined } };
  return [
    encodeText(task.taskId),
    task.status,
    encodeText(task.agentType),
    task.spend?.costUsd ?? 0,
    task.spend?.tokens ?? 0,
    writeJson({ ...rest, task: kept }),
    toText(input),
    toText(result),
  ];
}

import {
  ErrorCode,
  type Lease,
  OrchestrationError,
  type TaskArchive,
  type TaskRecord,
  type TaskStore,
} from "@convoke/core";
import type { ManualRuntime } from "@convoke/core/testing";
import { createRecord, createRun } from "./records.ts";

export type Store = TaskStore & TaskArchive;
export type Operation = (store: Store) => Promise<unknown>;

const statuses = ["pending", "in_progress", "completed", "failed", "cancelled"] as const;
const kinds = [
  "open",
  "open",
  "claim",
  "renew",
  "release",
  "answer",
  "commit",
  "commit",
  "commit",
  "end",
] as const;

const pick = <Item>({ random }: ManualRuntime, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)];

function createTask(runtime: ManualRuntime, runId: string): TaskRecord {
  const status = pick(runtime, statuses);
  return createRecord(`${runId}/${pick(runtime, ["0", "1", "2", "\ud800", "💡\0"])}`, {
    agentType: pick(runtime, ["", "a", "b", "c\0\n"]),
    input: pick<unknown>(runtime, [undefined, null, { text: "\udc00" }]),
    status,
    ...(status === "completed" && { result: { n: runtime.random() } }),
    ...(runtime.random() < 0.5 && { spend: { costUsd: pick(runtime, [0.25, 1]), tokens: 3 } }),
  });
}

/** An operation on one of few runs, so that they meet; among them many that are to be refused. */
export function createOperation(runtime: ManualRuntime, leases: readonly Lease[]): Operation {
  const kind = pick(runtime, kinds);
  const runId = `run-${pick(runtime, ["a", "b", "c", "d", "e", "f", "g", "h", "ü\ud83d"])}`;
  const lease = pick(runtime, leases) ?? { runId, owner: "nobody", fence: 1, expiresAt: 0, recoveries: 0 };
  if (kind === "open") {
    const strategy = pick(runtime, ["task", "graph"]);
    const run = {
      ...createRun(runId, pick(runtime, [1, 2])),
      strategy,
      title: pick(runtime, ["One \ud800", "two"]),
    };
    return (store) => store.open(run, "me", 100);
  }
  if (kind === "claim") return (store) => store.claim("other", 100, 3);
  if (kind === "renew") return (store) => store.renew(lease);
  if (kind === "release") return (store) => store.release(lease);
  if (kind === "answer") {
    const value = runtime.random();
    return (store) => store.answer(`${runId}/0`, "k", value);
  }
  const tasks = Array.from({ length: 3 }, () => createTask(runtime, lease.runId));
  const { taskId } = tasks[0].task;
  const writes = {
    tasks,
    steps:
      runtime.random() < 0.5 ? [{ taskId, key: pick(runtime, ["k", "l"]), value: runtime.random() }] : [],
    spend: [{ ticketId: pick(runtime, ["t", "u"]), taskId, reserved: { tokens: 1 } }],
    events: [{ runId: lease.runId, sequence: Math.floor(runtime.random() * 50), event: { taskId } }],
  };
  if (kind === "commit") return (store) => store.commit(lease, writes);
  const stop = { code: ErrorCode.TIMEOUT, message: "\0" };
  return (store) => store.commit(lease, { ...writes, run: { status: "failed", finishedAt: 5, stop } });
}

/** What comes of an operation: its answer, or the error as data. */
export async function tell(store: Store, operation: Operation): Promise<unknown> {
  try {
    return await operation(store);
  } catch (error) {
    if (!OrchestrationError.is(error)) throw error;
    return { code: error.code, message: error.message, details: error.details };
  }
}

/** Everything that can be read. */
export async function readAll(store: Store): Promise<unknown> {
  const runs = (await store.query({ kind: "runs" })).items;
  const runIds = runs.map((run) => ("runId" in run ? run.runId : ""));
  const filters = [
    {},
    { status: "failed" as const },
    { agentType: "c\0\n" },
    { search: "ONE", strategy: "task" },
  ];
  return {
    runs,
    loaded: await Promise.all(runIds.map((runId) => store.load(runId))),
    found: await store.find(`${runIds[0]}/0`),
    tasks: await store.query({ kind: "tasks" }),
    ofAgent: await store.query({ kind: "tasks", agentType: "c\0\n", status: "completed" }),
    brief: await store.query({ kind: "tasks", brief: true, runId: runIds[0], status: "failed" }),
    lists: await Promise.all(filters.map((filter) => store.listRuns(filter))),
    events: [
      await store.readEvents(0, 10_000),
      await store.readEvents(3, 5, runIds[0]),
      await store.lastCursor(),
    ],
  };
}

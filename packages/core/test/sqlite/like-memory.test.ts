import { join } from "node:path";
import {
  ErrorCode,
  type Lease,
  memoryStore,
  OrchestrationError,
  type TaskArchive,
  type TaskRecord,
  type TaskStore,
  type Writes,
} from "@convoke/core";
import { sqliteStore } from "@convoke/core/sqlite";
import { createManualRuntime, type ManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { withFolder } from "./temporary-folder.ts";

type Store = TaskStore & TaskArchive;
type Operation = (store: Store) => Promise<unknown>;

const statuses = ["pending", "in_progress", "completed", "failed", "cancelled"] as const;

/** Picks one of a list by the runtime's chance. */
const pick = <Item>({ random }: ManualRuntime, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)];

function createTask(runtime: ManualRuntime, runId: string): TaskRecord {
  const taskId = `${runId}/${pick(runtime, ["0", "1", "2", "\ud800", "💡\0"])}`;
  const status = pick(runtime, statuses);
  const task = {
    taskId,
    runId,
    agentType: pick(runtime, ["", "a", "b", "c\0"]),
    description: "d",
    input: pick<unknown>(runtime, [undefined, null, { text: "\udc00" }]),
    status,
    ...(status === "completed" && { result: { n: runtime.random() } }),
    attempts: 1,
    ...(runtime.random() < 0.5 && { spend: { costUsd: pick(runtime, [0.25, 1]), tokens: 3 } }),
    createdAt: 1,
  };
  return { task, agentIndex: 0, failedAttempts: 0 };
}

/** Operations on few runs, so that they meet; among them many that are to be refused. */
function createOperation(runtime: ManualRuntime, leases: Lease[]): Operation {
  const kind = pick(runtime, [
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
  ]);
  const runId = `run-${pick(runtime, ["a", "b", "c", "d", "e", "f", "g", "h", "ü\ud83d"])}`;
  const lease = pick(runtime, leases) ?? { runId, owner: "nobody", fence: 1, expiresAt: 0, recoveries: 0 };
  if (kind === "open") {
    const [strategy, title] = [pick(runtime, ["task", "graph"]), pick(runtime, ["One \ud800", "two"])];
    return (store) => store.open({ runId, strategy, title, plan: { runId }, createdAt: 1 }, "me", 100);
  }
  if (kind === "claim") return (store) => store.claim("other", 100, 3);
  if (kind === "renew") return (store) => store.renew(lease);
  if (kind === "release") return (store) => store.release(lease);
  if (kind === "answer") {
    const value = runtime.random();
    return (store) => store.answer(`${runId}/0`, pick(runtime, ["k"]), value);
  }
  const tasks = Array.from({ length: 3 }, () => createTask(runtime, lease.runId));
  const { taskId } = tasks[0].task;
  const writes: Writes = {
    tasks,
    steps: [{ taskId, key: pick(runtime, ["k", "l"]), value: runtime.random() }],
    spend: [{ ticketId: pick(runtime, ["t", "u"]), taskId, reserved: { tokens: 1 } }],
    events: [{ runId: lease.runId, sequence: Math.floor(runtime.random() * 50), event: { taskId } }],
    ...(kind === "end" && {
      run: { status: "failed" as const, finishedAt: 5, stop: { code: ErrorCode.TIMEOUT, message: "\0" } },
    }),
  };
  return (store) => store.commit(lease, writes);
}

async function tell(store: Store, operation: Operation): Promise<unknown> {
  try {
    return await operation(store);
  } catch (error) {
    if (!OrchestrationError.is(error)) throw error;
    return { code: error.code, message: error.message, details: error.details };
  }
}

/** Everything that can be read. */
async function readAll(store: Store): Promise<unknown> {
  const runs = (await store.query({ kind: "runs" })).items;
  const runIds = runs.map((run) => ("runId" in run ? run.runId : ""));
  return {
    runs,
    loaded: await Promise.all(runIds.map((runId) => store.load(runId))),
    found: await store.find(`${runIds[0]}/0`),
    tasks: await store.query({ kind: "tasks" }),
    brief: await store.query({ kind: "tasks", brief: true, runId: runIds[0], status: "failed" }),
    lists: await Promise.all(
      [{}, { status: "failed" as const }, { agentType: "c\0" }, { search: "ONE", strategy: "task" }].map(
        (filter) => store.listRuns(filter),
      ),
    ),
    events: [
      await store.readEvents(0, 10_000),
      await store.readEvents(3, 5, runIds[0]),
      await store.lastCursor(),
    ],
  };
}

test("sqliteStore answers like memoryStore, whatever is asked of both, and after it was opened again", async () => {
  await withFolder(async (folder) => {
    const runtime = createManualRuntime({ seed: 7 });
    const options = { runtime, maxSettledTasks: 9, keepSettledRuns: 5 };
    const memory = memoryStore(options);
    let sqlite = await sqliteStore({ path: join(folder, "runs.db"), ...options });
    const leases: Lease[] = [];
    for (let round = 0; round < 12; round++) {
      const operations = Array.from({ length: 25 }, () => createOperation(runtime, leases));
      for (const operation of operations) {
        const expected = await tell(memory, operation);
        expect(await tell(sqlite, operation)).toEqual(expected);
        for (const lease of [expected].flat()) {
          if (typeof lease === "object" && lease !== null && "fence" in lease) leases.push(lease as Lease);
        }
      }
      expect(await readAll(sqlite)).toEqual(await readAll(memory));
      await runtime.advance(60);
      if (round % 4 !== 3) continue;
      await sqlite.close();
      sqlite = await sqliteStore({ path: join(folder, "runs.db"), ...options });
      expect(await readAll(sqlite)).toEqual(await readAll(memory));
      // Leases have ended by that; in memory they end with time.
      await runtime.advance(1_000);
    }
    await sqlite.close();
  });
});

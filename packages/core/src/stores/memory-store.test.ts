import { describe, expect, test } from "vitest";
import { ErrorCode } from "../errors/error-code.ts";
import type { Runtime } from "../runtime/runtime.ts";
import type { Task } from "../tasks/task.ts";
import { memoryStore } from "./memory-store.ts";
import type { TaskArchive, TaskRecord, TaskStore } from "./task-store.ts";

// The contract itself is proven by the conformance cases; here stands what only this store promises.

type Store = TaskStore & TaskArchive;

function createRecord(taskId: string, changes: Partial<Task> = {}): TaskRecord {
  const [runId] = taskId.split("/");
  const task: Task = {
    taskId,
    runId,
    agentType: "tester",
    description: "a task",
    input: undefined,
    status: "completed",
    attempts: 1,
    createdAt: 1,
    ...changes,
  };
  return { task, agentIndex: 0, failedAttempts: 0 };
}

async function finishRun(store: Store, runId: string, tasks: number, events = 1): Promise<void> {
  const lease = await store.open(
    { runId, strategy: "task", title: "r", plan: null, createdAt: 0 },
    "me",
    1_000,
  );
  await store.commit(lease, {
    tasks: Array.from({ length: tasks }, (_, index) => createRecord(`${runId}/${index}`)),
    events: Array.from({ length: events }, (_, index) => ({ runId, sequence: index + 1, event: { index } })),
    run: { status: "completed", finishedAt: 1 },
  });
}

async function listRunIds(store: Store): Promise<string[]> {
  const { items } = await store.query({ kind: "runs" });
  return items.map((item) => ("runId" in item ? item.runId : ""));
}

describe("memoryStore keeps its memory bounded", () => {
  test("by dropping the oldest finished runs as new ones finish", async () => {
    const store = memoryStore({ maxSettledTasks: 4 });
    for (let index = 0; index < 6; index++) await finishRun(store, `r${index}`, 2);
    expect(await listRunIds(store)).toEqual(["r4", "r5"]);
    expect((await store.query({ kind: "tasks" })).items).toHaveLength(4);
    expect((await store.readEvents(0, 100)).map((event) => event.cursor)).toEqual([5, 6]);
  });

  test("by keeping the newest finished run only when that alone is too much", async () => {
    const store = memoryStore({ maxSettledTasks: 2 });
    await finishRun(store, "a", 1);
    await finishRun(store, "b", 50);
    expect(await listRunIds(store)).toEqual(["b"]);
    await finishRun(store, "c", 1);
    expect(await listRunIds(store)).toEqual(["c"]);
  });

  test("by counting a run without tasks as one", async () => {
    const store = memoryStore({ maxSettledTasks: 3 });
    for (let index = 0; index < 10; index++) await finishRun(store, `r${index}`, 0);
    expect(await listRunIds(store)).toEqual(["r7", "r8", "r9"]);
  });

  test("by a limit to the events of runs that go on", async () => {
    const store = memoryStore({ maxSettledTasks: 1 });
    const lease = await store.open(
      { runId: "r", strategy: "task", title: "r", plan: null, createdAt: 0 },
      "me",
      1_000,
    );
    for (let sequence = 1; sequence <= 2_500; sequence++) {
      await store.commit(lease, { events: [{ runId: "r", sequence, event: {} }] });
    }
    const events = await store.readEvents(0, 5_000);
    expect(events).toHaveLength(1_000);
    expect([events[0].cursor, events[999].cursor]).toEqual([1_501, 2_500]);
    expect((await store.load("r"))?.sequence).toBe(2_500);
    await store.commit(lease, { run: { status: "failed", finishedAt: 1 } });
    await finishRun(store, "next", 1, 3);
    expect((await store.readEvents(0, 5_000)).map((event) => event.cursor)).toEqual([2_501, 2_502, 2_503]);
  });

  test("by a limit to the answers for runs that nobody opens", async () => {
    const store = memoryStore({ maxSettledTasks: 1 });
    for (let index = 0; index < 1_001; index++) await store.answer(`r${index}/0`, "k", index);
    for (const [runId, expected] of [
      ["r0", 0],
      ["r1", 1],
      ["r1000", 1],
    ] as const) {
      await store.open({ runId, strategy: "task", title: "r", plan: null, createdAt: 0 }, "me", 1_000);
      expect((await store.load(runId))?.answers).toHaveLength(expected);
    }
  });

  test("by a limit to the answers for one run that nobody has opened yet", async () => {
    const store = memoryStore({ maxSettledTasks: 1 });
    for (let index = 0; index < 1_002; index++) await store.answer("r", `k${index}`, index);
    await store.open({ runId: "r", strategy: "task", title: "r", plan: null, createdAt: 0 }, "me", 1_000);
    const answers = (await store.load("r"))?.answers ?? [];
    expect([answers.length, answers[0].key, answers.at(-1)?.key]).toEqual([1_000, "k2", "k1001"]);
  });

  test("unless it is told to keep everything", async () => {
    const store = memoryStore({ maxSettledTasks: Number.POSITIVE_INFINITY });
    for (let index = 0; index < 20; index++) await finishRun(store, `r${index}`, 1);
    expect(await listRunIds(store)).toHaveLength(20);
  });
});

test("memoryStore frees the id of a dropped run, and refuses its old owner", async () => {
  const store = memoryStore({ maxSettledTasks: 1 });
  const lease = await store.open(
    { runId: "r", strategy: "task", title: "r", plan: 1, createdAt: 0 },
    "me",
    1_000,
  );
  await store.commit(lease, { run: { status: "completed", finishedAt: 1 } });
  await finishRun(store, "other", 1);
  expect(await store.load("r")).toBeUndefined();
  await expect(store.renew(lease)).rejects.toMatchObject({ code: ErrorCode.LEASE_LOST });
  await store.open({ runId: "r", strategy: "task", title: "r", plan: 2, createdAt: 5 }, "me", 1_000);
  expect((await store.load("r"))?.plan).toBe(2);
});

test("memoryStore leaves out what caused a failure, as that is not persisted", async () => {
  const store = memoryStore();
  const lease = await store.open(
    { runId: "r", strategy: "task", title: "r", plan: null, createdAt: 0 },
    "me",
    1_000,
  );
  const failure = { code: ErrorCode.AGENT_FAILED, message: "no", cause: new Error("no"), details: { at: 1 } };
  const record = createRecord("r", { status: "failed", failure });
  await store.commit(lease, { tasks: [record] });
  expect((await store.find("r"))?.task.failure).toEqual({
    code: "agent_failed",
    message: "no",
    details: { at: 1 },
  });
  expect(record.task.failure?.cause).toBeInstanceOf(Error);
});

test("memoryStore judges leases by the clock of its runtime", async () => {
  let now = 0;
  const runtime: Runtime = {
    now: () => now,
    schedule: () => () => {},
    createId: () => "id",
    random: () => 0,
  };
  const store = memoryStore({ runtime });
  await store.open({ runId: "r", strategy: "task", title: "r", plan: null, createdAt: 0 }, "me", 10);
  now = 9;
  expect(await store.claim("you", 10, 1)).toEqual([]);
  now = 10;
  expect(await store.claim("you", 10, 1)).toEqual([
    { runId: "r", owner: "you", fence: 2, expiresAt: 20, recoveries: 1 },
  ]);
});

const plan = null;
const lease = { runId: "r", owner: "me", fence: 1, expiresAt: 0, recoveries: 0 };
const misuses: [string, RegExp, (store: Store) => Promise<unknown>][] = [
  [
    "a run id with a slash",
    /runId = "a\/b"/,
    (store) => store.open({ runId: "a/b", strategy: "task", title: "r", plan, createdAt: 0 }, "me", 1),
  ],
  [
    "an empty run id",
    /runId = ""/,
    (store) => store.open({ runId: "", strategy: "task", title: "r", plan, createdAt: 0 }, "me", 1),
  ],
  [
    "an empty owner",
    /owner = ""/,
    (store) => store.open({ runId: "x", strategy: "task", title: "r", plan, createdAt: 0 }, "", 1),
  ],
  [
    "a lease of no length",
    /leaseMs = 0/,
    (store) => store.open({ runId: "x", strategy: "task", title: "r", plan, createdAt: 0 }, "me", 0),
  ],
  ["an endless lease", /leaseMs = Infinity/, (store) => store.claim("me", Infinity, 1)],
  ["a negative limit", /limit = -1/, (store) => store.claim("me", 1, -1)],
  ["a fractional event limit", /limit = 1.5/, (store) => store.readEvents(0, 1.5)],
  ["a negative event cursor", /cursor = -1/, (store) => store.readEvents(-1, 1)],
  ["a page cursor that it never gave", /cursor = "next"/, (store) => store.query({ kind: "runs" }, "next")],
  ["a negative retention", /maxSettledTasks = -1/, (store) => store.prune({ maxSettledTasks: -1 })],
  ["an answer to nobody", /runId = ""/, (store) => store.answer("/0", "k", 1)],
  [
    "an end that is none",
    /run.status = "running"/,
    (store) => store.commit(lease, { run: { status: "running", finishedAt: 1 } }),
  ],
  [
    "an event without a place in its run",
    /sequence = -1/,
    (store) => store.commit(lease, { events: [{ runId: "r", sequence: -1, event: 1 }] }),
  ],
];

test.each(misuses)(
  "memoryStore refuses %s with invalid_argument and says what it was",
  async (_, message, misuse) => {
    const store = memoryStore();
    await store.open({ runId: "r", strategy: "task", title: "r", plan, createdAt: 0 }, "me", 1_000);
    await expect(misuse(store)).rejects.toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
      message: expect.stringMatching(message),
    });
  },
);

test("memoryStore refuses a retention that is no number when it is created", () => {
  expect(() => memoryStore({ maxSettledTasks: Number.NaN })).toThrow(/maxSettledTasks = NaN/);
});

test("memoryStore stays within its bounds over 20,000 runs", async () => {
  const store = memoryStore({ maxSettledTasks: 500 });
  for (let index = 0; index < 20_000; index++) await finishRun(store, `r${index}`, 1, 2);
  expect(await listRunIds(store)).toHaveLength(100);
  expect(await store.readEvents(0, 10_000)).toHaveLength(1_000);
});

import { filterLog } from "../events/filter-log.ts";
import { describe, expect, test } from "vitest";
import { createDetail, createEvent, createTask } from "../testing/sample-run.ts";
import { applyEvents } from "./apply-events.ts";
import { createPicture, mostEntries, mostMessages } from "./run-picture.ts";
import { summarisePicture } from "./summarise-picture.ts";

const pending = createTask({ status: "pending", attempts: 0, startedAt: undefined, finishedAt: undefined });
const running = createTask({ status: "in_progress", finishedAt: undefined });
const failure = { code: "agent_failed", message: "it broke" } as const;
const failed = {
  type: "attempt-failed",
  taskId: "run/0",
  agentType: "knowledge",
  agentName: "Reader",
  attempt: 1,
  failure,
  sequel: "retry",
  delayMs: 50,
} as const;

describe("applyEvents", () => {
  test("adds tasks in the order of their creation and follows them to their end", () => {
    const other = createTask({ taskId: "run/0/child", parentId: "run/0", status: "pending" });
    const picture = applyEvents(createPicture(createDetail([])), [
      createEvent(1, { type: "run-started", strategy: "parallel" }),
      createEvent(2, { type: "task-created", task: pending }),
      createEvent(3, { type: "task-started", task: running, attempt: 1 }),
      createEvent(4, { type: "task-created", task: other }),
      createEvent(5, { type: "task-settled", task: createTask() }),
    ]);
    expect(picture.order).toEqual(["run/0", "run/0/child"]);
    expect(picture.tasks.get("run/0")?.task.status).toBe("completed");
    expect(summarisePicture(picture)).toMatchObject({ counts: { completed: 1, pending: 1 }, depth: 1 });
    expect(picture.log.map(({ text }) => text)).toEqual([
      "The run started (parallel)",
      "Created",
      "Started by knowledge",
      "Created",
      "Completed",
    ]);
  });

  test("leaves the picture it was given alone", () => {
    const before = createPicture(createDetail([running]));
    applyEvents(before, [createEvent(1, { type: "task-settled", task: createTask() })]);
    expect(before.tasks.get("run/0")?.task.status).toBe("in_progress");
    expect(before.log).toEqual([]);
  });

  test("applies an event once, whether it comes again or out of order", () => {
    const once = applyEvents(createPicture(createDetail([running])), [
      createEvent(4, { type: "task-settled", task: createTask() }),
    ]);
    const again = applyEvents(once, [
      createEvent(4, { type: "task-settled", task: createTask() }),
      createEvent(3, failed),
      createEvent(2, { type: "task-started", task: running, attempt: 1 }),
    ]);
    expect(again.log).toHaveLength(1);
    expect(again.tasks.get("run/0")).toMatchObject({ task: { status: "completed" }, failedAttempts: [] });
  });

  test("takes history, but no records, from events that the snapshot contains already", () => {
    const snapshot = createPicture(createDetail([createTask()], { cursor: 10 }));
    const picture = applyEvents(snapshot, [
      createEvent(2, { type: "task-started", task: running, attempt: 1 }),
      createEvent(3, failed),
      createEvent(9, { type: "run-settled", status: "completed" }),
    ]);
    const { task, failedAttempts } = picture.tasks.get("run/0") ?? {};
    expect(task?.status).toBe("completed");
    expect(failedAttempts).toEqual([expect.objectContaining({ attempt: 1, sequel: "retry", at: 1_003 })]);
    expect(picture.log).toHaveLength(3);
    expect(picture.hasSettled).toBe(false);
  });

  test("never lets a settled task run again", () => {
    const picture = applyEvents(createPicture(createDetail([createTask()])), [
      createEvent(1, { type: "task-started", task: running, attempt: 2 }),
    ]);
    expect(picture.tasks.get("run/0")?.task.status).toBe("completed");
  });

  test("keeps waits with their ends, late results, and what settled the run", () => {
    const picture = applyEvents(createPicture(createDetail([running])), [
      createEvent(1, { type: "task-waiting", taskId: "run/0", key: "approve" }),
      createEvent(5, { type: "task-answered", taskId: "run/0", key: "approve" }),
      createEvent(6, { type: "task-waiting", taskId: "run/0", key: "again" }),
      createEvent(7, { type: "late-result-refused", taskId: "run/0", agentName: "Reader" }),
      createEvent(8, { type: "run-settled", status: "failed" }),
    ]);
    expect(picture.tasks.get("run/0")).toMatchObject({
      waits: [
        { key: "approve", from: 1_001, until: 1_005 },
        { key: "again", from: 1_006 },
      ],
      lateResults: 1,
    });
    expect(picture.hasSettled).toBe(true);
    expect(summarisePicture(picture).waiting).toBe(1);
  });

  test("tells of a run that is parked, which goes on: what ran still stands as it did", () => {
    const message = "Run run is parked: Agent work not registered.";
    const picture = applyEvents(createPicture(createDetail([running])), [
      createEvent(1, { type: "run-parked", failure: { code: "not_registered", message } }),
    ]);
    expect(picture.log.at(-1)).toMatchObject({ type: "run-parked", text: message, tone: "bad" });
    expect(filterLog(picture.log, { text: "", kind: "failures" }, () => "")).toHaveLength(1);
    expect(picture.hasSettled).toBe(false);
    expect(picture.tasks.get("run/0")?.task.status).toBe("in_progress");
  });

  test("keeps the newest messages of progress, and replaces them by a recap", () => {
    const progress = (message: string) =>
      ({ type: "task-progress", runId: "run", taskId: "run/0", at: 0, progress: { message } }) as const;
    const many = Array.from({ length: mostMessages + 5 }, (_, index) => progress(`step ${index}`));
    const picture = applyEvents(createPicture(createDetail([running])), [...many, ...many.slice(-1)]);
    const { messages = [] } = picture.tasks.get("run/0")?.progress ?? {};
    expect(messages).toHaveLength(mostMessages);
    expect(messages.at(-1)).toBe(`step ${mostMessages + 4}`);
    const recapped = applyEvents(picture, [
      {
        type: "progress-recap",
        runId: "run",
        taskId: "run/0",
        at: 0,
        omitted: 0,
        entries: [{ at: 0, progress: { message: "all there is", fraction: 0.5 } }],
      },
    ]);
    expect(recapped.tasks.get("run/0")?.progress).toEqual({ messages: ["all there is"], fraction: 0.5 });
  });

  test("asks for a new snapshot when events were dropped, and the next picture keeps what snapshots do not hold", () => {
    const stale = applyEvents(createPicture(createDetail([running])), [
      createEvent(1, failed),
      { type: "events-dropped", runId: "run", at: 0, from: 2, to: 9, count: 8 },
    ]);
    expect(stale.isStale).toBe(true);
    const fresh = createPicture(createDetail([createTask()], { cursor: 9 }), stale);
    expect(fresh).toMatchObject({ isStale: false, seen: 1 });
    expect(fresh.tasks.get("run/0")).toMatchObject({
      task: { status: "completed" },
      failedAttempts: [{ attempt: 1 }],
    });
  });

  test("says nothing of tasks that it does not know", () => {
    const picture = applyEvents(createPicture(createDetail([])), [createEvent(1, failed)]);
    expect(picture.tasks.size).toBe(0);
    expect(picture.log).toHaveLength(1);
  });

  test("bounds the log", () => {
    const events = Array.from({ length: mostEntries + 10 }, (_, index) =>
      createEvent(index + 1, { type: "task-created", task: pending }),
    );
    const { log } = applyEvents(createPicture(createDetail([])), events);
    expect(log).toHaveLength(mostEntries);
    expect(log.at(-1)?.cursor).toBe(mostEntries + 10);
  });
});

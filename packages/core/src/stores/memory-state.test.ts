import { expect, test } from "vitest";
import type { KeptWrites, MemoryRun } from "./memory-run.ts";
import { createMemoryState, type MemoryState } from "./memory-state.ts";

function createRun(runId: string): MemoryRun {
  return {
    record: { runId, strategy: "task", title: "r", createdAt: 0, status: "running" },
    plan: undefined,
    lease: { runId, owner: "me", fence: 1, expiresAt: 0, recoveries: 0 },
    isReleased: false,
    leaseMs: 1,
    sequence: 0,
    eventCount: 0,
    isDropped: false,
    tasks: new Map(),
    steps: undefined,
    spend: undefined,
    answers: undefined,
  };
}

function createEvents(count: number): KeptWrites["events"] {
  return Array.from({ length: count }, (_, index) => ({ sequence: index + 1, text: "null" }));
}

/** Adds a run with tasks and events, and ends it. */
function addFinished(state: MemoryState, runId: string, taskCount: number, eventCount: number): MemoryRun {
  const run = createRun(runId);
  state.addRun(run);
  for (let index = 0; index < taskCount; index++) {
    const task = { run, status: "completed", agentType: "a", spend: undefined, text: "{}" } as const;
    run.tasks.set(`${runId}/${index}`, task);
    state.taskLog.append(task);
  }
  state.addEvents(run, createEvents(eventCount));
  state.finish(run);
  return run;
}

test("MemoryState keeps its logs in step with the runs that it drops", () => {
  const state = createMemoryState(1_000);
  for (let index = 0; index < 200; index++) {
    addFinished(state, `r${index}`, 3, 5);
    state.prune(6);
  }
  expect([state.runs.size, state.runLog.size, state.taskLog.size, state.eventLog.size]).toEqual([
    2, 2, 6, 10,
  ]);
  expect(state.unfinished.size).toBe(0);
});

test("MemoryState drops the oldest events beyond its limit, and counts them only once", () => {
  const state = createMemoryState(10);
  const first = addFinished(state, "first", 1, 8);
  const second = addFinished(state, "second", 1, 8);
  expect([first.eventCount, second.eventCount, state.eventLog.size]).toEqual([2, 8, 10]);
  state.prune(1);
  expect([first.isDropped, state.eventLog.size]).toEqual([true, 8]);
  addFinished(state, "third", 1, 2);
  expect(Array.from(state.eventLog.readAfter(0), ([number]) => number)).toEqual([
    9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
  ]);
});

test("MemoryState keeps every event of the runs that stay, however many have gone", () => {
  const state = createMemoryState(1_000);
  for (let index = 0; index < 5; index++) {
    addFinished(state, `r${index}`, 1, 400);
    state.prune(1);
  }
  expect([...state.eventLog.readAfter(0)]).toHaveLength(400);
});

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DurableEvent, StoredRun } from "@convoke/core";
import { type SqliteStore, sqliteStore } from "@convoke/core/sqlite";
import { expect } from "vitest";
import { describeTasks, withoutTimes } from "./crash.ts";
import { createLife, resumeStories } from "./crash-life.ts";
import { priceUsd, stories, variants } from "./crash-stories.ts";

/** What an executor has noted: that it works, or what of its work it does. */
type Note = readonly [taskId: string, idempotencyKey: string, what?: string];

/** How every story ends when nothing disturbs it, and how often each of its tasks and steps is executed. */
export interface Whole {
  readonly ends: ReadonlyMap<string, unknown>;
  readonly executions: ReadonlyMap<string, number>;
}

const settled: ReadonlySet<string> = new Set(["completed", "failed", "cancelled"]);

async function readNotes(path: string): Promise<readonly Note[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Note);
}

const runOf = ([taskId]: Note): string => taskId.split("/", 1)[0];
const storyOf = (runId: string): string => runId.split(".", 1)[0];

/** A value of a run, without its times, as it would be in the run of the same story that is called by its name only. */
function rename(value: unknown, runId: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(runId, storyOf(runId)));
}

/** What of a stored run must not depend on how often its process was killed. */
function describeEnd(stored: StoredRun, outcome: unknown): unknown {
  const { runId, status, strategy } = stored;
  const end = { status, strategy, outcome: withoutTimes(outcome), tasks: describeTasks(stored.tasks) };
  const spent = rename(end, runId);
  if (storyOf(runId) !== "budget") return spent;
  // What was in flight may be paid for twice: that is looked at for itself.
  return JSON.parse(JSON.stringify(spent, (key, part: unknown) => (key === "spend" ? undefined : part)));
}

/** Counts what was executed, by the names that it has in its story. */
function countExecutions(notes: readonly Note[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const note of notes) {
    const name = JSON.stringify(rename(note, runOf(note)));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Runs every story undisturbed. */
export async function runWhole(folder: string): Promise<Whole> {
  const store = await sqliteStore({ path: join(folder, "whole.db") });
  const notesPath = join(folder, "whole.notes");
  const orchestrator = createLife(store, notesPath);
  const ends = new Map<string, unknown>();
  for (const [name, { plan, options, completed }] of Object.entries(stories)) {
    const runId = `${name}.whole`;
    const outcome: unknown = await orchestrator.startRun(plan, { ...options, id: runId }).settled;
    const stored = await store.load(runId);
    if (stored === undefined) throw new Error(`The store has lost ${runId}`);
    expect(stored.tasks.filter(({ task }) => task.status === "completed").length, name).toBe(completed);
    ends.set(name, describeEnd(stored, outcome));
  }
  await orchestrator.close();
  await store.close();
  return { ends, executions: countExecutions(await readNotes(notesPath)) };
}

/** Every task is settled once, in an account without gaps that ends with the run. */
async function checkEvents(store: SqliteStore, { runId, tasks, sequence }: StoredRun): Promise<void> {
  const events = (await store.readEvents(0, 10_000, runId)).map(({ event }) => event as DurableEvent);
  const records = await store.readEvents(0, 10_000, runId);
  expect(records.map((record) => record.sequence)).toEqual(records.map((_, index) => index + 1));
  expect(sequence).toBe(records.length);
  expect(events.map(({ type }) => type).indexOf("run-settled")).toBe(events.length - 1);
  const told = events.flatMap((event) => (event.type === "task-settled" ? [event.task.taskId] : []));
  expect(told.toSorted()).toEqual(tasks.map(({ task }) => task.taskId).toSorted());
}

function checkExecutions(left: StoredRun | undefined, notes: readonly Note[]): void {
  const records = new Map(left?.tasks.map(({ task }) => [task.taskId, task]));
  const steps = new Set(left?.steps.map(({ taskId, key }) => `${taskId} step ${key}`));
  for (const [taskId, idempotencyKey, what] of notes) {
    expect(idempotencyKey).toBe(taskId);
    expect(settled).not.toContain(records.get(taskId)?.status);
    if (what !== undefined) expect(steps).not.toContain(`${taskId} ${what}`);
  }
}

/** What has been spent is accounted for, whatever else may be. */
function checkSpend({ spend }: StoredRun, notes: readonly Note[]): void {
  const spent = notes.filter(([, , what]) => what?.startsWith("spends") === true).length * priceUsd;
  const booked = spend.reduce((sum, record) => sum + ((record.settled ?? record.reserved).costUsd ?? 0), 0);
  expect(booked).toBeGreaterThanOrEqual(spent);
}

/** Goes on with the file that a killed process has left, and asserts what must hold however often it was killed. */
export async function checkGoingOn(folder: string, name: string, whole: Whole, kills: number): Promise<void> {
  const store = await sqliteStore({ path: join(folder, `${name}.db`) });
  const before = await readNotes(join(folder, `${name}.notes`));
  const left = new Map<string, StoredRun>();
  for (const story of Object.keys(stories)) {
    for (const variant of variants) {
      const runId = `${story}.${variant}`;
      const stored = await store.load(runId);
      if (stored !== undefined) left.set(runId, stored);
    }
  }
  const laterPath = join(folder, `${name}.later-notes`);
  const { orchestrator, handles } = await resumeStories(store, laterPath);
  const unfinished = [...left.values()].filter(({ status }) => status === "running");
  expect(handles.map(({ runId }) => runId).toSorted()).toEqual(
    unfinished.map(({ runId }) => runId).toSorted(),
  );
  const outcomes = new Map<string, unknown>();
  for (const handle of handles) outcomes.set(handle.runId, await handle.settled);
  const after = await readNotes(laterPath);
  for (const [runId, leftRun] of left) {
    try {
      const stored = await store.load(runId);
      if (stored === undefined) throw new Error("The store has lost the run");
      const outcome = await orchestrator.findOutcome(runId);
      expect(describeEnd(stored, outcome)).toEqual(whole.ends.get(storyOf(runId)));
      if (outcomes.has(runId)) expect(withoutTimes(outcomes.get(runId))).toEqual(withoutTimes(outcome));
      for (const { task } of leftRun.tasks)
        if (settled.has(task.status))
          expect(stored.tasks.find((record) => record.task.taskId === task.taskId)?.task).toEqual(task);
      const own = (notes: readonly Note[]) => notes.filter((note) => runOf(note) === runId);
      checkExecutions(leftRun, own(after));
      for (const [execution, count] of countExecutions([...own(before), ...own(after)]))
        expect(count, execution).toBeLessThanOrEqual((whole.executions.get(execution) ?? 0) * (kills + 1));
      if (storyOf(runId) === "budget") checkSpend(stored, own([...before, ...after]));
      await checkEvents(store, stored);
    } catch (error) {
      throw new Error(`${runId} of ${name} did not go on as it should`, { cause: error });
    }
  }
  await orchestrator.close();
  await store.close();
}

import { isDeepStrictEqual } from "node:util";
import type { EventBody, StoredEvent, StoredRun } from "@convoke/core";
import { describeRun, type ExpectedRun } from "./expected.ts";

/** Nothing is lost, and everything came out as in an undisturbed run. */
export function checkRun(expected: ExpectedRun, stored: StoredRun | undefined, outcome: unknown): string[] {
  if (stored === undefined) return [`${expected.runId} is lost`];
  const found = describeRun(stored, outcome);
  if (found.status !== expected.status)
    return [`${expected.runId} is ${found.status}, not ${expected.status} (${JSON.stringify(stored.stop)})`];
  const problems: string[] = [];
  const known = new Map(found.tasks.map((task) => [task.taskId, task]));
  for (const task of expected.tasks) {
    const record = known.get(task.taskId);
    known.delete(task.taskId);
    if (record === undefined) problems.push(`${task.taskId} is lost`);
    else if (!isDeepStrictEqual(record, task))
      problems.push(`${task.taskId} is ${JSON.stringify(record)}, not ${JSON.stringify(task)}`);
  }
  for (const taskId of known.keys()) problems.push(`${taskId} was never asked for`);
  if (problems.length === 0 && !isDeepStrictEqual(found.outcome, expected.outcome))
    problems.push(
      `${expected.runId} came to ${JSON.stringify(found.outcome)}, not ${JSON.stringify(expected.outcome)}`,
    );
  return problems;
}

/** Nothing is committed twice: the log has every event once, in its order. */
export function checkEvents(events: readonly StoredEvent[], expected: readonly ExpectedRun[]): string[] {
  const problems: string[] = [];
  const sequences = new Map<string, number>();
  const settled = new Map<string, number>();
  const ends = new Map<string, number>();
  let cursor = 0;
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const stored of events) {
    const event = stored.event as EventBody;
    if (stored.cursor !== cursor + 1) problems.push(`event ${stored.cursor} follows event ${cursor}`);
    cursor = stored.cursor;
    const before = sequences.get(stored.runId) ?? 0;
    if (stored.sequence !== before + 1)
      problems.push(`${stored.runId}: sequence ${stored.sequence} (${event.type}) follows ${before}`);
    sequences.set(stored.runId, stored.sequence);
    if (event.type === "task-settled") count(settled, event.task.taskId);
    if (event.type === "run-settled") count(ends, stored.runId);
  }
  for (const { runId, tasks } of expected) {
    if (ends.get(runId) !== 1) problems.push(`${runId} has ended ${ends.get(runId) ?? 0} times`);
    for (const { taskId } of tasks)
      if (settled.get(taskId) !== 1) problems.push(`${taskId} was settled ${settled.get(taskId) ?? 0} times`);
  }
  return problems;
}

import type { EventBody, StoredEvent } from "@convoke/core";
import type { SideLine } from "./side-file.ts";

/** What really happened fits what the store says: nothing that was committed was done again. */
export function checkSideFile(lines: readonly SideLine[], events: readonly StoredEvent[]): string[] {
  return [...checkExecutions(lines), ...checkOwners(lines, events)];
}

/** Runs by the coordinators that have worked on them, or believed so. */
export function findOwners(lines: readonly SideLine[]): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const line of lines) {
    if (line.kind !== "told" && line.kind !== "given") continue;
    const { runId, coordinator } = line;
    owners.set(runId, (owners.get(runId) ?? new Set()).add(coordinator));
  }
  return owners;
}

function checkExecutions(lines: readonly SideLine[]): string[] {
  const problems: string[] = [];
  const keys = new Map<string, string>();
  const tasks = new Map<string, string>();
  const settled = new Set<string>();
  const stepped = new Set<string>();
  for (const line of lines) {
    if (line.kind === "settled") settled.add(line.taskId);
    if (line.kind === "start") {
      const { taskId, key, worker, attempt } = line;
      if (settled.has(taskId))
        problems.push(`${taskId}: attempt ${attempt} was started on ${worker} after the task had settled`);
      if ((keys.get(taskId) ?? key) !== key)
        problems.push(`${taskId}: the idempotency key was ${keys.get(taskId)}, and then ${key}`);
      if ((tasks.get(key) ?? taskId) !== taskId)
        problems.push(`the idempotency key ${key} was given to ${tasks.get(key)} and to ${taskId}`);
      keys.set(taskId, key);
      tasks.set(key, taskId);
    }
    if (line.kind === "stepped") stepped.add(`${line.taskId} ${line.step}`);
    if (line.kind === "step" && stepped.has(`${line.taskId} ${line.step}`))
      problems.push(`${line.taskId}: step ${line.step} was done again on ${line.worker} after its commit`);
  }
  return problems;
}

/** Each event of the store was told by one process only, in order: the one that owned the run then. */
function checkOwners(lines: readonly SideLine[], events: readonly StoredEvent[]): string[] {
  const problems: string[] = [];
  const stored = new Map(events.map((event) => [event.cursor, event]));
  const tellers = new Map<string, string>();
  const newest = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== "told") continue;
    const { runId, sequence, cursor, type, coordinator } = line;
    const event = stored.get(cursor);
    const place = `${runId} ${sequence}`;
    if (event === undefined || event.runId !== runId || event.sequence !== sequence) {
      // That alone is told of a run that has ended, and kept nowhere.
      if (type !== "late-result-refused")
        problems.push(`${place}: ${coordinator} told of ${type}, which the store does not have`);
      continue;
    }
    if ((event.event as EventBody).type !== type)
      problems.push(`${place}: ${coordinator} told of ${type}, the store has ${JSON.stringify(event.event)}`);
    const teller = tellers.get(place);
    if (teller !== undefined) problems.push(`${place} was told by ${teller} and by ${coordinator}`);
    tellers.set(place, coordinator);
    const last = newest.get(`${runId} ${coordinator}`) ?? 0;
    if (last > sequence) problems.push(`${place} was told by ${coordinator} after ${last}`);
    newest.set(`${runId} ${coordinator}`, sequence);
  }
  return problems;
}

import type { StoredEvent } from "@convoke/core";
import type { SideLine } from "./side-file.ts";

/** What really happened fits what the store says: nothing that was committed was done again. */
export function checkSideFile(lines: readonly SideLine[], events: readonly StoredEvent[]): string[] {
  return [...checkExecutions(lines), ...checkOwners(lines, events)];
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

/** Each event was told by one process, which owned the run then; who has lost a run tells nothing of it any more. */
function checkOwners(lines: readonly SideLine[], events: readonly StoredEvent[]): string[] {
  const problems: string[] = [];
  const types = new Map<string, string>();
  for (const { runId, sequence, event } of events)
    types.set(`${runId} ${sequence}`, (event as { type: string }).type);
  const tellers = new Map<string, string>();
  const newest = new Map<string, { readonly sequence: number; readonly coordinator: string }>();
  for (const line of lines) {
    if (line.kind !== "told") continue;
    const { runId, sequence, type, coordinator } = line;
    const place = `${runId} ${sequence}`;
    const teller = tellers.get(place);
    if (teller !== undefined) problems.push(`${place} was told by ${teller} and by ${coordinator}`);
    tellers.set(place, coordinator);
    if (types.get(place) !== type)
      problems.push(`${place}: ${coordinator} told of ${type}, the store has ${types.get(place)}`);
    const last = newest.get(runId);
    if (last === undefined || sequence > last.sequence) newest.set(runId, { sequence, coordinator });
    else if (coordinator === last.coordinator)
      problems.push(`${place} was told by ${coordinator} after ${last.sequence}`);
  }
  return problems;
}

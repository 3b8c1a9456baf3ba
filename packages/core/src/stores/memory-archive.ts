import { copyJson } from "../json/canonical-json.ts";
import { checkCount, createInvalidArgument, readRunId } from "./check-arguments.ts";
import type { MemoryState } from "./memory-state.ts";
import type { MemoryRun, MemoryTask } from "./memory-run.ts";
import type { ArchiveFilter, Page, RunRecord, TaskArchive, TaskRecord } from "./task-store.ts";

const pageSize = 100;

/** Creates the reading and housekeeping side of the memory store. */
export function createMemoryArchive(state: MemoryState): TaskArchive {
  return {
    async find(taskId) {
      const task = state.runs.get(readRunId(taskId))?.tasks.get(taskId);
      return task === undefined ? undefined : copyJson(task.record);
    },
    async query(filter, cursor) {
      const after = readCursor(cursor);
      return filter.kind === "runs"
        ? takePage(selectRuns(state.runLog.readAfter(after), filter))
        : takePage(selectTasks(state.taskLog.readAfter(after), filter));
    },
    async readEvents(cursor, limit) {
      checkCount("cursor", cursor);
      checkCount("limit", limit);
      const events = [];
      if (limit === 0) return [];
      for (const [number, { record }] of state.eventLog.readAfter(cursor)) {
        events.push({ ...record, cursor: number });
        if (events.length === limit) break;
      }
      return copyJson(events);
    },
    async prune({ maxSettledTasks }) {
      checkRetention(maxSettledTasks);
      state.prune(maxSettledTasks);
    },
  };
}

/** Refuses a retention that is not a number from 0 up; `Infinity` keeps everything. */
export function checkRetention(maxSettledTasks: number): void {
  if (!(maxSettledTasks >= 0)) {
    throw createInvalidArgument("maxSettledTasks", maxSettledTasks, "Pass a number, 0 or greater.");
  }
}

type Numbered<Record> = readonly [number: number, record: Record];

function* selectRuns(
  runs: Iterable<Numbered<MemoryRun>>,
  filter: ArchiveFilter & { kind: "runs" },
): Iterable<Numbered<RunRecord>> {
  for (const [number, { record }] of runs) {
    if (filter.status === undefined || filter.status === record.status) yield [number, record];
  }
}

function* selectTasks(
  tasks: Iterable<Numbered<MemoryTask>>,
  { runId, status, agentType }: ArchiveFilter & { kind: "tasks" },
): Iterable<Numbered<TaskRecord>> {
  for (const [number, { record }] of tasks) {
    const { task } = record;
    if (runId !== undefined && runId !== task.runId) continue;
    if (status !== undefined && status !== task.status) continue;
    if (agentType !== undefined && agentType !== task.agentType) continue;
    yield [number, record];
  }
}

/** Reads one record more than a page holds: only then is it known that the listing goes on. */
function takePage<Item>(records: Iterable<Numbered<Item>>): Page<Item> {
  const items: Item[] = [];
  let last = 0;
  for (const [number, record] of records) {
    if (items.length === pageSize) return { items: copyJson(items), cursor: String(last) };
    items.push(record);
    last = number;
  }
  return { items: copyJson(items) };
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const number = Number(cursor);
  if (!/^\d+$/.test(cursor) || !Number.isSafeInteger(number)) {
    throw createInvalidArgument("cursor", cursor, "Pass the cursor of an earlier page as it came.");
  }
  return number;
}

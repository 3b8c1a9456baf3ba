import { copyJson } from "../json/canonical-json.ts";
import { checkCount, checkRetention, readCursor, readRunId } from "./check-arguments.ts";
import type { MemoryState } from "./memory-state.ts";
import type { MemoryRun, MemoryTask } from "./memory-run.ts";
import { briefPageSize, pageSize, runPageSize } from "./page-sizes.ts";
import { fitsRunFilter, summarizeRun } from "./summarize-run.ts";
import type {
  ArchiveFilter,
  Page,
  RunFilter,
  RunRecord,
  RunSummary,
  TaskArchive,
  TaskRecord,
} from "./task-store.ts";

/** Creates the reading and housekeeping side of the memory store. */
export function createMemoryArchive(state: MemoryState): TaskArchive {
  return {
    async find(taskId) {
      const task = state.runs.get(readRunId(taskId))?.tasks.get(taskId);
      return task === undefined ? undefined : copyJson(task.record);
    },
    async findRun(runId) {
      const run = state.runs.get(runId);
      return run === undefined ? undefined : copyJson(run.record);
    },
    async query(filter, cursor) {
      const after = readCursor(cursor) ?? 0;
      return filter.kind === "runs"
        ? takePage(selectRuns(state.runLog.readAfter(after), filter), pageSize)
        : takePage(
            selectTasks(state.taskLog.readAfter(after), filter),
            filter.brief === true ? briefPageSize : pageSize,
          );
    },
    async listRuns(filter, cursor) {
      const before = readCursor(cursor) ?? Infinity;
      return takePage(selectSummaries(state, filter, before), runPageSize);
    },
    async lastCursor() {
      return state.eventLog.lastNumber;
    },
    async readEvents(cursor, limit, runId) {
      checkCount("cursor", cursor);
      checkCount("limit", limit);
      const events = [];
      if (limit === 0) return [];
      for (const [number, { record }] of state.eventLog.readAfter(cursor)) {
        if (runId !== undefined && runId !== record.runId) continue;
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
  { runId, status, agentType, brief }: ArchiveFilter & { kind: "tasks" },
): Iterable<Numbered<TaskRecord>> {
  for (const [number, { record }] of tasks) {
    const { task } = record;
    if (runId !== undefined && runId !== task.runId) continue;
    if (status !== undefined && status !== task.status) continue;
    if (agentType !== undefined && agentType !== task.agentType) continue;
    yield [number, brief === true ? leaveOutValues(record) : record];
  }
}

function leaveOutValues(record: TaskRecord): TaskRecord {
  const { result: _, ...task } = record.task;
  return { ...record, task: { ...task, input: undefined } };
}

function* selectSummaries(
  state: MemoryState,
  filter: RunFilter,
  before: number,
): Iterable<Numbered<RunSummary>> {
  for (const [number, { record, tasks }] of state.runLog.readBefore(before)) {
    if (fitsRunFilter(record, tasks, filter)) yield [number, summarizeRun(record, tasks)];
  }
}

/** Reads one record more than a page holds: only then is it known that the listing goes on. */
function takePage<Item>(records: Iterable<Numbered<Item>>, size: number): Page<Item> {
  const items: Item[] = [];
  let last = 0;
  for (const [number, record] of records) {
    if (items.length === size) return { items: copyJson(items), cursor: String(last) };
    items.push(record);
    last = number;
  }
  return { items: copyJson(items) };
}

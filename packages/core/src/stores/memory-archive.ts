import { checkCount, checkRetention, readCursor, readRunId } from "./check-arguments.ts";
import type { MemoryState } from "./memory-state.ts";
import { type MemoryRun, type MemoryTask, readRecord, readRun } from "./memory-run.ts";
import { briefPageSize, pageSize, runPageSize } from "./page-sizes.ts";
import { fitsRunFilter, summarizeRun } from "./summarize-run.ts";
import type { Task } from "../tasks/task.ts";
import type { ArchiveFilter, Page, RunFilter, StoredEvent, TaskArchive, TaskRecord } from "./task-store.ts";

/** Creates the reading and housekeeping side of the memory store. */
export function createMemoryArchive(state: MemoryState): TaskArchive {
  return {
    async find(taskId) {
      const task = state.runs.get(readRunId(taskId))?.tasks.get(taskId);
      return task === undefined ? undefined : readRecord(task);
    },
    async findRun(runId) {
      const run = state.runs.get(runId);
      return run === undefined ? undefined : readRun(run);
    },
    async query(filter, cursor) {
      const after = readCursor(cursor) ?? 0;
      return filter.kind === "runs"
        ? takePage(selectRuns(state.runLog.readAfter(after), filter), pageSize, readRun)
        : takePage(
            selectTasks(state.taskLog.readAfter(after), filter),
            filter.brief === true ? briefPageSize : pageSize,
            filter.brief === true ? readBrief : readRecord,
          );
    },
    async listRuns(filter, cursor) {
      const before = readCursor(cursor) ?? Infinity;
      return takePage(selectSummaries(state, filter, before), runPageSize, summarizeRun);
    },
    async lastCursor() {
      return state.eventLog.lastNumber;
    },
    async readEvents(cursor, limit, runId) {
      checkCount("cursor", cursor);
      checkCount("limit", limit);
      const events: StoredEvent[] = [];
      if (limit === 0) return events;
      for (const [number, { run, sequence, text }] of state.eventLog.readAfter(cursor)) {
        const { runId: its } = run.record;
        if (runId !== undefined && runId !== its) continue;
        const event: unknown = text === undefined ? undefined : JSON.parse(text);
        events.push({ runId: its, sequence, event, cursor: number });
        if (events.length === limit) break;
      }
      return events;
    },
    async prune({ maxSettledTasks, keepSettledRuns }) {
      checkRetention(maxSettledTasks, keepSettledRuns);
      state.prune(maxSettledTasks, keepSettledRuns);
    },
  };
}

type Numbered<Entry> = readonly [number: number, entry: Entry];

function* selectRuns(
  runs: Iterable<Numbered<MemoryRun>>,
  filter: ArchiveFilter & { kind: "runs" },
): Iterable<Numbered<MemoryRun>> {
  for (const numbered of runs) {
    if (filter.status === undefined || filter.status === numbered[1].record.status) yield numbered;
  }
}

function* selectTasks(
  tasks: Iterable<Numbered<MemoryTask>>,
  { runId, status, agentType }: ArchiveFilter & { kind: "tasks" },
): Iterable<Numbered<MemoryTask>> {
  for (const numbered of tasks) {
    const task = numbered[1];
    if (runId !== undefined && runId !== task.run.record.runId) continue;
    if (status !== undefined && status !== task.status) continue;
    if (agentType !== undefined && agentType !== task.agentType) continue;
    yield numbered;
  }
}

function readBrief(stored: MemoryTask): TaskRecord {
  const record = readRecord(stored);
  const { input: _input, result: _result, ...task } = record.task;
  return { ...record, task: task as Task };
}

function* selectSummaries(
  state: MemoryState,
  filter: RunFilter,
  before: number,
): Iterable<Numbered<MemoryRun>> {
  for (const numbered of state.runLog.readBefore(before)) {
    const { record, tasks } = numbered[1];
    if (fitsRunFilter(record, tasks, filter)) yield numbered;
  }
}

/** Looks for one entry more than a page holds: only then is it known that the listing goes on. */
function takePage<Entry, Item>(
  entries: Iterable<Numbered<Entry>>,
  size: number,
  read: (entry: Entry) => Item,
): Page<Item> {
  const items: Item[] = [];
  let last = 0;
  for (const [number, entry] of entries) {
    if (items.length === size) return { items, cursor: String(last) };
    items.push(read(entry));
    last = number;
  }
  return { items };
}

import type {
  AnswerRecord,
  Lease,
  Page,
  RunRecord,
  RunStatus,
  RunSummary,
  SpendRecord,
  StepRecord,
  StoredEvent,
  StoredRun,
  TaskRecord,
} from "../stores/task-store.ts";
import type { LoadedRows } from "./perform-read.ts";
import type { Row } from "./statements.ts";
import { decodeText } from "./store-text.ts";

/** A value whose text the store has written. */
function readJson(text: unknown): unknown {
  return JSON.parse(text as string);
}

export function toLease({ runId, owner, ...terms }: Lease): Lease {
  return { runId: decodeText(runId), owner: decodeText(owner), ...terms };
}

export function toTaskRecord({ brief, input, result }: Row): TaskRecord {
  const record = readJson(brief) as { -readonly [Key in keyof TaskRecord]: TaskRecord[Key] };
  const hasInput = typeof input === "string";
  const hasResult = typeof result === "string";
  if (hasInput || hasResult) {
    record.task = {
      ...record.task,
      ...(hasInput && { input: readJson(input) }),
      ...(hasResult && { result: readJson(result) }),
    };
  }
  return record;
}

export function toKeyedValue({ task_id, key, value }: Row): StepRecord & AnswerRecord {
  return {
    taskId: decodeText(String(task_id)),
    key: decodeText(String(key)),
    value: value === null ? undefined : readJson(value),
  };
}

function toHeader(row: Row): Omit<RunRecord, "plan"> {
  return {
    runId: decodeText(String(row["run_id"])),
    strategy: decodeText(String(row["strategy"])),
    title: decodeText(String(row["title"])),
    createdAt: Number(row["created_at"]),
    status: row["status"] as RunStatus,
    ...(row["finished_at"] !== null && { finishedAt: Number(row["finished_at"]) }),
    ...(row["stop"] !== null && { stop: readJson(row["stop"]) as RunRecord["stop"] }),
  };
}

export function toRunRecord(row: Row): RunRecord {
  return { ...toHeader(row), plan: row["plan"] === null ? undefined : readJson(row["plan"]) };
}

export function toStoredRun({ run, tasks, steps, spend, answers }: LoadedRows): StoredRun {
  return {
    ...toRunRecord(run),
    tasks: tasks.map(toTaskRecord),
    steps: steps.map(toKeyedValue),
    spend: spend.map(({ record }) => readJson(record) as SpendRecord),
    answers: answers.map(toKeyedValue),
    sequence: Number(run["sequence"]),
  };
}

export function toRunSummary(row: Row): RunSummary {
  const agentTypes = readJson(row["agent_types"]) as readonly string[];
  return {
    ...toHeader(row),
    tasks: {
      pending: Number(row["pending"]),
      in_progress: Number(row["in_progress"]),
      completed: Number(row["completed"]),
      failed: Number(row["failed"]),
      cancelled: Number(row["cancelled"]),
    },
    agentTypes: agentTypes
      .map(decodeText)
      .filter((type) => type !== "")
      .sort(),
    spend: { costUsd: Number(row["cost_usd"]), tokens: Number(row["tokens"]) },
  };
}

export function toStoredEvent(row: Row): StoredEvent {
  return {
    runId: decodeText(String(row["run_id"])),
    sequence: Number(row["sequence"]),
    event: row["event"] === null ? undefined : readJson(row["event"]),
    cursor: Number(row["cursor"]),
  };
}

/** A page of what was read, which is one row more when the listing goes on. */
export function toPage<Item>(rows: readonly Row[], size: number, read: (row: Row) => Item): Page<Item> {
  const items = rows.slice(0, size).map(read);
  return rows.length <= size ? { items } : { items, cursor: String(rows[size - 1]["number"]) };
}

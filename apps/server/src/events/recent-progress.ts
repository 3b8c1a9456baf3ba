import type { OrchestrationEvent, Progress } from "@convoke/core";
import type { ProgressRecap } from "../api/event.ts";
import type { SentEvent } from "./sent-event.ts";

/** The latest progress of the tasks of runs that go on, in bounded memory. */
export interface RecentProgress {
  note(event: Extract<OrchestrationEvent, { type: "task-progress" }>, sent: SentEvent): void;
  /** Forgets a run that has ended. */
  drop(runId: string): void;
  /** What is known of a run, by task, the task that told something last at the end. */
  recall(runId: string): readonly ProgressRecap[];
}

interface Entry {
  at: number;
  progress: Progress;
  size: number;
}

interface TaskProgress {
  readonly taskId: string;
  entries: Entry[];
  size: number;
  omitted: number;
}

interface RunProgress {
  /** The task that told something last stands at the end. */
  readonly tasks: Map<string, TaskProgress>;
  size: number;
}

const mostEntries = 200;
/** In characters. */
const mostOfTask = 64_000;
const mostOfRun = 256_000;
const mostOfAll = 16_000_000;

/** Pieces of text are many and small: the ones of a step are joined. */
interface TextPiece {
  readonly type: "text";
  readonly text: string;
  readonly step?: number;
}

export function createRecentProgress(): RecentProgress {
  /** The run that told something last stands at the end. */
  const runs = new Map<string, RunProgress>();
  let size = 0;

  function drop(runId: string): void {
    const run = runs.get(runId);
    if (run === undefined) return;
    size -= run.size;
    runs.delete(runId);
  }

  return {
    drop,
    note({ runId, taskId, at, progress }, sent) {
      const run = moveToEnd(runs, runId, () => ({ tasks: new Map<string, TaskProgress>(), size: 0 }));
      const before = run.size;
      const task = moveToEnd(run.tasks, taskId, () => ({ taskId, entries: [], size: 0, omitted: 0 }));
      run.size -= task.size;
      addEntry(task, at, progress, sent);
      run.size += task.size;
      for (const [oldest, { size: its }] of run.tasks) {
        if (run.size <= mostOfRun || oldest === taskId) break;
        run.tasks.delete(oldest);
        run.size -= its;
      }
      size += run.size - before;
      for (const oldest of runs.keys()) {
        if (size <= mostOfAll || oldest === runId) break;
        drop(oldest);
      }
    },
    recall(runId) {
      return Array.from(runs.get(runId)?.tasks.values() ?? [], ({ taskId, entries, omitted }) => ({
        type: "progress-recap",
        runId,
        taskId,
        at: entries.at(-1)?.at ?? 0,
        entries: entries.map(({ at, progress }) => ({ at, progress })),
        omitted,
      }));
    },
  };
}

function addEntry(task: TaskProgress, at: number, progress: Progress, sent: SentEvent): void {
  const piece = readText(progress);
  const last = task.entries.at(-1);
  const begun = last === undefined ? undefined : readText(last.progress);
  if (piece !== undefined && begun !== undefined && last !== undefined && piece.step === begun.step) {
    const text = keepTail(begun.text + piece.text);
    task.size -= last.size;
    last.at = at;
    last.progress = { ...progress, data: { ...piece, text } };
    last.size = text.length + 100;
    task.size += last.size;
  } else {
    const entry = { at, progress, size: piece === undefined ? sent.text.length : piece.text.length + 100 };
    task.entries.push(entry);
    task.size += entry.size;
  }
  let tooMany = 0;
  let { size } = task;
  while (tooMany < task.entries.length && (size > mostOfTask || task.entries.length - tooMany > mostEntries))
    size -= task.entries[tooMany++].size;
  if (tooMany === 0) return;
  task.entries = task.entries.slice(tooMany);
  task.size = size;
  task.omitted += tooMany;
}

/** Half of what a task may have, so that its states find room beside. */
function keepTail(text: string): string {
  if (text.length <= mostOfTask / 2) return text;
  // Cut well below the bound, so that not each further piece copies the whole again; never within a character.
  const tail = text.slice(-mostOfTask / 4);
  return /^[\uDC00-\uDFFF]/.test(tail) ? tail.slice(1) : tail;
}

function readText({ data }: Progress): TextPiece | undefined {
  const piece = data as Partial<TextPiece> | null | undefined;
  return typeof piece === "object" && piece?.type === "text" && typeof piece.text === "string"
    ? (piece as TextPiece)
    : undefined;
}

function moveToEnd<Value>(map: Map<string, Value>, key: string, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.delete(key);
  map.set(key, value);
  return value;
}

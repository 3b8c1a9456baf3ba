import type { BriefEvent } from "../../../api/event.ts";
import type { TaskBrief } from "../../../api/task.ts";
import { foldProgress, foldRecap } from "./fold-progress.ts";
import { putQuestion } from "./put-question.ts";
import { isOver, nothingLive, rootOf, type Turn } from "./turn.ts";

/** A turn after one more event of its run; the same turn when the event is known or of another run. */
export function foldEvent(turn: Turn, event: BriefEvent): Turn {
  if (event.runId !== turn.runId) return turn;
  if (event.type === "task-progress") return isOver(turn) ? turn : foldProgress(turn, event);
  if (event.type === "progress-recap") return isOver(turn) ? turn : foldRecap(turn, event);
  if (event.type === "events-dropped" || event.cursor <= turn.cursor) return turn;
  const next = { ...turn, cursor: event.cursor };
  switch (event.type) {
    case "run-started":
      return { ...next, startedAt: turn.startedAt ?? event.at };
    case "task-created":
    case "task-started":
      return { ...next, tasks: putTask(turn.tasks, event.task) };
    case "task-settled": {
      const tasks = putTask(turn.tasks, event.task);
      const waiting = turn.waiting.filter(({ taskId }) => taskId !== event.task.taskId);
      return { ...next, tasks, waiting, failure: readFailure(tasks) };
    }
    case "task-waiting":
      return { ...next, waiting: putQuestion(turn.waiting, { taskId: event.taskId, key: event.key }) };
    case "task-answered":
      return {
        ...next,
        waiting: turn.waiting.filter(({ taskId, key }) => taskId !== event.taskId || key !== event.key),
      };
    case "run-settled":
      return settle({ ...next, status: event.status, finishedAt: event.at });
    case "run-parked":
    case "attempt-failed":
    case "late-result-refused":
      return next;
  }
}

/** A turn whose run is over: what was only told while it ran gives way to its result. */
export function settle(turn: Turn): Turn {
  return { ...turn, waiting: [], live: nothingLive, failure: readFailure(turn.tasks) };
}

/** A list of tasks with one of them replaced, or added at the end. */
function putTask(tasks: readonly TaskBrief[], task: TaskBrief): readonly TaskBrief[] {
  const at = tasks.findIndex(({ taskId }) => taskId === task.taskId);
  return at === -1 ? [...tasks, task] : tasks.with(at, task);
}

function readFailure(tasks: readonly TaskBrief[]): Turn["failure"] {
  const root = rootOf({ tasks });
  if (root === undefined || (root.status !== "failed" && root.status !== "cancelled")) return undefined;
  return {
    code: root.failure?.code ?? (root.status === "cancelled" ? "cancelled" : "agent_failed"),
    message: root.failure?.message ?? root.error ?? "",
  };
}

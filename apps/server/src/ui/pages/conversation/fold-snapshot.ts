import type { EnhancedResult } from "@convoke/enhanced-agent";
import type { Approval } from "../../../api/approval.ts";
import type { RunDetail } from "../../../api/run.ts";
import type { TaskDetail } from "../../../api/task.ts";
import { settle } from "./fold-event.ts";
import { putQuestion } from "./put-question.ts";
import type { Turn } from "./turn.ts";

/** A turn after what the server says of its run; an older picture than the turn's own changes nothing. */
export function foldSnapshot(turn: Turn, { run, tasks, cursor }: RunDetail): Turn {
  if (run.runId !== turn.runId || cursor < turn.cursor) return turn;
  const open = new Set(tasks.flatMap(({ taskId, status }) => (status === "in_progress" ? [taskId] : [])));
  const next: Turn = {
    ...turn,
    cursor,
    status: run.status,
    startedAt: run.createdAt,
    finishedAt: run.finishedAt,
    tasks,
    waiting: turn.waiting.filter(({ taskId }) => open.has(taskId)),
  };
  return run.status === "running" ? next : settle(next);
}

/** A turn with what its main task was given and returned. */
export function foldTask(turn: Turn, { task }: TaskDetail): Turn {
  if (task.runId !== turn.runId) return turn;
  const input = task.input as { readonly prompt?: unknown } | null | undefined;
  const prompt = typeof input?.prompt === "string" ? input.prompt : task.description;
  return { ...turn, prompt, result: isResult(task.result) ? task.result : turn.result };
}

/** A turn with exactly the questions of its run that are open now, as the server lists them. */
export function foldApprovals(turn: Turn, approvals: readonly Approval[]): Turn {
  const own = approvals.filter(({ runId }) => runId === turn.runId);
  let waiting: Turn["waiting"] = turn.waiting.filter(({ taskId, key }) =>
    own.some((each) => each.taskId === taskId && each.key === key),
  );
  for (const { taskId, key, action, shown } of own) {
    const told = { ...(action !== undefined && { action }), ...(shown !== undefined && { shown }) };
    waiting = putQuestion(waiting, { taskId, key, ...told });
  }
  return { ...turn, waiting };
}

/** Only what this page reads of it: the result comes from a store, which older versions may have written. */
function isResult(value: unknown): value is EnhancedResult {
  if (typeof value !== "object" || value === null) return false;
  const { answer, citations, evidence } = value as Partial<EnhancedResult>;
  return typeof answer === "string" && Array.isArray(citations) && Array.isArray(evidence);
}

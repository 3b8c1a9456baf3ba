import type { BriefEvent } from "../../../../api/event.ts";
import type { TaskBrief } from "../../../../api/task.ts";

/** One line of the log of a run. */
export interface LogEntry {
  readonly cursor: number;
  readonly at: number;
  readonly type: BriefEvent["type"];
  readonly taskId?: string;
  /** What happened, in words; of a task without the task's own description. */
  readonly text: string;
  readonly tone: "plain" | "good" | "bad";
}

type DurableBrief = Extract<BriefEvent, { readonly cursor: number }>;

/** An event in words. */
export function describeEvent(event: DurableBrief): LogEntry {
  const { cursor, at, type } = event;
  return { cursor, at, type, ...describe(event) };
}

function describe(event: DurableBrief): Pick<LogEntry, "taskId" | "text" | "tone"> {
  switch (event.type) {
    case "run-started":
      return { text: `The run started (${event.strategy})`, tone: "plain" };
    case "run-settled":
      return { text: `The run ${endings[event.status]}`, tone: tones[event.status] };
    case "run-parked":
      return { text: event.failure.message, tone: "bad" };
    case "task-created":
      return { taskId: event.task.taskId, text: "Created", tone: "plain" };
    case "task-started": {
      const again = event.attempt > 1 ? `, attempt ${event.attempt}` : "";
      return {
        taskId: event.task.taskId,
        text: `Started by ${event.task.agentName ?? event.task.agentType}${again}`,
        tone: "plain",
      };
    }
    case "task-waiting":
      return { taskId: event.taskId, text: `Waits for an answer (${event.key})`, tone: "plain" };
    case "task-answered":
      return { taskId: event.taskId, text: `Was answered (${event.key})`, tone: "plain" };
    case "attempt-failed": {
      const { failure, attempt, agentName } = event;
      return {
        taskId: event.taskId,
        text: `Attempt ${attempt} of ${agentName} failed: ${failure.message} (${failure.code})${describeSequel(event)}`,
        tone: "bad",
      };
    }
    case "task-settled":
      return { taskId: event.task.taskId, text: describeEnd(event.task), tone: tones[event.task.status] };
    case "late-result-refused":
      return {
        taskId: event.taskId,
        text: `A result of ${event.agentName} came too late and was refused`,
        tone: "bad",
      };
  }
}

const endings = { completed: "completed", failed: "failed", cancelled: "was cancelled" } as const;
const tones = {
  pending: "plain",
  in_progress: "plain",
  completed: "good",
  failed: "bad",
  cancelled: "plain",
} as const;

function describeEnd({ status, error }: TaskBrief): string {
  if (status === "completed") return "Completed";
  const word = status === "failed" ? "Failed" : "Cancelled";
  return error === undefined ? word : `${word}: ${error}`;
}

/** What comes after a failed attempt, as the end of a sentence. */
export function describeSequel({
  sequel,
  delayMs,
}: {
  readonly sequel: string;
  readonly delayMs: number;
}): string {
  if (sequel === "retry")
    return delayMs > 0 ? `; tried again after ${Math.round(delayMs)} ms` : "; tried again at once";
  return sequel === "fallback" ? "; another agent takes over" : "";
}

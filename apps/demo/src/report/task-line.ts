import { type Task, TaskStatus } from "@convoke/core";
import { formatDuration } from "./duration.ts";
import { cleanText, truncateText } from "./text.ts";

/** What is known of a task when its line is written. */
export type TaskFacts = Pick<
  Task,
  | "agentType"
  | "agentName"
  | "description"
  | "status"
  | "result"
  | "error"
  | "failure"
  | "startedAt"
  | "finishedAt"
> & { readonly isRecalled?: boolean };

/** A task that an earlier process has finished. */
export type RecalledTask = Task & { readonly isRecalled: true };

/** Columns of a mark before a line; the live view draws its own. */
export const markWidth = 2;

const [typeWidth, nameWidth] = [9, 21];

/** Like those of the live view. */
const marks: Readonly<Partial<Record<Task["status"], string>>> = {
  [TaskStatus.COMPLETED]: "✔",
  [TaskStatus.FAILED]: "✖",
  [TaskStatus.CANCELLED]: "–",
};

/** The mark of a task that has settled. */
export function markTask({ status }: Pick<Task, "status">): string {
  return marks[status] ?? "·";
}

/** How long a task ran, in milliseconds; 0 when no agent was started for it. */
export function measureTask({ startedAt, finishedAt }: Pick<Task, "startedAt" | "finishedAt">): number {
  return startedAt === undefined || finishedAt === undefined ? 0 : finishedAt - startedAt;
}

/**
 * One task as one line of at most `width` characters: agent type, agent, time, and what it was about or came to.
 */
export function formatTaskLine(
  task: TaskFacts,
  { width, describe }: { width: number; describe?: ((task: TaskFacts) => string) | undefined },
): string {
  const type = truncateText(task.agentType, typeWidth).padEnd(typeWidth);
  const head = wasOffered(task) ? [type, ...describeRun(task)].join("  ") : type;
  const room = width - head.length - 2;
  const text =
    describe === undefined ? fitText(task.description, task.error, room) : truncateText(describe(task), room);
  return `${head}  ${text}`.trimEnd();
}

/** False for a task that settled before any agent had it: what it was about takes the agent's place. */
function wasOffered({ agentName, startedAt, status }: TaskFacts): boolean {
  return agentName !== undefined || startedAt !== undefined || markTask({ status }) === "·";
}

function describeRun(task: TaskFacts): readonly string[] {
  const time = task.isRecalled
    ? "earlier"
    : task.startedAt === undefined
      ? ""
      : task.finishedAt === undefined
        ? "…"
        : formatDuration(measureTask(task));
  return [truncateText(task.agentName ?? "", nameWidth).padEnd(nameWidth), time.padStart(7)];
}

/** The description gives way to the error, since the error is the news. */
function fitText(description: string, error: string | undefined, room: number): string {
  if (error === undefined) return truncateText(description, room);
  const said = cleanText(error);
  const left = room - said.length - 2;
  return left < Math.min(12, description.length)
    ? truncateText(said, room)
    : `${truncateText(description, left)}: ${said}`;
}

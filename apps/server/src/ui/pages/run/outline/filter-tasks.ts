import type { StatusName } from "../../../components/status-badge.tsx";
import type { TaskPicture } from "../live/run-picture.ts";
import { statusOf } from "../status-of.ts";

/** What a list of tasks is narrowed to; an empty text and `all` narrow nothing. */
export interface TaskFilter {
  readonly text: string;
  readonly status: StatusName | "all";
}

/** True when a task fits: the text stands in its description, agent, capability, id or error. */
export function fitsFilter(known: TaskPicture, { text, status }: TaskFilter): boolean {
  if (status !== "all" && statusOf(known) !== status) return false;
  if (text === "") return true;
  const wanted = text.toLowerCase();
  const { description, agentType, agentName = "", capability = "", taskId, error = "" } = known.task;
  return [description, agentType, agentName, capability, taskId, error].some((part) =>
    part.toLowerCase().includes(wanted),
  );
}

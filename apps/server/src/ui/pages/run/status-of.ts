import type { StatusName } from "../../components/status-badge.tsx";
import type { TaskPicture } from "./live/run-picture.ts";

/** How a task stands, in the dashboard's words: one that waits for a person says so. */
export function statusOf({ task, waits }: TaskPicture): StatusName {
  const isWaiting = task.status === "in_progress" && waits.some(({ until }) => until === undefined);
  return isWaiting ? "waiting" : task.status;
}

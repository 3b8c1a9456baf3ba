/** Where a task is in its life: the last three are final. */
export const TaskStatus = {
  PENDING: "pending",
  IN_PROGRESS: "in_progress",
  COMPLETED: "completed",
  FAILED: "failed",
  CANCELLED: "cancelled",
} as const;

export type TaskStatus = (typeof TaskStatus)[keyof typeof TaskStatus];

/** True when a task of this status will not change any more. */
export function isSettled(status: TaskStatus): boolean {
  return status !== TaskStatus.PENDING && status !== TaskStatus.IN_PROGRESS;
}

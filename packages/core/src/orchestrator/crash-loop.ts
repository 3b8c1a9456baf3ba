import { ErrorCode } from "../errors/error-code.ts";
import { OrchestrationError } from "../errors/orchestration-error.ts";
import type { Lease, StoredRun } from "../stores/task-store.ts";
import { stopFor } from "../tasks/failure.ts";
import type { TaskStop } from "../tasks/live-task.ts";
import { TaskStatus } from "../tasks/task-status.ts";

/** More tasks than this are counted, not named. */
const namedTasks = 3;

/** Why a run that ends its process again and again is not taken up any more; `undefined` while it may be. */
export function findCrashLoop(
  { runId, recoveries }: Lease,
  { tasks }: StoredRun,
  maxResumes: number,
): TaskStop | undefined {
  if (recoveries <= maxResumes) return undefined;
  const underWay = tasks
    .filter(({ task }) => task.status === TaskStatus.IN_PROGRESS)
    .map(({ task }) => `${task.taskId} ("${task.description}")`);
  const more = underWay.length > namedTasks ? ` and ${underWay.length - namedTasks} more` : "";
  const last = underWay.length === 0 ? "no task" : underWay.slice(0, namedTasks).join(", ") + more;
  const times = recoveries === 1 ? "once" : `${recoveries} times in a row`;
  const message =
    `Run ${runId} was given up: its process died ${times} before anything more of it had settled ` +
    `(maxResumes ${maxResumes}). Under way was ${last}: find out what ends the process there, then start the run anew ` +
    "under another id, or raise maxResumes";
  const details = { recoveries, maxResumes };
  return stopFor("failed", new OrchestrationError(ErrorCode.CRASH_LOOP, message, { details }));
}

import { type DurableEvent, ErrorCode, type Task } from "@convoke/core";
import { ServerProblemCode } from "../api/problem.ts";
import type { TaskDetail } from "../api/task.ts";
import { ProblemError } from "../http/problem.ts";
import type { Services } from "../services.ts";

type AttemptFailure = TaskDetail["failedAttempts"][number];

const pageSize = 500;
/** Of a run's events, how many are looked through at most. */
const mostEvents = 50_000;

/** A task with what its run's events tell of it. Throws `not_found` for one that nobody knows. */
export async function findTask(id: string, services: Services): Promise<TaskDetail> {
  const { orchestrator, approvals, events } = services;
  const task = await orchestrator.findTask(id);
  if (task === undefined) {
    throw new ProblemError(
      ServerProblemCode.NOT_FOUND,
      `There is no task "${id}": check the id, with %2F for each slash; it may have been dropped by retention.`,
    );
  }
  refuseParked(task, services);
  const waitingFor = approvals.listOf(id).map(({ key }) => key);
  const failedAttempts = mayHaveFailed(task) ? await readFailures(task, events) : [];
  return { task, failedAttempts, waitingFor };
}

/**
 * Hands on the record of a task, unless the shutdown has ended it: the record of this process says that it was cancelled,
 * while what is stored goes on with the next life of the server. Throws `shutting_down` then.
 */
export function refuseParked(task: Task, { stopping, configuration }: Services): Task {
  const isDurable = configuration.dataFolder !== undefined;
  if (!stopping.aborted || !isDurable || task.failure?.code !== ErrorCode.CLOSED) return task;
  throw new ProblemError(
    ServerProblemCode.SHUTTING_DOWN,
    `The server is stopping: ask for the task "${task.taskId}" when it has been started anew.`,
    undefined,
    { "retry-after": "5", location: `/api/tasks/${encodeURIComponent(task.taskId)}` },
  );
}

/** Most tasks complete at the first attempt: of them there is nothing to read. */
function mayHaveFailed({ status, attempts }: Task): boolean {
  return attempts > 1 || (attempts === 1 && status !== "completed");
}

async function readFailures({ runId, taskId }: Task, events: Services["events"]): Promise<AttemptFailure[]> {
  const failures: AttemptFailure[] = [];
  let cursor = 0;
  for (let seen = 0; seen < mostEvents;) {
    const page = await events.readAfter(cursor, pageSize, runId);
    for (const { event } of page) {
      if (event.type === "attempt-failed" && event.taskId === taskId) failures.push(describeFailure(event));
      if (event.type === "task-settled" && event.task.taskId === taskId) return failures;
    }
    cursor = page.at(-1)?.cursor ?? cursor;
    seen += page.length;
    if (page.length < pageSize) break;
  }
  return failures;
}

function describeFailure(event: Extract<DurableEvent, { type: "attempt-failed" }>): AttemptFailure {
  const { attempt, agentType, agentName, failure, sequel, delayMs, at } = event;
  return {
    attempt,
    agentType,
    agentName,
    failure: failure as AttemptFailure["failure"],
    sequel,
    delayMs,
    at,
  };
}

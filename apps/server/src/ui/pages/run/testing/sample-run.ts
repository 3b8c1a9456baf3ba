import type { BriefEvent } from "../../../../api/event.ts";
import type { RunDetail } from "../../../../api/run.ts";
import type { TaskBrief } from "../../../../api/task.ts";

/** A task of the run `run`, completed unless said otherwise. */
export function createTask(given: Partial<TaskBrief> = {}): TaskBrief {
  return {
    taskId: "run/0",
    runId: "run",
    agentType: "knowledge",
    description: "Research",
    status: "completed",
    attempts: 1,
    createdAt: 1_000,
    startedAt: 1_010,
    finishedAt: 1_100,
    ...given,
  };
}

/** A snapshot of the run `run` with these tasks. */
export function createDetail(
  tasks: readonly TaskBrief[],
  given: Partial<Omit<RunDetail, "run">> & { readonly run?: Partial<RunDetail["run"]> } = {},
): RunDetail {
  return {
    plan: undefined,
    cursor: 0,
    tasks,
    ...given,
    run: {
      runId: "run",
      strategy: "parallel",
      title: "A run",
      status: "running",
      createdAt: 1_000,
      tasks: { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 },
      agentTypes: [],
      spend: { costUsd: 0, tokens: 0 },
      openApprovals: 0,
      ...given.run,
    },
  };
}

type Durable = Extract<BriefEvent, { readonly cursor: number }>;
type Body<Event> = Event extends unknown ? Omit<Event, "runId" | "sequence" | "cursor" | "at"> : never;

/** A durable event of the run `run`; it happened `cursor` milliseconds after the run was created. */
export function createEvent(cursor: number, body: Body<Durable>): BriefEvent {
  return { ...body, runId: "run", sequence: cursor, cursor, at: 1_000 + cursor } as BriefEvent;
}

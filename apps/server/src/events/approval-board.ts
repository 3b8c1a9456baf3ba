import type { Orchestrator, OrchestrationEvent, TaskArchive } from "@convoke/core";
import type { Approval } from "../api/approval.ts";
import { readPendingApproval } from "./read-pending-approval.ts";

/** The questions that tasks wait for answers to, as their events tell. */
export interface ApprovalBoard {
  /** The oldest first. */
  list(): readonly Approval[];
  /** The open questions of one task. */
  listOf(taskId: string): readonly Approval[];
  /** True once somebody has asked more than is listed. */
  readonly isPartial: boolean;
  /** How many are open in a run. */
  countOf(runId: string): number;
  close(): void;
}

type Told = Pick<Approval, "action" | "shown">;

/** What is known of a task that asks. */
interface Asking {
  readonly runId: string;
  readonly open: Map<string, Approval>;
  /** What an agent has told of its questions, by key; it comes before the question. */
  readonly told: Map<string, Told>;
}

/** Of tasks, and of questions in all; whoever asks more can be answered by name, but is not listed. */
const mostAsking = 10_000;
const mostOfTask = 100;

/**
 * Makes the board. A run that is resumed asks again, so that nothing is missing after a restart.
 *
 * The title of a run comes from the store, where there is one; before it has answered, the task's description stands there.
 */
export function createApprovalBoard(
  orchestrator: Orchestrator,
  archive?: Pick<TaskArchive, "findRun">,
): ApprovalBoard {
  const tasks = new Map<string, Asking>();
  const counts = new Map<string, number>();
  let isPartial = false;

  function find(taskId: string, runId: string): Asking | undefined {
    const known = tasks.get(taskId);
    if (known !== undefined) return known;
    if (tasks.size >= mostAsking) {
      isPartial = true;
      return undefined;
    }
    const asking: Asking = { runId, open: new Map(), told: new Map() };
    tasks.set(taskId, asking);
    return asking;
  }

  function count(runId: string, change: number): void {
    const sum = (counts.get(runId) ?? 0) + change;
    if (sum > 0) counts.set(runId, sum);
    else counts.delete(runId);
  }

  function put(asking: Asking, approval: Approval): void {
    const { open } = asking;
    if (!open.has(approval.key)) {
      if (open.size >= mostOfTask) {
        isPartial = true;
        return;
      }
      count(asking.runId, 1);
    }
    open.set(approval.key, approval);
  }

  function remove(asking: Asking | undefined, key: string): void {
    if (asking?.open.delete(key) === true) count(asking.runId, -1);
    asking?.told.delete(key);
  }

  function ask({ taskId, runId, key, at }: Extract<OrchestrationEvent, { type: "task-waiting" }>): void {
    const asking = find(taskId, runId);
    if (asking === undefined) return;
    const task = orchestrator.getTaskStatus(taskId);
    const description = task?.description ?? "";
    put(asking, {
      taskId,
      runId,
      key,
      agentType: task?.agentType ?? "",
      agentName: task?.agentName,
      description,
      runTitle: orchestrator.getTaskStatus(runId)?.description ?? description,
      ...asking.told.get(key),
      since: at,
    });
    if (archive !== undefined && taskId !== runId) void addTitle(archive, asking, key);
  }

  async function addTitle(store: Pick<TaskArchive, "findRun">, asking: Asking, key: string): Promise<void> {
    // A store that fails tells so elsewhere; the question is shown all the same.
    const run = await store.findRun(asking.runId).catch(() => undefined);
    const approval = asking.open.get(key);
    if (run !== undefined && approval !== undefined)
      asking.open.set(key, { ...approval, runTitle: run.title });
  }

  function forget(taskId: string): void {
    const asking = tasks.get(taskId);
    if (asking === undefined) return;
    tasks.delete(taskId);
    count(asking.runId, -asking.open.size);
  }

  function note(event: OrchestrationEvent): void {
    if (event.type === "task-settled") forget(event.task.taskId);
    else if (event.type === "task-waiting") ask(event);
    else if (event.type === "task-answered") remove(tasks.get(event.taskId), event.key);
    else if (event.type === "attempt-failed") {
      // Whoever asked is gone; the next attempt asks for itself.
      const asking = tasks.get(event.taskId);
      for (const key of asking?.open.keys() ?? []) remove(asking, key);
    } else if (event.type === "task-progress") {
      const pending = readPendingApproval(event.progress.data);
      const asking = pending && find(event.taskId, event.runId);
      if (pending === undefined || asking === undefined || asking.told.size >= mostOfTask) return;
      const { key, ...told } = pending;
      asking.told.set(key, told);
      const known = asking.open.get(key);
      if (known !== undefined) asking.open.set(key, { ...known, ...told });
    }
  }

  const stop = orchestrator.subscribe(note, {
    types: ["task-progress", "task-waiting", "task-answered", "attempt-failed", "task-settled"],
  });
  return {
    list: () =>
      Array.from(tasks.values(), ({ open }) => [...open.values()])
        .flat()
        .sort((left, right) => left.since - right.since),
    listOf: (taskId) => [...(tasks.get(taskId)?.open.values() ?? [])],
    get isPartial() {
      return isPartial;
    },
    countOf: (runId) => counts.get(runId) ?? 0,
    close: stop,
  };
}

import type { Orchestrator } from "@convoke/core";
import type { Approval } from "../api/approval.ts";

/** The questions that tasks wait for answers to, as their events tell. */
export interface ApprovalBoard {
  list(): readonly Approval[];
  /** How many are open in a run. */
  countOf(runId: string): number;
  close(): void;
}

export function createApprovalBoard(orchestrator: Orchestrator): ApprovalBoard {
  const open = new Map<string, Approval>();
  const shown = new Map<string, { action: string; shown: string }>();
  const nameOf = (taskId: string, key: string): string => JSON.stringify([taskId, key]);
  const stop = orchestrator.subscribe((event) => {
    if (event.type === "task-progress") {
      const data = event.progress.data as
        | { type?: string; action?: string; key?: string; shown?: string }
        | undefined;
      if (data?.type !== "approval-pending" || data.key === undefined) return;
      const name = nameOf(event.taskId, `approve-${data.key}`);
      const told = { action: data.action ?? "", shown: data.shown ?? "" };
      shown.set(name, told);
      const known = open.get(name);
      if (known !== undefined) open.set(name, { ...known, ...told });
    } else if (event.type === "task-waiting") {
      const name = nameOf(event.taskId, event.key);
      const task = orchestrator.getTaskStatus(event.taskId);
      const root = orchestrator.getTaskStatus(event.runId);
      open.set(name, {
        taskId: event.taskId,
        runId: event.runId,
        key: event.key,
        agentType: task?.agentType ?? "",
        agentName: task?.agentName,
        description: task?.description ?? "",
        runTitle: root?.description ?? "",
        ...shown.get(name),
        since: event.at,
      });
    } else if (event.type === "task-answered") {
      open.delete(nameOf(event.taskId, event.key));
    } else if (event.type === "task-settled") {
      for (const [name, approval] of open) if (approval.taskId === event.task.taskId) open.delete(name);
    }
  });
  return {
    list: () => [...open.values()],
    countOf: (runId) => [...open.values()].filter((approval) => approval.runId === runId).length,
    close: stop,
  };
}

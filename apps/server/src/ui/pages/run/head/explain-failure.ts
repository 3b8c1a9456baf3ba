import type { ErrorCode } from "@convoke/core";
import type { RunSummary } from "../../../../api/run.ts";
import type { TaskBrief } from "../../../../api/task.ts";

/** Why a run, or a part of it, did not come to a good end, in words. */
export interface FailureExplanation {
  /** What happened, as a heading. */
  readonly title: string;
  /** The message as it was given. */
  readonly message: string;
  readonly code: ErrorCode;
  /** What one can do about it. */
  readonly advice: string;
  /** The task with which it began. */
  readonly task?: TaskBrief;
  /** Failed tasks beside that one. */
  readonly others: number;
}

/** Codes of tasks that are stopped or fail because of something else. */
const consequences: ReadonlySet<ErrorCode> = new Set([
  "cancelled",
  "skipped",
  "dependency_failed",
  "unresolved_reference",
  "quorum_not_reached",
]);

const advices: Readonly<Record<ErrorCode, string>> = {
  invalid_argument: "The plan asks for something that cannot be done. Run it again with changes.",
  duplicate_agent: "Two agents have the same type and name. Give one of them another name.",
  duplicate_task: "Two tasks have the same id. Run it again with ids of their own.",
  not_registered:
    "No agent of this kind is registered. Choose another agent type, or start the server with a plug-in that brings one.",
  agent_unavailable:
    "Agents of this kind exist, but none could take the task. See under Agents what they are busy with, then retry.",
  agent_failed:
    "The agent itself failed. Its message says with what; retry if it depends on something outside.",
  invalid_input:
    "The agent could not use its input. Run it again with an input that fits; the message says what does not.",
  invalid_output: "The agent returned something else than it promises. That is a fault of the agent.",
  timeout: "The time that it was given was over. Give it more time, or a smaller task.",
  cancelled: "Somebody stopped it. Retry starts the same plan anew.",
  skipped: "An earlier step stopped the run, so this one was not started.",
  budget_exceeded: "The budget had no room for it. Run it again with a larger budget, or with less to do.",
  unresolved_reference: "It needs the result of another task that did not bring one. See that task first.",
  dependency_failed: "A task that it depends on did not complete. See that task first.",
  unknown_dependency: "It depends on a task that the plan does not hold. Run it again with changes.",
  cycle: "Tasks of the plan wait for one another. Run it again with changes.",
  quorum_not_reached: "Fewer subtasks completed than the plan asks for. See what failed first.",
  non_deterministic: "A key stands for another task than before. Start it as a new run.",
  not_serializable: "A value cannot be written as JSON. That is a fault of the agent, or of the input.",
  lease_lost: "Another process has taken over the run. Look there how it goes on.",
  crash_loop:
    "Each process that took the run up died while it was at work. See what it died of before you start it again.",
  worker_lost: "The workers that had the task died or fell silent. See what they died of, then retry.",
  store_failed: "The store could not read or write. See whether the disk is full or the file is locked.",
  closed: "The server was stopped while it ran. Retry starts the same plan anew.",
};

/** What one can do about a failure of this kind. */
export function adviseOn(code: ErrorCode): string {
  return advices[code];
}

/** The failure with which it began, and what can be done about it; `undefined` when nothing failed and nobody stopped the run. */
export function explainFailure(
  run: Pick<RunSummary, "status" | "stop">,
  tasks: Iterable<TaskBrief>,
): FailureExplanation | undefined {
  const failed = [...tasks].filter((task) => task.status === "failed" && task.failure !== undefined);
  const causes = failed.filter(({ failure }) => failure !== undefined && !consequences.has(failure.code));
  const first = (causes.length > 0 ? causes : failed).reduce<TaskBrief | undefined>(pickEarlier, undefined);
  const { status, stop } = run;
  if (stop !== undefined) {
    const title = status === "cancelled" ? "The run was cancelled" : "The run was stopped";
    return {
      title,
      message: stop.message,
      code: stop.code,
      advice: adviseOn(stop.code),
      task: first,
      others: Math.max(0, failed.length - 1),
    };
  }
  if (first?.failure === undefined) return undefined;
  const { code, message } = first.failure;
  return {
    title: titles[status](failed.length),
    message,
    code,
    advice: adviseOn(code),
    task: first,
    others: failed.length - 1,
  };
}

const titles: Readonly<Record<RunSummary["status"], (failed: number) => string>> = {
  running: (failed) => `${count(failed)} failed so far`,
  completed: (failed) => `The run completed, but ${count(failed)} failed`,
  failed: (failed) => `The run failed: ${count(failed)} failed`,
  cancelled: (failed) => `The run was cancelled; ${count(failed)} failed before`,
};

function count(tasks: number): string {
  return tasks === 1 ? "1 task" : `${tasks.toLocaleString("en-US")} tasks`;
}

/** A child fails before the task that asked for it: the earlier end is nearer to the cause. */
function pickEarlier(best: TaskBrief | undefined, task: TaskBrief): TaskBrief {
  return best === undefined || (task.finishedAt ?? Infinity) < (best.finishedAt ?? Infinity) ? task : best;
}

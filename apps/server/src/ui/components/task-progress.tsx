import type { RunSummary } from "../../api/run.ts";
import { formatCount } from "./format.ts";

const shown = ["completed", "failed", "cancelled", "in_progress"] as const;
const words = {
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
  in_progress: "running",
  pending: "pending",
} as const;

/** How far a run is: its tasks by status as a bar, and the ended ones of all in figures. */
export function TaskProgress({ tasks, status }: Pick<RunSummary, "tasks" | "status">) {
  const all = tasks.pending + tasks.in_progress + tasks.completed + tasks.failed + tasks.cancelled;
  const ended = tasks.completed + tasks.failed + tasks.cancelled;
  // Later steps and delegations have no record yet.
  const mayGrow = status === "running";
  const parts = [...shown, "pending" as const].filter((status) => tasks[status] > 0);
  const told = parts.map((status) => `${formatCount(tasks[status])} ${words[status]}`).join(", ");
  return (
    <div className="task-progress" title={mayGrow && told !== "" ? `${told}; more may come` : told}>
      <div className="task-progress__track" aria-hidden="true">
        {shown.map((status) =>
          tasks[status] > 0 ? (
            <div
              key={status}
              className={`task-progress__part task-progress__part--${status}`}
              style={{ flexBasis: `${(tasks[status] / all) * 100}%` }}
            />
          ) : undefined,
        )}
      </div>
      <span className="figure small" aria-hidden="true">
        {formatCount(ended)}/{formatCount(all)}
        {mayGrow ? "+" : ""}
      </span>
      <span className="visually-hidden">
        {told === "" ? "no tasks yet" : `Tasks${mayGrow ? " so far" : ""}: ${told}`}
      </span>
    </div>
  );
}

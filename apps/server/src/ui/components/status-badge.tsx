import type { RunSummary } from "../../api/run.ts";
import type { TaskBrief } from "../../api/task.ts";
import { Icon } from "./icons.tsx";

/** How a run or a task stands; `waiting` is one that waits for an answer of a person. */
export type StatusName = RunSummary["status"] | TaskBrief["status"] | "waiting";

const looks = {
  pending: { icon: "pending", word: "Pending" },
  in_progress: { icon: "running", word: "Running" },
  running: { icon: "running", word: "Running" },
  waiting: { icon: "waiting", word: "Waiting" },
  completed: { icon: "completed", word: "Completed" },
  failed: { icon: "failed", word: "Failed" },
  cancelled: { icon: "cancelled", word: "Cancelled" },
} as const;

/** The word for a status. */
export function nameStatus(status: StatusName): string {
  return looks[status].word;
}

/** The shape of a status alone, for places where its word stands nearby. */
export function StatusIcon({ status }: { readonly status: StatusName }) {
  const { icon } = looks[status];
  return (
    <span className={`status status--${icon}`}>
      <Icon name={icon} />
    </span>
  );
}

/** A status as shape, word and colour. */
export function StatusBadge({ status }: { readonly status: StatusName }) {
  const { icon, word } = looks[status];
  return (
    <span className={`status status--${icon}`}>
      <Icon name={icon} />
      <span>{word}</span>
    </span>
  );
}

import { useMemo } from "react";
import { formatDuration } from "../../../components/format.ts";
import { useRunView } from "../run-view.ts";

/** What happened to one task, folded. */
export function TaskEvents({ taskId }: { readonly taskId: string }) {
  const { picture } = useRunView();
  const { log, detail } = picture;
  const entries = useMemo(() => log.filter((entry) => entry.taskId === taskId), [log, taskId]);
  if (entries.length === 0) return undefined;
  return (
    <details className="task-details__events">
      <summary>Events ({entries.length})</summary>
      <ol>
        {entries.slice(-200).map(({ cursor, at, text }) => (
          <li key={cursor}>
            <span className="task-details__muted figure">+{formatDuration(at - detail.run.createdAt)}</span>{" "}
            {text}
          </li>
        ))}
      </ol>
    </details>
  );
}

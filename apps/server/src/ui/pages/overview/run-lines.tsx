import { Link } from "wouter";
import type { RunSummary } from "../../../api/run.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TaskProgress } from "../../components/task-progress.tsx";
import { Ago, Elapsed } from "../../components/time.tsx";

/** A few runs, a line each. */
export function RunLines({ runs, label }: { readonly runs: readonly RunSummary[]; readonly label: string }) {
  return (
    <ul className="run-lines" aria-label={label}>
      {runs.map((run) => (
        <li key={run.runId} className="run-lines__line">
          <StatusBadge status={run.status === "running" && run.openApprovals > 0 ? "waiting" : run.status} />
          <Link
            href={`/runs/${encodeURIComponent(run.runId)}`}
            className="run-lines__title truncate"
            title={run.title}
          >
            {run.title}
          </Link>
          <TaskProgress tasks={run.tasks} status={run.status} />
          <span className="run-lines__time muted small">
            <span className="visually-hidden">Took </span>
            <Elapsed since={run.createdAt} until={run.finishedAt} />
          </span>
          <span className="run-lines__time muted small">
            <span className="visually-hidden">Started </span>
            <Ago at={run.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

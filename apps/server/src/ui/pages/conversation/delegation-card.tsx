import { Link } from "wouter";
import type { TaskBrief } from "../../../api/task.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { Elapsed } from "../../components/time.tsx";
import type { TaskProgress } from "./turn.ts";

/** A task that the main agent gave away: who does it, how it stands, and the way to all of it. */
export function DelegationCard({
  task,
  below,
  progress,
  isWaiting,
}: {
  readonly task: TaskBrief;
  /** How many tasks it gave away itself. */
  readonly below: number;
  readonly progress: TaskProgress | undefined;
  readonly isWaiting: boolean;
}) {
  const { runId, taskId, agentType, agentName, description, status, startedAt, finishedAt, failure } = task;
  const isRunning = status === "in_progress";
  const words = [
    below === 0 ? "" : below === 1 ? "1 task below" : `${below} tasks below`,
    isRunning ? (progress?.message ?? "") : "",
  ].filter(Boolean);
  return (
    <li className="delegation">
      <div className="delegation__line">
        <StatusBadge status={isWaiting ? "waiting" : status} />
        <span className="delegation__agent">{agentName ?? agentType}</span>
        <span className="delegation__time">
          <Elapsed since={startedAt} until={finishedAt} />
        </span>
      </div>
      <Link
        className="delegation__task"
        href={`/runs/${encodeURIComponent(runId)}?task=${encodeURIComponent(taskId)}`}
      >
        {description}
      </Link>
      {words.length === 0 ? undefined : <p className="delegation__words">{words.join(" · ")}</p>}
      {isRunning && progress?.fraction !== undefined ? (
        <progress className="delegation__bar" value={progress.fraction} max={1} aria-label="Progress" />
      ) : undefined}
      {failure === undefined ? undefined : (
        <p className="delegation__failure">
          {failure.message} <span className="mono">({failure.code})</span>
        </p>
      )}
    </li>
  );
}

import { Link } from "wouter";
import type { RunSummary } from "../../../api/run.ts";
import { Money } from "../../components/amounts.tsx";
import { formatPlural } from "../../components/format.ts";
import { StatusBadge } from "../../components/status-badge.tsx";
import { TaskProgress } from "../../components/task-progress.tsx";
import { Ago, Elapsed } from "../../components/time.tsx";
import type { RowProps } from "../../components/window-rows.tsx";
import { nameStrategy } from "../../components/name-strategy.ts";

/** One run of the list; the whole row leads to it. */
export function RunRow({
  run,
  index,
  row,
}: {
  readonly run: RunSummary;
  readonly index: number;
  readonly row: RowProps;
}) {
  const { runId, title, strategy, createdAt, finishedAt, openApprovals, stop } = run;
  const isWaiting = run.status === "running" && openApprovals > 0;
  return (
    <div
      {...row}
      className={`${row.className} run-row run-row--${run.status}`}
      role="row"
      aria-rowindex={index + 2}
    >
      <div role="cell" className="run-row__status">
        <StatusBadge status={isWaiting ? "waiting" : run.status} />
      </div>
      <div role="cell" className="run-row__what">
        <Link href={`/runs/${encodeURIComponent(runId)}`} className="run-row__title" title={title}>
          {title}
        </Link>
        <span className="run-row__about">
          {nameStrategy(strategy)} · <span className="mono">{shortenId(runId)}</span>
          {isWaiting ? ` · ${formatPlural(openApprovals, "question")} open` : ""}
          {stop === undefined ? "" : ` · ${stop.message}`}
        </span>
      </div>
      <div role="cell" className="run-row__progress">
        <TaskProgress tasks={run.tasks} status={run.status} />
      </div>
      <div role="cell" className="run-row__agents truncate" title={run.agentTypes.join(", ")}>
        <span className="run-row__label">Agents </span>
        {run.agentTypes.length === 0 ? "–" : run.agentTypes.join(", ")}
      </div>
      <div role="cell" className="run-row__duration">
        <span className="run-row__label">Took </span>
        <Elapsed since={createdAt} until={run.status === "running" ? undefined : (finishedAt ?? createdAt)} />
      </div>
      <div role="cell" className="run-row__cost">
        <span className="run-row__label">Cost </span>
        <Money usd={run.spend.costUsd} />
      </div>
      <div role="cell" className="run-row__age">
        <span className="run-row__label">Started </span>
        <Ago at={createdAt} />
      </div>
    </div>
  );
}

/** Enough of an id to tell runs apart: they begin alike, and end in a count. */
function shortenId(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}

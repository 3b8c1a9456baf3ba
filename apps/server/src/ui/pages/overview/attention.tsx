import { Link } from "wouter";
import type { AgentList } from "../../../api/agent.ts";
import type { Approval } from "../../../api/approval.ts";
import type { RunSummary } from "../../../api/run.ts";
import { Card } from "../../components/card.tsx";
import { Icon } from "../../components/icons.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { Ago } from "../../components/time.tsx";

const mostLines = 5;

/** What a person should look at: open questions, failed runs, plug-ins that could not be loaded. */
export function Attention({
  approvals,
  failedRuns,
  failedPlugIns,
}: {
  readonly approvals: readonly Approval[];
  readonly failedRuns: readonly RunSummary[];
  readonly failedPlugIns: AgentList["failedPlugIns"];
}) {
  const isCalm = approvals.length + failedRuns.length + failedPlugIns.length === 0;
  return (
    <Card title="Needs attention">
      {isCalm ? <p className="muted">Nothing: no question is open, and no run has failed.</p> : undefined}
      <ul className="attention">
        {approvals.slice(0, mostLines).map(({ taskId, key, description, runTitle, since }) => (
          <li key={`${taskId} ${key}`} className="attention__line">
            <StatusBadge status="waiting" />
            <Link href="/approvals" className="truncate" title={description}>
              {runTitle === "" ? description : runTitle}
            </Link>
            <span className="muted small">
              <Ago at={since} />
            </span>
          </li>
        ))}
        {failedPlugIns.map(({ plugIn, message }) => (
          <li key={plugIn} className="attention__line attention__line--plug-in">
            <span className="status status--failed">
              <Icon name="failed" /> Not loaded
            </span>
            <Link href="/agents" className="truncate" title={message}>
              Plug-in {plugIn}: {message}
            </Link>
          </li>
        ))}
        {failedRuns.slice(0, mostLines).map(({ runId, title, finishedAt, createdAt }) => (
          <li key={runId} className="attention__line">
            <StatusBadge status="failed" />
            <Link href={`/runs/${encodeURIComponent(runId)}`} className="truncate" title={title}>
              {title}
            </Link>
            <span className="muted small">
              <Ago at={finishedAt ?? createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {failedRuns.length > mostLines ? (
        <p>
          <Link href="/runs?status=failed">All failed runs</Link>
        </p>
      ) : undefined}
    </Card>
  );
}

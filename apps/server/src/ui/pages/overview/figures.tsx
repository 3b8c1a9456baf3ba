import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StatisticsBody } from "../../../api/statistics.ts";
import { Money, Tokens } from "../../components/amounts.tsx";
import { formatCount, formatPlural } from "../../components/format.ts";
import { Ago } from "../../components/time.tsx";

const lowSuccessRate = 80;

/** What the server has done since it started, in figures. */
export function Figures({ statistics }: { readonly statistics: StatisticsBody }) {
  const ended = statistics.tasksCompleted + statistics.tasksFailed;
  const isLow = ended > 0 && statistics.successRate < lowSuccessRate;
  return (
    <section className="figures" aria-label="Figures">
      <dl className="figures__group figures__group--main">
        <Figure name="Running runs" to="/runs?status=running">
          {formatCount(statistics.runningRuns)}
        </Figure>
        <Figure name="Open approvals" to="/approvals" isBad={statistics.openApprovals > 0}>
          {formatCount(statistics.openApprovals)}
        </Figure>
        <Figure
          name="Success rate"
          isBad={isLow}
          note={
            ended === 0
              ? "no task has ended"
              : isLow
                ? `below ${lowSuccessRate} %: look at what failed`
                : `of ${formatPlural(ended, "task")}`
          }
        >
          {ended === 0 ? "–" : `${statistics.successRate} %`}
        </Figure>
        <Figure name="Cost">
          <Money usd={statistics.costUsd} />
        </Figure>
        <Figure name="Tokens">
          <Tokens count={statistics.tokens} />
        </Figure>
      </dl>
      <dl className="figures__group">
        <Figure name="Tasks">{formatCount(statistics.totalTasks)}</Figure>
        <Figure name="Completed">{formatCount(statistics.tasksCompleted)}</Figure>
        <Figure name="Failed">{formatCount(statistics.tasksFailed)}</Figure>
        <Figure name="Cancelled">{formatCount(statistics.tasksCancelled)}</Figure>
        <Figure name="Running">{formatCount(statistics.tasksInProgress)}</Figure>
        <Figure name="Agents" to="/agents">
          {formatCount(statistics.registeredAgents)}
        </Figure>
        <Figure name="Agent types">{formatCount(statistics.agentTypes)}</Figure>
        <Figure name="Capabilities">{formatCount(statistics.capabilities)}</Figure>
      </dl>
      <p className="figures__server">
        <span>
          Decisions by <strong>{statistics.model ?? "rules"}</strong>
        </span>
        <span>
          {statistics.isDurable ? "Durable: runs survive a restart" : "In memory: runs end with the server"}
        </span>
        <span>
          Counted since the start, <Ago at={statistics.since} />
        </span>
      </p>
    </section>
  );
}

function Figure({
  name,
  note,
  to,
  isBad = false,
  children,
}: {
  readonly name: string;
  readonly note?: string;
  readonly to?: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={isBad ? "figures__figure figures__figure--bad" : "figures__figure"}>
      <dt>{to === undefined ? name : <Link href={to}>{name}</Link>}</dt>
      <dd>
        <span className="figures__value">{children}</span>
        {note === undefined ? undefined : <span className="figures__note">{note}</span>}
      </dd>
    </div>
  );
}

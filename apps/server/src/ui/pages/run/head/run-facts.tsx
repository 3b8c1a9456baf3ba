import { useMemo } from "react";
import { Money, Tokens } from "../../../components/amounts.tsx";
import { Fact } from "../../../components/fact.tsx";
import { formatCount, formatMoment } from "../../../components/format.ts";
import { StatusBadge } from "../../../components/status-badge.tsx";
import { Elapsed } from "../../../components/time.tsx";
import { nameStrategy } from "../../../components/name-strategy.ts";
import { readPlanned } from "../graph/read-planned.ts";
import { useRunView } from "../run-view.ts";

/** The run at a glance: status, strategy, time, price, and how its tasks stand. */
export function RunFacts() {
  const { picture, summary } = useRunView();
  const { run } = picture.detail;
  const { counts, spend, waiting } = summary;
  const { plan } = picture.detail;
  const planned = useMemo(() => readPlanned(run.runId, plan), [run.runId, plan]);
  const toCome =
    run.status === "running" ? planned.filter(({ taskId }) => !picture.tasks.has(taskId)).length : 0;
  const total = Object.values(counts).reduce((sum, value) => sum + value, toCome);
  const done = counts.completed + counts.failed + counts.cancelled;
  return (
    <dl className="run-facts">
      <Fact name="Status">
        <StatusBadge status={run.status === "running" && waiting > 0 ? "waiting" : run.status} />
      </Fact>
      <Fact name="Strategy">{nameStrategy(run.strategy)}</Fact>
      <Fact name="Started">{formatMoment(run.createdAt)}</Fact>
      <Fact name="Duration">
        <Elapsed since={run.createdAt} until={run.finishedAt} />
      </Fact>
      <Fact name="Tasks">
        <span className="figure">
          {formatCount(done)} of {formatCount(total)} done
          {counts.failed > 0 ? `, ${formatCount(counts.failed)} failed` : ""}
        </span>
      </Fact>
      <Fact name="Cost">
        <Money usd={spend.costUsd} />
      </Fact>
      <Fact name="Tokens">
        <Tokens count={spend.tokens} />
      </Fact>
    </dl>
  );
}

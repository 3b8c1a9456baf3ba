import type { StatisticsBody } from "../../../api/statistics.ts";
import { Chart } from "../../components/chart.tsx";
import { formatCount, formatDuration, formatMoney, formatPlural } from "../../components/format.ts";
import { useNow } from "../../components/use-now.ts";
import { fillMinutes } from "./fill-minutes.ts";

/** What ended in the last minutes, how long it took, and what it cost. */
export function Charts({ minutes }: { readonly minutes: StatisticsBody["minutes"] }) {
  const columns = fillMinutes(minutes, useNow(60_000));
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const span = formatPlural(columns.times.length, "minute");
  const means = columns.averageMs.filter((value) => value !== null);
  return (
    <section className="charts" aria-label="The last minutes">
      <div className="card">
        <Chart
          title="Tasks ended per minute"
          times={columns.times}
          kind="bars"
          format={formatCount}
          summary={`${total(columns.completed)} completed, ${total(columns.failed)} failed and ${total(columns.cancelled)} cancelled in ${span}`}
          series={[
            { name: "Completed", token: "--status-completed", values: columns.completed },
            { name: "Failed", token: "--status-failed", values: columns.failed },
            { name: "Cancelled", token: "--status-cancelled", values: columns.cancelled },
          ]}
        />
      </div>
      <div className="card">
        <Chart
          title="Mean duration of a task"
          times={columns.times}
          kind="line"
          format={formatDuration}
          summary={
            means.length === 0
              ? `nothing ended in ${span}`
              : `between ${formatDuration(Math.min(...means))} and ${formatDuration(Math.max(...means))} in ${span}`
          }
          series={[{ name: "Mean duration", token: "--status-running", values: columns.averageMs }]}
        />
      </div>
      <div className="card">
        <Chart
          title="Cost per minute"
          times={columns.times}
          kind="bars"
          format={formatMoney}
          summary={`${formatMoney(total(columns.costUsd))} in ${span}`}
          series={[{ name: "Cost", token: "--accent", values: columns.costUsd }]}
        />
      </div>
    </section>
  );
}

import { formatTable } from "../report/format-table.ts";
import {
  leastRatio,
  mostDashboardBytes,
  mostGrowthBytes,
  mostReadMs,
  mostSubscriberBytes,
  type ServerFigures,
  showMegabytes,
  showShare,
} from "./requirements.ts";
import type { ThroughputFigure } from "./measure-throughput.ts";

/** The figures as a table, each beside its bound. */
export function describeFigures(figures: ServerFigures): string {
  const { memoryThroughput, durableThroughput, reads, subscribers, memory, dashboard } = figures;
  const rows: string[][] = [];
  const addThroughput = (name: string, figure: ThroughputFigure | undefined, least: number): void => {
    if (figure === undefined) return;
    const { perSecond, barePerSecond, rateRatio, cpuUs, bareCpuUs, ratio } = figure;
    const spread = `${showShare(figure.leastRatio)} to ${showShare(figure.greatestRatio)}`;
    const times = `${bareCpuUs.toFixed(0)} of ${cpuUs.toFixed(0)} µs: ${showShare(ratio)} (${spread})`;
    const rates = `${perSecond.toFixed(0)}/s of ${barePerSecond.toFixed(0)}/s: ${showShare(rateRatio)}`;
    rows.push([name, `${times}; ${rates}`, `≥ ${showShare(least)}`]);
  };
  addThroughput("no-op tasks, in memory", memoryThroughput, leastRatio.memory);
  addThroughput("no-op tasks, durable", durableThroughput, leastRatio.durable);
  if (reads !== undefined) {
    const { perSecond, mostPerSecond, p50Ms, p99Ms } = reads;
    const figure = `p99 ${p99Ms.toFixed(1)} ms, p50 ${p50Ms.toFixed(1)} ms at ${perSecond.toFixed(0)}/s of ${mostPerSecond.toFixed(0)}/s`;
    rows.push(["GET /api/tasks/:id", figure, `p99 ≤ ${mostReadMs} ms`]);
  }
  if (subscribers !== undefined) {
    const { subscribers: count, events, residentBytes, isComplete } = subscribers;
    const figure = `${showMegabytes(residentBytes)}, ${events} events ${isComplete ? "told to each" : "NOT told to each"}`;
    rows.push([`${count} subscribers`, figure, `< ${showMegabytes(mostSubscriberBytes)}`]);
  }
  if (memory !== undefined) {
    const points = memory.points.map(
      ({ tasks, residentBytes }) => `${tasks}: ${showMegabytes(residentBytes)}`,
    );
    rows.push(["memory after tasks", points.join(", "), `growth ≤ ${showMegabytes(mostGrowthBytes)}`]);
  }
  if (dashboard !== undefined) {
    const figure = `${(dashboard.gzipBytes / 1e3).toFixed(1)} kB in ${dashboard.files.length} files`;
    rows.push(["first load of the dashboard, gzip", figure, `≤ ${mostDashboardBytes / 1e3} kB`]);
  }
  return formatTable(["what", "measured", "bound"], rows);
}

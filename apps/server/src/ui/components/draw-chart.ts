import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { createColourReader } from "./chart-colours.ts";
import type { ChartSeries } from "./chart.tsx";

/** What is drawn: columns of the same length. */
export interface Drawing {
  /** Milliseconds since 1970-01-01 UTC, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly kind: "bars" | "line";
  readonly format: (value: number) => string;
}

const height = 128;

/** Draws within `element` at its width; returns how to take it away. */
export function drawChart(element: HTMLElement, drawing: Drawing): () => void {
  const chart = new uPlot(describe(element, drawing), toColumns(drawing), element);
  const observer = new ResizeObserver(() => {
    chart.setSize({ width: Math.max(120, element.clientWidth), height });
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}

function describe(element: HTMLElement, { series, kind, format }: Drawing): uPlot.Options {
  const colour = createColourReader(element);
  const font = `11px ${getComputedStyle(element).fontFamily}`;
  const axis = { stroke: colour("--text-muted"), font, ticks: { show: false } };
  const grid = { stroke: colour("--border"), width: 1 };
  const bars = uPlot.paths.bars?.({ size: [0.8, 24] });
  return {
    width: Math.max(120, element.clientWidth),
    height,
    padding: [8, 16, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 64, values: "{HH}:{mm}" },
      {
        ...axis,
        grid,
        size: 52,
        space: 32,
        values: (_, splits) => splits.map((value) => format(value)),
      },
    ],
    series: [
      {},
      // The sums are drawn from the highest down, so that each covers the part of the one before that is not its own.
      ...series.toReversed().map(({ token }) => ({
        stroke: colour(token),
        fill: kind === "bars" ? colour(token) : undefined,
        width: kind === "bars" ? 0 : 2,
        paths: kind === "bars" ? bars : undefined,
        points: { show: kind === "line", size: 5, fill: colour(token) },
        spanGaps: true,
      })),
    ],
  };
}

function toColumns({ times, series, kind }: Drawing): uPlot.AlignedData {
  const seconds = times.map((at) => at / 1_000);
  if (kind === "line") return [seconds, ...series.toReversed().map(({ values }) => [...values])];
  const sums: number[] = times.map(() => 0);
  const stacked = series.map(({ values }) =>
    values.map((value, at) => (sums[at] = (sums[at] ?? 0) + (value ?? 0))),
  );
  return [seconds, ...stacked.toReversed().map((column) => [...column])];
}

import { useEffect, useRef, useState } from "react";
import { onColoursChange } from "./chart-colours.ts";
import { formatClock } from "./format.ts";

/** One line or one kind of bar of a chart. */
export interface ChartSeries {
  readonly name: string;
  /** The colour, as the name of a token. */
  readonly token: `--${string}`;
  /** One a time; nothing was there where it is null. */
  readonly values: readonly (number | null)[];
}

/** A small chart over time with its words, and its figures as a table for those who do not see it. */
export function Chart({
  title,
  times,
  series,
  kind,
  format,
  summary,
}: {
  readonly title: string;
  /** Milliseconds since 1970-01-01 UTC, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly kind: "bars" | "line";
  readonly format: (value: number) => string;
  /** What there is to see, in a sentence. */
  readonly summary: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [colours, setColours] = useState(0);
  useEffect(() => onColoursChange(() => setColours((before) => before + 1)), []);
  const subject = JSON.stringify([times, series]);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const { drawChart } = await import("./draw-chart.ts");
      if (isGone || box.current === null) return;
      remove = drawChart(box.current, { times, series, kind, format });
    };
    void draw();
    return () => {
      isGone = true;
      remove?.();
    };
  }, [subject, colours, kind]);
  return (
    <figure className="chart">
      <figcaption className="chart__caption">
        <span className="chart__title">{title}</span>
      </figcaption>
      <div ref={box} className="chart__drawing" role="img" aria-label={`${title}: ${summary}`} />
      {series.length > 1 ? (
        <span className="chart__legend">
          {series.map(({ name, token }) => (
            <span key={name} className="chart__name">
              <span className="chart__mark" style={{ background: `var(${token})` }} aria-hidden="true" />
              {name}
            </span>
          ))}
        </span>
      ) : undefined}
      <details className="chart__table">
        <summary>
          Figures<span className="visually-hidden"> of “{title}”</span>
        </summary>
        <ChartTable times={times} series={series} format={format} />
      </details>
    </figure>
  );
}

function ChartTable({
  times,
  series,
  format,
}: {
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
}) {
  const rows = times
    .map((at, index) => ({ at, values: series.map(({ values }) => values[index] ?? null) }))
    .filter(({ values }) => values.some((value) => value !== null && value !== 0))
    .toReversed();
  if (rows.length === 0) return <p className="muted small">Nothing yet.</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Minute</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, values }) => (
          <tr key={at}>
            <th scope="row">{formatClock(at)}</th>
            {values.map((value, index) => (
              <td key={series[index]?.name} className="figure">
                {value === null ? "–" : format(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

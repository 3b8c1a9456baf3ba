import type { Comparison } from "./agent-groups.ts";

/** What was announced against what was measured: two bars of one scale, and a sentence. */
export function ComparisonBars({
  name,
  comparison,
  format,
}: {
  readonly name: string;
  readonly comparison: Comparison;
  readonly format: (value: number) => string;
}) {
  const { announced, measured, words } = comparison;
  const most = Math.max(announced, measured);
  const rows = [
    { key: "announced", value: announced },
    { key: "measured", value: measured },
  ] as const;
  return (
    <div className="comparison">
      <p className="comparison__words">
        {name}: <strong>{words}</strong>
      </p>
      <dl className="comparison__rows">
        {rows.map(({ key, value }) => (
          <div key={key} className={`comparison__row comparison__row--${key}`}>
            <dt>{key}</dt>
            <dd>
              <span
                className="comparison__bar"
                style={{ inlineSize: `${(value / most) * 100}%` }}
                aria-hidden="true"
              />
              <span className="figure">{format(value)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

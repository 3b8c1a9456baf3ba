import { formatPercent } from "./format.ts";

/** How much of something there is, as a bar with its words. */
function Meter({
  label,
  value,
  most,
  text,
  tone = "plain",
}: {
  readonly label: string;
  readonly value: number;
  /** What the full bar stands for; above 0. */
  readonly most: number;
  /** The figure in words, e.g. `$0.12 of $0.50`. */
  readonly text: string;
  readonly tone?: "plain" | "warning" | "bad";
}) {
  const share = most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
  return (
    <div className={`meter meter--${tone}`}>
      <div className="meter__words">
        <span className="meter__label">{label}</span>
        <span className="figure">{text}</span>
      </div>
      <div
        className="meter__track"
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(value, most)}
        aria-valuetext={text}
      >
        <div className="meter__fill" style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}

/** How much of a budget is used; from 80 % on it warns, in words too. */
export function BudgetBar({
  label,
  used,
  limit,
  format,
}: {
  readonly label: string;
  readonly used: number;
  readonly limit: number;
  readonly format: (value: number) => string;
}) {
  const percent = limit > 0 ? (used / limit) * 100 : used > 0 ? 100 : 0;
  const tone = percent >= 100 ? "bad" : percent >= 80 ? "warning" : "plain";
  const words = { plain: "", warning: ", nearly used up", bad: ", used up" }[tone];
  const text = `${format(used)} of ${format(limit)} (${formatPercent(percent)}${words})`;
  return <Meter label={label} value={used} most={limit} text={text} tone={tone} />;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time in the fewest words that tell it apart: `8 ms`, `1.4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  const span = Math.max(0, ms);
  if (span < second) return `${Math.round(span)} ms`;
  if (span < 10 * second) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`;
  if (span < minute) return `${Math.floor(span / second)} s`;
  if (span < hour) return joinParts(span, minute, "min", second, "s");
  if (span < day) return joinParts(span, hour, "h", minute, "min");
  return joinParts(span, day, "d", hour, "h");
}

function joinParts(span: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((span % large) / small);
  const first = `${Math.floor(span / large)} ${largeUnit}`;
  return rest === 0 ? first : `${first} ${rest} ${smallUnit}`;
}

/** A span that is counted while it runs: whole seconds, so that nothing flickers. */
export function formatElapsed(ms: number): string {
  const span = Math.max(0, ms);
  return span < minute ? `${Math.floor(span / second)} s` : formatDuration(span);
}

/** How long ago something was: `now`, `12 s ago`, `5 min ago`, `3 h ago`, `2 d ago`. */
export function formatAgo(ms: number): string {
  if (!(ms >= second)) return "now";
  if (ms < minute) return `${Math.floor(ms / second)} s ago`;
  if (ms < hour) return `${Math.floor(ms / minute)} min ago`;
  if (ms < day) return `${Math.floor(ms / hour)} h ago`;
  return `${Math.floor(ms / day)} d ago`;
}

/** A price in dollars: cents from a cent on, else as many digits as tell it from nothing. */
export function formatMoney(usd: number): string {
  if (!Number.isFinite(usd)) return "–";
  if (usd === 0) return "$0";
  const size = Math.abs(usd);
  const sign = usd < 0 ? "-" : "";
  if (size < 0.000_1) return `${sign}<$0.0001`;
  if (size < 0.1) return `${sign}$${Number(size.toPrecision(2))}`;
  return `${sign}$${size.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A count with separators: `1,204`. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? Math.round(count).toLocaleString("en-US") : "–";
}

/** A large count in short: `840`, `12.4k`, `3.1M`. */
export function formatShortCount(count: number): string {
  if (!Number.isFinite(count)) return "–";
  if (count < 10_000) return formatCount(count);
  if (count < 999_950) return `${trimZero((count / 1_000).toFixed(1))}k`;
  return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}

/** A share of the whole, 0 to 100: `97 %`, `99.5 %`; only everything is `100 %`. */
export function formatPercent(percent: number): string {
  if (!Number.isFinite(percent)) return "–";
  const rounded = percent >= 100 ? 100 : Math.floor(percent * 10) / 10;
  return `${trimZero(rounded.toFixed(1))} %`;
}

/** A moment as the reader's clock shows it, with its date: `2026-03-04 15:09:26`. */
export function formatMoment(at: number): string {
  const date = new Date(at);
  const pad = (value: number): string => String(value).padStart(2, "0");
  const days = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join("-");
  const time = [pad(date.getHours()), pad(date.getMinutes()), pad(date.getSeconds())].join(":");
  return `${days} ${time}`;
}

/** The hour and the minute of a moment, as the reader's clock shows it: `15:09`. */
export function formatClock(at: number): string {
  return formatMoment(at).slice(11, 16);
}

/** One thing or several: `1 task`, `3 tasks`. */
export function formatPlural(count: number, one: string, several = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : several}`;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, "");
}

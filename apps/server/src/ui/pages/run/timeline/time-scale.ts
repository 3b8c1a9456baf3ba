import { formatDuration } from "../../../components/format.ts";

/** A mark of the axis. */
export interface Tick {
  /** Milliseconds since the beginning. */
  readonly offset: number;
  readonly label: string;
}

/** A span of time laid out as shares of a width. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** From 0 to 1, clamped. */
  shareOf(at: number): number;
}

const shortest = 10;

/** A scale from the beginning to the end, never without length. */
export function createTimeScale(from: number, to: number): TimeScale {
  const end = Math.max(to, from + shortest);
  return { from, to: end, shareOf: (at) => Math.min(1, Math.max(0, (at - from) / (end - from))) };
}

const millisecond = 1;
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * millisecond),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
];

/** Marks at round distances from the beginning, at most `most` of them. */
export function chooseTicks({ from, to }: Pick<TimeScale, "from" | "to">, most: number): readonly Tick[] {
  const span = to - from;
  const least = span / Math.max(1, most);
  const step = steps.find((candidate) => candidate >= least) ?? Math.ceil(least / day) * day;
  const ticks: Tick[] = [];
  for (let offset = 0; offset <= span; offset += step)
    ticks.push({ offset, label: offset === 0 ? "0" : formatTick(offset) });
  return ticks;
}

/** Half seconds need their digit; whole ones do without. */
function formatTick(offset: number): string {
  return formatDuration(offset).replace(/\.0 s$/, " s");
}

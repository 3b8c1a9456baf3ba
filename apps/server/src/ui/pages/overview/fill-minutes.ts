import type { StatisticsBody } from "../../../api/statistics.ts";

type Minute = StatisticsBody["minutes"][number];

/** The minutes as columns, one entry a minute; means are null where nothing ended. */
export interface MinuteColumns {
  readonly times: readonly number[];
  readonly completed: readonly number[];
  readonly failed: readonly number[];
  readonly cancelled: readonly number[];
  readonly costUsd: readonly number[];
  readonly averageMs: readonly (number | null)[];
}

const minuteMs = 60_000;
const fewestMinutes = 30;
const mostMinutes = 120;

/** Fills in the minutes that were left out, up to now: half an hour at least, two hours at most. */
export function fillMinutes(minutes: readonly Minute[], now: number): MinuteColumns {
  const last = Math.floor(Math.max(now, minutes.at(-1)?.at ?? 0) / minuteMs) * minuteMs;
  const first = minutes[0]?.at ?? last;
  const count = Math.min(mostMinutes, Math.max(fewestMinutes, (last - first) / minuteMs + 1));
  const byStart = new Map(minutes.map((minute) => [minute.at, minute]));
  const times = Array.from({ length: count }, (_, index) => last - (count - 1 - index) * minuteMs);
  const filled = times.map((at) => byStart.get(at));
  return {
    times,
    completed: filled.map((minute) => minute?.completed ?? 0),
    failed: filled.map((minute) => minute?.failed ?? 0),
    cancelled: filled.map((minute) => minute?.cancelled ?? 0),
    costUsd: filled.map((minute) => minute?.costUsd ?? 0),
    averageMs: filled.map((minute) => minute?.averageMs ?? null),
  };
}

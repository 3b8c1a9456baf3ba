/** More seconds or USD than this are no estimate of a step: sums of many remain exact enough. */
export const greatestFigure = 1e12;

const steps = [
  { from: 172_800, unit: "days", seconds: 86_400 },
  { from: 7200, unit: "h", seconds: 3600 },
  { from: 120, unit: "min", seconds: 60 },
] as const;

/** A time for people: `0.05 s`, `90 s`, `8.1 min`, `3 h`, `2.5 days`. */
export function formatSeconds(seconds: number): string {
  for (const { from, unit, seconds: size } of steps)
    if (seconds >= from) return `${Number((seconds / size).toFixed(1))} ${unit}`;
  return `${Number(seconds.toFixed(2))} s`;
}

/** USD with cents; smaller amounts with as many digits as they need. */
export function formatUsd(usd: number): string {
  const digits = usd !== 0 && Math.abs(usd) < 0.01 ? 4 : 2;
  return `${usd.toFixed(digits)} USD`;
}

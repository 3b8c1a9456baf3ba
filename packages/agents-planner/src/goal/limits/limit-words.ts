/** What opens a limit of money or time. */
export const limitOpening =
  "(?:and |but )?(?:for (?:less than|under|at most|no more than)|with (?:a|an) (?:maximum )?budget of|on a budget of|budget:?|in under|in less than|under|below|less than|at most|no more than|up to|within|in|max(?:imum)?(?: of)?)";

export const currencyWords = "usd|us dollars?|dollars?|bucks|eur|euros?|gbp|pounds?|chf|[$€£¥]";

export const timeUnits = "seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?";

const secondsPerUnit: ReadonlyMap<string, number> = new Map(
  Object.entries({
    sec: 1,
    min: 60,
    hou: 3600,
    day: 86_400,
    wee: 604_800,
    mon: 2_592_000,
    yea: 31_536_000,
  }),
);

/** Milliseconds of so many "weeks" or "mins". */
export function toMilliseconds(count: number, unit: string): number {
  return Math.round(count * (secondsPerUnit.get(unit.toLowerCase().slice(0, 3)) ?? 1) * 1000);
}

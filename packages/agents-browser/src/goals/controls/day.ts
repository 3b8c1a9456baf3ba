/** A day of the calendar, without a time of day or a zone. */
export interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
}

/** Which number comes first in "03/04/2026". */
export type DayOrder = "month-first" | "day-first";

/** Whether there is such a day: no February 30. */
export function isDay({ year, month, day }: Day): boolean {
  if (!Number.isInteger(year) || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year < 100 ? 2000 + year : year, month, 0)).getUTCDate();
}

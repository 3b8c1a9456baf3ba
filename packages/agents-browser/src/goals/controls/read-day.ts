import { type Day, type DayOrder, isDay } from "./day.ts";

/**
 * Reads a date as people write it: "09/23/2016", "2016-09-23", "23.9.2016", "September 23rd, 2016", "tomorrow", "next
 * Friday". Where only the order of two numbers decides, `order` does; a number above 12 decides for itself. `now` is what
 * "tomorrow" and dates without a year are counted from: these lie in the future. `undefined` for what names no day.
 *
 * @example await readDay("03/04/2026", { now: new Date() }); // { year: 2026, month: 3, day: 4 }
 */
export async function readDay(
  text: string,
  { now, order = "month-first" }: { readonly now: Date; readonly order?: DayOrder },
): Promise<Day | undefined> {
  const trimmed = text.trim().replace(/^the /i, "");
  if (trimmed === "" || trimmed.length > 100) return undefined;
  const numeric = readNumeric(trimmed, order);
  if (numeric !== undefined) return numeric;
  if (/^[\d\s/.-]+$/.test(trimmed)) return undefined;
  // Loaded when it is needed: most goals have no date in words.
  const { parse } = await import("chrono-node/en");
  const [result] = parse(trimmed, now, { forwardDate: true });
  if (result === undefined) return undefined;
  const { start } = result;
  const hasDay =
    start.isCertain("day") ||
    start.isCertain("weekday") ||
    /day|tomorrow|tonight|week|month/i.test(result.text);
  if (!hasDay) return undefined;
  const day = { year: start.get("year") ?? 0, month: start.get("month") ?? 0, day: start.get("day") ?? 0 };
  return isDay(day) ? day : undefined;
}

function readNumeric(text: string, order: DayOrder): Day | undefined {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso !== null) return checked({ year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) });
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const year = parts[4]!.length === 2 ? 2000 + Number(parts[4]) : Number(parts[4]);
  // Dots are the German and Slavic way, where the day comes first.
  const isDayFirst = first > 12 || (second <= 12 && (order === "day-first" || parts[2] === "."));
  return checked(isDayFirst ? { year, month: second, day: first } : { year, month: first, day: second });
}

const checked = (day: Day): Day | undefined => (isDay(day) ? day : undefined);

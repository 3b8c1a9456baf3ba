import type { Day, DayOrder } from "./day.ts";

const two = (number: number): string => String(number).padStart(2, "0");
const four = (number: number): string => String(number).padStart(4, "0");

/** What a field says about itself. */
export interface DayField {
  /** "date", "month", "datetime-local", "text", … */
  readonly inputType?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What it holds now: the best example of how it wants its dates. */
  readonly value?: string | undefined;
}

/** A day in the format that a field takes: its type's own, else that of its placeholder or value, else mm/dd/yyyy. */
export function writeDay(day: Day, { inputType, placeholder = "", value = "" }: DayField): string {
  const iso = `${four(day.year)}-${two(day.month)}-${two(day.day)}`;
  if (inputType === "date") return iso;
  if (inputType === "month") return iso.slice(0, 7);
  if (inputType === "datetime-local") return `${iso}T00:00`;
  if (inputType === "week") return weekOf(day);
  const pattern = patternOf(placeholder) ?? patternOf(exampleOf(value));
  if (pattern === undefined) return `${two(day.month)}/${two(day.day)}/${four(day.year)}`;
  return pattern.replaceAll(/y+|m+|d+/gi, (letters) => {
    const kind = letters[0]!.toLowerCase();
    if (kind === "y") return letters.length === 2 ? four(day.year).slice(2) : four(day.year);
    const number = kind === "m" ? day.month : day.day;
    return letters.length === 1 ? String(number) : two(number);
  });
}

/** Whether a field of this format has the day first. */
export function orderOf({ placeholder = "" }: DayField): DayOrder {
  return /^\W*d/i.test(patternOf(placeholder) ?? "") ? "day-first" : "month-first";
}

/** "dd.mm.yyyy" within a placeholder such as "Date (dd.mm.yyyy)". */
function patternOf(text: string): string | undefined {
  return /(?:y{2,4}|m{1,2}|d{1,2})([-/. ])(?:m{1,2}|d{1,2})\1(?:y{2,4}|m{1,2}|d{1,2})/i.exec(
    text.slice(0, 100),
  )?.[0];
}

/** "2016-09-23" and "23.09.2016" show their order; "03/04/2016" does not, and is read as month first. */
function exampleOf(value: string): string {
  const text = value.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return "yyyy-mm-dd";
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (parts === null) return "";
  const isDayFirst = Number(parts[1]) > 12 || parts[2] === ".";
  return (isDayFirst ? ["dd", "mm", "yyyy"] : ["mm", "dd", "yyyy"]).join(parts[2]);
}

/** ISO 8601: the week that the day's Thursday lies in. */
function weekOf({ year, month, day }: Day): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const first = Date.UTC(date.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((date.getTime() - first) / 86_400_000 + 1) / 7);
  return `${date.getUTCFullYear()}-W${two(week)}`;
}

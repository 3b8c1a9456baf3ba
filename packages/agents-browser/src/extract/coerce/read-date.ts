import { type Coercion, type Customs, read, refuse } from "./coercion.ts";

const longestDate = 100;
const monthLanguages = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "fi"];
let monthNames: ReadonlyMap<string, number> | undefined;

/** Month names of the languages that use the Latin alphabet most, long and short; those that mean two months are left out. */
function listMonths(): ReadonlyMap<string, number> {
  if (monthNames !== undefined) return monthNames;
  const names = new Map<string, number>();
  for (const language of monthLanguages)
    for (const month of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { day: "numeric", month, timeZone: "UTC" });
      for (let index = 0; index < 12; index += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2024, index, 15)));
        const name = foldWord(parts.find(({ type }) => type === "month")?.value ?? "");
        if (/^\p{L}{3,}$/u.test(name))
          names.set(name, names.has(name) && names.get(name) !== index + 1 ? 0 : index + 1);
      }
    }
  names.set("sept", 9);
  monthNames = names;
  return names;
}

const foldWord = (word: string): string =>
  word.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replace(/\.$/, "");

const numeric = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/** Which part of a numeric date comes first beyond doubt; for gathering what a column's customs are. */
export function showsDateOrder(text: string): "day" | "month" | undefined {
  const [, first, , second] = numeric.exec(text.trim().split(/[\sT,]/)[0]) ?? [];
  if (first === undefined || first.length > 2) return undefined;
  if (Number(first) > 12) return "day";
  return Number(second) > 12 ? "month" : undefined;
}

/**
 * Reads a date as `2026-01-03`, or with its time as `2026-01-03T14:05:00` and the time zone if the text has one.
 * "01/03/2026" is read by the column's or the language's customs, and refused when neither tells.
 */
export function readDate(text: string, format: "date" | "date-time", customs: Customs): Coercion<string> {
  const trimmed = text
    .slice(0, longestDate + 1)
    .trim()
    .replaceAll(/\s+/g, " ");
  if (trimmed.length > longestDate) return refuse("is too long for a date");
  const { datePart, timePart } = splitTime(trimmed);
  const date = readDay(datePart, customs);
  if (!date.isRead || format === "date") return date;
  if (timePart === undefined) return refuse("holds no time of day");
  const time = readTime(timePart);
  return time.isRead ? read(`${date.value}T${time.value}`) : time;
}

function splitTime(text: string): { readonly datePart: string; readonly timePart?: string } {
  const found = /^(.*?)(?:\s*,\s*|\s+at\s+|\s+um\s+|\s+à\s+|[\sT]+)(\d{1,2}:\d{2}.*)$/iu.exec(text);
  return found === null ? { datePart: text } : { datePart: found[1], timePart: found[2] };
}

function readTime(text: string): Coercion<string> {
  const found = clock.exec(text.replace(/\s*(?:uhr|h)$/i, ""));
  if (found === null) return refuse("holds no time of day");
  const [, hour, minute, second = "00", half, zone] = found;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return refuse("holds no time of day");
    hours = (hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return refuse("holds no time of day");
  const offset =
    zone === undefined ? "" : /^[zug]/i.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  return read(`${String(hours).padStart(2, "0")}:${minute}:${second}${offset}`);
}

function readDay(text: string, customs: Customs): Coercion<string> {
  const found = numeric.exec(text);
  if (found !== null) return readNumeric(found, customs);
  // "Mon, 3 Jan 2026", "January 3rd, 2026", "3. Januar 2026", "3 de enero de 2026"
  const words = text
    .split(/[\s,]+/)
    .filter((word) => word !== "" && !/^(?:de|del|of|the|le|den)$/i.test(word));
  const months = words.map((word) => listMonths().get(foldWord(word))).filter((month) => month !== undefined);
  const numbers = words
    .map((word) => /^(\d{1,4})(?:st|nd|rd|th|er|\.|º)?$/i.exec(word)?.[1])
    .filter((number) => number !== undefined);
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  const others = words.length - months.length - numbers.length;
  if (/^\d{1,2}[- ]\p{L}{3,}[- ]\d{4}$/u.test(text) && text.includes("-"))
    return readDay(text.replaceAll("-", " "), customs);
  if (months.length !== 1 || months[0] === 0 || numbers.length !== 2 || others > 1)
    return refuse(months.length === 1 && numbers.length === 1 ? "has no year or no day" : "is no date");
  return year === undefined || day === undefined
    ? refuse("has no year or no day")
    : toDate(Number(year), months[0], Number(day));
}

function readNumeric(found: RegExpExecArray, { language, dateOrder }: Customs): Coercion<string> {
  const [, first, mark, second, third] = found;
  if (first.length === 4)
    return third.length > 2 ? refuse("is no date") : toDate(Number(first), Number(second), Number(third));
  if (first.length > 2 || (third.length !== 4 && third.length !== 2)) return refuse("is no date");
  // Two digits are of the years 1970 to 2069, as POSIX has it.
  const year = third.length === 4 ? Number(third) : Number(third) + (Number(third) < 70 ? 2000 : 1900);
  const order =
    Number(first) > 12 || Number(first) === Number(second) || mark === "."
      ? "day"
      : Number(second) > 12
        ? "month"
        : (dateOrder ?? orderOf(language));
  if (order === undefined)
    return refuse("may have its day or its month first; the page's language does not tell");
  return order === "day"
    ? toDate(year, Number(second), Number(first))
    : toDate(year, Number(first), Number(second));
}

/** English alone does not tell; most others put the day first. */
function orderOf(language: string): "day" | "month" | undefined {
  if (/^en-us$/i.test(language)) return "month";
  if (language === "" || /^en$/i.test(language)) return undefined;
  return /^(?:en-ph|zh|ja|ko|hu|lt|fa|mn)/i.test(language) ? undefined : "day";
}

function toDate(year: number, month: number, day: number): Coercion<string> {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal) return refuse("is no day of the calendar");
  const digits = (value: number, length: number): string => String(value).padStart(length, "0");
  return read(`${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`);
}

import { endOfDay, type Period, readPeriod } from "./periods.ts";

/** Reads dates in English words. */
export interface DateReader {
  /** Milliseconds since 1970 against which "tomorrow" is meant. */
  readonly now: number;
  /** The date at the very beginning of a text; a day counts whole, an hour is a moment. */
  read(words: string): Period | undefined;
}

/** Characters of a text in which a date is looked for. */
const longestDate = 60;

/** Makes a reader of dates; the library is loaded once per process, and nothing else imports it. */
export async function createDateReader(now: number): Promise<DateReader> {
  const { parse } = await import("chrono-node/en");
  const reference = new Date(now);
  const reader: DateReader = {
    now,
    read(words) {
      const text = words.slice(0, longestDate);
      const closing = /^(?:eod|cob|(?:the )?end of day|close of business),? (?:on )?(?=[a-z\d])/i.exec(
        text,
      )?.[0];
      const closed = closing === undefined ? undefined : reader.read(text.slice(closing.length));
      if (closing !== undefined && closed !== undefined)
        return { text: closing + closed.text, from: endOfDay(closed.to), to: endOfDay(closed.to) };
      const period = readPeriod(text, now);
      if (period !== undefined) return period;
      const isPast = /^(?:the )?(?:last|previous|yesterday)\b/i.test(text);
      const [first] = parse(text, reference, { forwardDate: !isPast });
      if (first === undefined || !startsAt(text, first.index) || !isDate(first.text)) return undefined;
      const { start } = first;
      const at = start.date().getTime();
      const isHour = start.isCertain("hour");
      if (!isHour && !start.isCertain("day") && !start.isCertain("weekday")) return undefined;
      return {
        text: text.slice(0, first.index + first.text.length),
        from: isHour ? at : new Date(at).setHours(0, 0, 0, 0),
        to: isHour ? at : endOfDay(at),
      };
    },
  };
  return reader;
}

function startsAt(text: string, index: number): boolean {
  return /^(?:the |this |on |at )*$/i.test(text.slice(0, index));
}

/** "3.2" and "now" are none, nor is "Fri" in "Friday's"; "24.12.2026" is. */
function isDate(text: string): boolean {
  return !/^(?:now|\d+(?:\.\d+)?|\d+\.\d+\.\d{1,2})$/i.test(text.trim());
}

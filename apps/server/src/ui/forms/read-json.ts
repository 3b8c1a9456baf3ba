import { isUnread } from "./form-value.ts";

/** What a text in a JSON field is. */
export type JsonReading =
  | { readonly value: unknown; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: { readonly line: number; readonly message: string } };

/** Reads JSON, and tells in which line it breaks. */
export function readJson(text: string): JsonReading {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: { line: findLine(text, message), message: tidy(message) } };
  }
}

/** A value as a JSON field shows it. */
export function showJson(value: unknown): string {
  if (value === undefined) return "";
  return isUnread(value) ? value.$unread : JSON.stringify(value, undefined, 2);
}

/** Engines tell the place as a position, as a line, or not at all; then it is where the text ends. */
function findLine(text: string, message: string): number {
  const line = /\bline (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)/.exec(message)?.[1];
  const before = text.slice(0, position === undefined ? undefined : Number(position));
  return before.split("\n").length;
}

function tidy(message: string): string {
  return message
    .replace(/^JSON\.parse: /, "")
    .replace(/,? ?(?:\.\.\.)?".*" is not valid JSON/s, " is not expected here")
    .replace(/ (?:in JSON )?at (?:position|line) .*$/s, "")
    .replace(/ of the JSON data$/, "");
}

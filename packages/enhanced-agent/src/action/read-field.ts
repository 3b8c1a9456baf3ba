import type { ActionFieldKind } from "./action-definition.ts";
import { findJsonError } from "./find-json-error.ts";

/** A value as a field's kind says, or what would have been one. */
export type FieldReading =
  | { readonly value: unknown; readonly expected?: undefined }
  | {
      readonly expected: string;
      /** The part of the text that is wrong. */
      readonly found: string;
      /** Lines of the text before that part. */
      readonly line: number;
    };

/** Largest number of seconds, tokens or the like that a field can hold. */
const largestNumber = 1e15;
/** Entries of one list. */
const mostEntries = 1000;

/** Reads the text of a field that is not empty. */
export function readField(kind: ActionFieldKind, text: string): FieldReading {
  if (kind === "json") return readJson(text);
  if (kind === "number") return readNumber(text);
  if (kind === "list") return readList(text);
  return { value: text };
}

const listMark = /^\s*(?:[-+*•‣◦–]|\d{1,9}[.)])\s+/;

function readList(text: string): FieldReading {
  const entries: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const entry = line.replace(listMark, "").trim();
    if (entry !== "") entries.push(entry);
  }
  if (entries.length > mostEntries)
    return { expected: `at most ${mostEntries} entries`, found: `${entries.length} entries`, line: 0 };
  const [only] = entries;
  if (entries.length === 1 && only!.startsWith("[") && only!.endsWith("]"))
    return { value: readBracketed(only!) };
  return { value: entries };
}

/** `["a", "b"]`, which models write for lists; anything else in brackets is an entry as it stands. */
function readBracketed(entry: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(entry);
    if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"))
      return value;
  } catch {
    // No JSON, so it is text: `[coder] Write it`.
  }
  return [entry];
}

function readNumber(text: string): FieldReading {
  const value = text.length <= 40 && /^\+?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value <= largestNumber) return { value };
  return { expected: "a number above 0, in digits", found: text, line: 0 };
}

function readJson(text: string): FieldReading {
  const block = unwrapFence(text);
  try {
    return { value: JSON.parse(block.text) };
  } catch {
    const at = findJsonError(block.text) ?? 0;
    const before = block.text.slice(0, at);
    const line = before.split("\n").length;
    const column = at - (before.lastIndexOf("\n") + 1) + 1;
    return {
      expected: `JSON; what was read stops being JSON at line ${line}, column ${column} of the field`,
      found: block.text.slice(Math.max(0, at - 20)) || "the end of the text",
      line: line - 1 + block.line,
    };
  }
}

/** What stands within one code block, when that is all there is. */
function unwrapFence(text: string): { readonly text: string; readonly line: number } {
  const first = text.indexOf("\n");
  const last = text.lastIndexOf("\n");
  const mark = /^(`{3,}|~{3,})/.exec(text)?.[0];
  if (mark !== undefined && last > first && text.slice(last + 1).trim() === mark)
    return { text: text.slice(first + 1, last), line: 1 };
  if (text.length > 2 && text.startsWith("`") && text.endsWith("`") && !text.startsWith("``"))
    return { text: text.slice(1, -1), line: 0 };
  return { text, line: 0 };
}

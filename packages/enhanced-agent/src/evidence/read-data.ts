import { replaceControls } from "./clip.ts";

/** What a result is made of, once it is known to be harmless. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };
export type DataObject = { readonly [key: string]: Data };

const deepest = 12;
const mostNodes = 20_000;
const mostCharacters = 400_000;
const longestKey = 200;

/**
 * Copies a result as far as it can be shown: plain lists, objects without a prototype, texts without control characters.
 * Cycles, what lies too deep, and parts that throw when they are read become a mark in words; `undefined` and functions
 * are left out. Never throws, and stops after 20,000 parts or 400,000 characters.
 */
export function readData(value: unknown): Data {
  let nodes = mostNodes;
  let characters = mostCharacters;
  const path: object[] = [];
  const copyText = (text: string): string => {
    const kept = text.slice(0, Math.max(0, characters));
    characters -= kept.length;
    return replaceControls(kept.length < text.length ? `${kept}…` : kept);
  };
  const copy = (part: unknown): Data | undefined => {
    nodes -= 1;
    switch (typeof part) {
      case "string":
        return copyText(part);
      case "number":
        return Number.isFinite(part) ? part : String(part);
      case "boolean":
        return part;
      case "bigint":
        return part.toString();
      case "object":
        return part === null ? null : copyObject(part);
      default:
        return undefined;
    }
  };
  const copyObject = (part: object): Data => {
    if (path.includes(part)) return "[repeats itself]";
    if (path.length >= deepest) return "[more inside]";
    path.push(part);
    try {
      return Array.isArray(part) ? copyList(part) : copyRecord(part);
    } catch {
      return "[unreadable]";
    } finally {
      path.pop();
    }
  };
  const copyList = (list: readonly unknown[]): Data => {
    const copied: Data[] = [];
    for (let at = 0; at < list.length; at += 1) {
      if (nodes <= 0 || characters <= 0) {
        copied.push(`[${list.length - at} more]`);
        break;
      }
      copied.push(copy(readPart(list, at)) ?? null);
    }
    return copied;
  };
  const copyRecord = (record: object): Data => {
    if (record instanceof Date && !Number.isNaN(record.getTime())) return record.toISOString();
    const copied = Object.create(null) as Record<string, Data>;
    const keys = Object.keys(record);
    for (const [at, key] of keys.entries()) {
      if (nodes <= 0 || characters <= 0) {
        copied["…"] = `[${keys.length - at} more]`;
        break;
      }
      const inner = copy(readPart(record, key));
      if (inner !== undefined) copied[copyText(key.slice(0, longestKey))] = inner;
    }
    return copied;
  };
  return copy(value) ?? null;
}

function readPart(whole: object, key: string | number): unknown {
  try {
    return (whole as Record<string | number, unknown>)[key];
  } catch {
    return "[unreadable]";
  }
}

export function isDataObject(data: Data | undefined): data is DataObject {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** A text that says something, else `undefined`. */
export function readText(data: Data | undefined): string | undefined {
  return typeof data === "string" && data.trim() !== "" ? data : undefined;
}

export function readNumber(data: Data | undefined): number | undefined {
  return typeof data === "number" ? data : undefined;
}

export function readObjects(data: Data | undefined): readonly DataObject[] {
  return Array.isArray(data) ? (data as readonly Data[]).filter(isDataObject) : [];
}

/** The texts of a list. */
export function readTexts(data: Data | undefined): readonly string[] {
  return Array.isArray(data) ? (data as readonly Data[]).flatMap((entry) => readText(entry) ?? []) : [];
}

import { isPlainObject } from "./plain-object.ts";

/** How deep a value may nest; deeper ones would exhaust the call stack of whoever walks them. */
export const maxJsonDepth = 2_000;

/** Built-in objects whose content JSON would lose without a word. */
const opaqueTags = new Set(
  [
    "Map",
    "Set",
    "WeakMap",
    "WeakSet",
    "WeakRef",
    "Promise",
    "RegExp",
    "Error",
    "ArrayBuffer",
    "SharedArrayBuffer",
  ].map((name) => `[object ${name}]`),
);

/** What JSON takes instead of a value: the answer of its `toJSON`, or the primitive within a wrapper object. */
export function convertForJson(value: unknown, key: string): unknown {
  if ((typeof value !== "object" && typeof value !== "bigint") || value === null) return value;
  const { toJSON } = value as { toJSON?: unknown };
  const converted: unknown = typeof toJSON === "function" ? toJSON.call(value, key) : value;
  if (converted instanceof Number || converted instanceof String || converted instanceof Boolean) {
    return converted.valueOf();
  }
  return converted;
}

/** Why a converted value itself, whatever it contains, cannot be written as JSON; `undefined` when it can. */
export function describeRefusal(value: unknown): string | undefined {
  switch (typeof value) {
    case "undefined":
      return "undefined has no JSON form here";
    case "function":
      return "a function cannot be written as JSON";
    case "symbol":
      return "a symbol cannot be written as JSON";
    case "bigint":
      return "a bigint cannot be written as JSON; write it as text";
    case "number":
      return Number.isFinite(value) ? undefined : `${String(value)} cannot be written as JSON`;
    case "object": {
      if (value === null || Array.isArray(value) || isPlainObject(value)) return undefined;
      const tag = Object.prototype.toString.call(value);
      if (!opaqueTags.has(tag) && !ArrayBuffer.isView(value)) return undefined;
      return `JSON would lose the content of a ${tag.slice("[object ".length, -1)}`;
    }
    default:
      return undefined;
  }
}

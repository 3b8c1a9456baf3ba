import { tryWriteJson } from "../json/canonical-json.ts";
import { convertForJson } from "../json/json-value.ts";

/**
 * Makes a function that gives equal data equal text, for any value at all.
 *
 * Data is its JSON text, with sorted keys unless `sorted` is false. What is not JSON (`undefined`, functions,
 * maps, cycles) is equal to itself only. Keys of different functions must not be compared.
 */
export function createValueKey({ sorted = true }: { sorted?: boolean } = {}): (value: unknown) => string {
  let identities: Map<unknown, number> | undefined;
  return (value) => {
    const data = readData(value);
    if (typeof data === "string") return `"${data}`; // as good as its JSON text, and faster
    if (typeof data === "number" && Number.isFinite(data)) return `${data}`;
    const text = value === undefined ? undefined : tryWriteJson(value, sorted);
    if (text !== undefined) return text;
    identities ??= new Map();
    let identity = identities.get(value);
    if (identity === undefined) identities.set(value, (identity = identities.size));
    return `#${identity}`; // no JSON text begins with this character
  };
}

/** What JSON takes instead of a value, so that a date and its text are the same data; never throws. */
export function readData(value: unknown): unknown {
  try {
    return convertForJson(value, "");
  } catch {
    return value; // a getter or a toJSON of the caller's threw: the value is no data
  }
}

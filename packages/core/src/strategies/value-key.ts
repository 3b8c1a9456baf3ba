import { tryWriteJson } from "../json/canonical-json.ts";

/**
 * Makes a function that gives equal data equal text, for any value at all.
 *
 * Data is its JSON text, with sorted keys unless `sorted` is false. What is not JSON (`undefined`, functions,
 * maps, cycles) is equal to itself only. Keys of different functions must not be compared.
 */
export function createValueKey({ sorted = true }: { sorted?: boolean } = {}): (value: unknown) => string {
  let identities: Map<unknown, number> | undefined;
  return (value) => {
    if (typeof value === "string") return `"${value}`; // as good as its JSON text, and faster
    if (typeof value === "number" && Number.isFinite(value)) return `${value}`;
    const text = value === undefined ? undefined : tryWriteJson(value, sorted);
    if (text !== undefined) return text;
    identities ??= new Map();
    let identity = identities.get(value);
    if (identity === undefined) identities.set(value, (identity = identities.size));
    return `#${identity}`; // no JSON text begins with this character
  };
}

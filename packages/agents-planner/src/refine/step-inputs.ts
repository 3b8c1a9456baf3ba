import { fromTask } from "@convoke/core";
import { slotOf } from "../compose/complete-steps.ts";

type Data = Readonly<Record<string, unknown>>;

/** How deep texts of an input are looked at. */
const deepest = 12;

/** An input without references to some steps; lists and records that become empty by it go too. */
export function dropReferences(input: unknown, ids: ReadonlySet<string>): unknown {
  return drop(input, ids, 0) ?? {};
}

function drop(value: unknown, ids: ReadonlySet<string>, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > 100) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "$literal") return value;
  if (keys.length === 1 && keys[0] === "$fromTask") {
    const source: unknown = (value as { $fromTask: unknown }).$fromTask;
    const id = typeof source === "object" && source !== null && "id" in source ? source.id : undefined;
    return typeof id === "string" && ids.has(id) ? undefined : value;
  }
  if (Array.isArray(value)) {
    const kept = value.map((item) => drop(item, ids, depth + 1)).filter((item) => item !== undefined);
    if (kept.length === value.length && isSame(kept, value)) return value;
    return kept.length === 0 && value.length > 0 ? undefined : kept;
  }
  const entries = Object.entries(value);
  const kept = entries
    .map(([key, item]): [string, unknown] => [key, drop(item, ids, depth + 1)])
    .filter(([, item]) => item !== undefined);
  if (kept.length === entries.length && kept.every(([, item], index) => item === entries[index]?.[1]))
    return value;
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.every((item, index) => item === other[index]);
}

/** An input with the result of one more step, where the planner puts results of that name. */
export function addReference(input: unknown, name: string, id: string): unknown {
  if (!isPlain(input)) return input;
  const slot = slotOf(name);
  const reference = fromTask(id);
  if (slot === "results") {
    const { results } = input;
    return {
      ...input,
      results: { ...(isPlain(results) && !("$fromTask" in results) ? results : {}), [name]: reference },
    };
  }
  const present = input[slot];
  return {
    ...input,
    [slot]:
      present === undefined ? reference : [...(Array.isArray(present) ? present : [present]), reference],
  };
}

/** What stands under these keys is data or a quotation, not the plan's own words. */
const foreign = new Set(["research", "citations", "$fromTask", "$literal", "url"]);

/** An input whose own texts were changed; data that the step is given stays as it is. */
export function mapTexts(input: unknown, change: (text: string) => string): unknown {
  const visit = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") return change(value);
    if (typeof value !== "object" || value === null || depth > deepest) return value;
    if (Array.isArray(value)) return value.map((item) => visit(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]): [string, unknown] => [
        key,
        foreign.has(key) ? item : visit(item, depth + 1),
      ]),
    );
  };
  return visit(input, 0);
}

function isPlain(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { formatPath } from "../json/read-path.ts";
import { isPlainObject, setOwn } from "../json/plain-object.ts";
import { createValueKey } from "./value-key.ts";

/** A value and the task that it came from. */
export interface MergeSource {
  readonly taskId: string;
  readonly value: unknown;
}

/** Values that could not stand together: which one stayed, and which gave way. */
export interface MergeConflict {
  /** As `readPath` reads it; empty for the whole results. */
  readonly path: string;
  readonly kept: MergeSource;
  readonly dropped: readonly MergeSource[];
}

export interface MergedResults {
  /** `undefined` when there was nothing to merge. */
  readonly result: unknown;
  readonly conflicts: readonly MergeConflict[];
}

/** Below this depth values are compared whole, so that no data can exhaust the call stack. */
const deepestMerge = 500;

/**
 * Merges results into one: plain objects key by key at every depth, lists into one list without repetitions.
 *
 * Two values are the same when their canonical JSON is. Where they differ and are not both objects or both
 * lists, the first in order stays and a conflict says who had said what. That holds for whole results too:
 * two different texts conflict at the path "". `undefined` counts as absent. The sources do not change,
 * but what only one of them holds is handed on, not copied.
 *
 * @example
 * mergeResults([{ taskId: "a", value: { tags: ["x"], n: 1 } }, { taskId: "b", value: { tags: ["x", "y"], n: 2 } }]);
 * // result { tags: ["x", "y"], n: 1 }, one conflict at "n"
 */
export function mergeResults(sources: readonly MergeSource[]): MergedResults {
  const keyOf = createValueKey();
  const conflicts: MergeConflict[] = [];
  const path: string[] = [];
  const ancestors = new Set<unknown>();

  const merge = (candidates: readonly MergeSource[]): unknown => {
    const [first, ...others] = candidates;
    if (first === undefined) return undefined;
    if (others.length === 0) return first.value;
    const mayGoDeeper = path.length < deepestMerge && !ancestors.has(first.value);
    const isSameKind = mayGoDeeper ? chooseKind(first.value) : undefined;
    const together = isSameKind === undefined ? [] : others.filter(({ value }) => isSameKind(value));
    const apart = isSameKind === undefined ? others : others.filter(({ value }) => !isSameKind(value));
    let ownKey: string | undefined;
    const dropped = apart.filter(
      ({ value }) => value !== first.value && keyOf(value) !== (ownKey ??= keyOf(first.value)),
    );
    if (dropped.length > 0) conflicts.push({ path: formatPath(path), kept: first, dropped });
    if (together.length === 0) return first.value;
    if (Array.isArray(first.value)) return uniteLists([first, ...together], keyOf);
    ancestors.add(first.value);
    const merged = mergeObjects([first, ...together]);
    ancestors.delete(first.value);
    return merged;
  };

  const mergeObjects = (candidates: readonly MergeSource[]): Record<string, unknown> => {
    const byKey = new Map<string, MergeSource[]>();
    for (const { taskId, value } of candidates) {
      for (const [key, part] of Object.entries(value as Record<string, unknown>)) {
        if (part === undefined) continue;
        const known = byKey.get(key);
        if (known === undefined) byKey.set(key, [{ taskId, value: part }]);
        else known.push({ taskId, value: part });
      }
    }
    const merged: Record<string, unknown> = {};
    for (const [key, parts] of byKey) {
      path.push(key);
      setOwn(merged, key, merge(parts));
      path.pop();
    }
    return merged;
  };

  const result = merge(sources.filter(({ value }) => value !== undefined));
  return { result, conflicts };
}

/** The kind of value that can be merged with this one; `undefined` when none can. */
function chooseKind(value: unknown): ((other: unknown) => boolean) | undefined {
  if (Array.isArray(value)) return Array.isArray;
  return isPlainObject(value) ? isPlainObject : undefined;
}

function uniteLists(candidates: readonly MergeSource[], keyOf: (value: unknown) => string): unknown[] {
  const seen = new Set<string>();
  const united: unknown[] = [];
  for (const { value } of candidates) {
    for (const item of value as readonly unknown[]) {
      const key = keyOf(item);
      if (seen.has(key)) continue;
      seen.add(key);
      united.push(item);
    }
  }
  return united;
}

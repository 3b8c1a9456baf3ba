import { findFreeName } from "./free-name.ts";
import type { StepDraft } from "./step-draft.ts";

/**
 * Gives ids and products that earlier steps use already a number, and follows the new names within these steps.
 *
 * What the steps consume from outside keeps its name.
 */
export function renameRepeats(drafts: readonly StepDraft[], earlier: readonly StepDraft[]): StepDraft[] {
  const own = new Set(drafts.flatMap(listNames));
  const used = new Set(earlier.flatMap(listNames));
  const taken = new Set([...used, ...own]);
  const renamed = new Map<string, string>();
  for (const name of own) {
    if (!used.has(name)) continue;
    const free = findFreeName(name, taken);
    renamed.set(name, free);
    taken.add(free);
  }
  const rename = (name: string): string => renamed.get(name) ?? name;
  return drafts.map((draft) => ({
    ...draft,
    id: rename(draft.id),
    ...(draft.input === undefined ? {} : { input: renameReferences(draft.input, rename) }),
    ...(draft.consumes === undefined ? {} : { consumes: draft.consumes.map(rename) }),
    ...(draft.produces === undefined ? {} : { produces: draft.produces.map(rename) }),
    ...(draft.dependsOn === undefined ? {} : { dependsOn: draft.dependsOn.map(rename) }),
  }));
}

function listNames(draft: StepDraft): string[] {
  return [draft.id, ...(draft.produces ?? [])];
}

/** Deeper than any plan's input may be; what lies below is left as it is, and the plan is refused for it. */
const deepest = 1_000;

/** An input with the ids of the steps that it refers to renamed; what contains itself does so afterwards. */
export function renameReferences(input: unknown, rename: (name: string) => string): unknown {
  const copies = new Map<object, unknown>();
  return copy(input, 0);

  function copy(value: unknown, depth: number): unknown {
    if (typeof value !== "object" || value === null || depth > deepest) return value;
    const earlier = copies.get(value);
    if (earlier !== undefined) return earlier;
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      copies.set(value, list);
      for (const item of value) list.push(copy(item, depth + 1));
      return list;
    }
    const record: Record<string, unknown> = {};
    copies.set(value, record);
    for (const [key, item] of Object.entries(value)) {
      const isReference =
        key === "$fromTask" && typeof item === "object" && item !== null && typeof item.id === "string";
      const copied = isReference ? { ...item, id: rename(item.id) } : copy(item, depth + 1);
      // a field named __proto__ is one like others
      Object.defineProperty(record, key, {
        value: copied,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return record;
  }
}

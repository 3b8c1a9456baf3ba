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

/** An input with the ids of the steps that it refers to renamed. */
export function renameReferences(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameReferences(item, rename));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const isReference =
      key === "$fromTask" && typeof item === "object" && item !== null && typeof item.id === "string";
    return [key, isReference ? { ...item, id: rename(item.id) } : renameReferences(item, rename)];
  });
  return Object.fromEntries(entries);
}

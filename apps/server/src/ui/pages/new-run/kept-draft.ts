import { isObject } from "../../forms/form-value.ts";
import { modes, type RunDraft } from "./draft.ts";

/** Where a draft is kept: `sessionStorage`, or what a test has in its place. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const storageKey = "convoke-new-run";

/** The draft that was being filled in at this address before a reload. */
export function readKeptDraft(storage: DraftStorage, source: string): RunDraft | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(storageKey) ?? "null");
    return isObject(kept) && kept.source === source && isDraft(kept.draft) ? kept.draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft for a reload; a storage that refuses is left alone. */
export function keepDraft(storage: DraftStorage, source: string, draft: RunDraft): void {
  try {
    storage.setItem(storageKey, JSON.stringify({ source, draft }));
  } catch {
    // Too large, or a private window: the draft lives as long as the page.
  }
}

/** Forgets the draft: it has become a run. */
export function forgetDraft(storage: DraftStorage): void {
  try {
    storage.removeItem(storageKey);
  } catch {
    // There was nothing to forget.
  }
}

function isDraft(value: unknown): value is RunDraft {
  return (
    isObject(value) &&
    modes.some((mode) => mode === value.mode) &&
    typeof value.prompt === "string" &&
    Array.isArray(value.tasks) &&
    value.tasks.every(
      (task: unknown) => isObject(task) && typeof task.key === "string" && isObject(task.spec),
    ) &&
    isObject(value.settings)
  );
}

import { isInside } from "../ingest/place.ts";
import type { IndexState } from "../retrieval/index-state.ts";
import type { IndexChanges } from "../retrieval/knowledge-index.ts";

/** Two indexes, and the folders that were added from one to the next. */
interface Step {
  readonly before: IndexState;
  readonly after: IndexState;
  readonly folders: readonly string[];
  /** The position of the folder in which a file was met first; below 0 for none of them. */
  placeOf(name: string): number;
}

/**
 * Counts what each folder changed, as if they had been added one after the other. What belongs to none of them
 * counts with the first.
 */
export function divideChanges({ before, after, folders, placeOf }: Step): IndexChanges[] {
  const counts = folders.map(() => ({ added: 0, changed: 0, removed: 0 }));
  if (counts.length === 0) return [];
  const hashes = new Map(before.data.files.map(({ file, contentHash }) => [file, contentHash]));
  const names = new Set<string>();
  for (const { file, contentHash } of after.data.files) {
    names.add(file);
    const hash = hashes.get(file);
    const own = counts[Math.max(0, placeOf(file))];
    if (hash === undefined) own.added += 1;
    else if (hash !== contentHash) own.changed += 1;
  }
  const pathOf = new Map(before.records.map(({ name, path }) => [name, path]));
  for (const name of hashes.keys()) {
    if (names.has(name)) continue;
    const path = pathOf.get(name);
    const place = path === undefined ? -1 : folders.findIndex((folder) => isInside(folder, path));
    counts[Math.max(0, place)].removed += 1;
  }
  let total = hashes.size;
  return counts.map(({ added, changed, removed }) => {
    const unchanged = total - changed - removed;
    total += added - removed;
    return { added, changed, removed, unchanged };
  });
}

import type { IndexedFile, IndexChanges } from "./knowledge-index.ts";

/** Counts what changed from one list of files to the next, by name and content. */
export function compareFiles(before: readonly IndexedFile[], after: readonly IndexedFile[]): IndexChanges {
  const hashes = new Map(before.map(({ file, contentHash }) => [file, contentHash]));
  let [added, changed, unchanged] = [0, 0, 0];
  for (const { file, contentHash } of after) {
    const hash = hashes.get(file);
    if (hash === undefined) added += 1;
    else if (hash === contentHash) unchanged += 1;
    else changed += 1;
  }
  const names = new Set(after.map(({ file }) => file));
  return { added, changed, removed: before.filter(({ file }) => !names.has(file)).length, unchanged };
}

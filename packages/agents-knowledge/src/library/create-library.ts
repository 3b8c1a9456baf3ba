import type { BuildIndexOptions } from "../ingest/build-index.ts";
import { buildIndex } from "../ingest/build-index.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { createLazyIndex } from "./lazy-index.ts";
import type { Library } from "./library.ts";

/** What a library begins with. */
export interface LibraryOptions extends Omit<BuildIndexOptions, "signal" | "onProgress"> {
  /** An index that stands already; `folders` are then left out. */
  readonly index?: KnowledgeIndex | undefined;
}

/** Creates a library that builds its index when it is first needed. */
export function createLibrary({ index: given, ...options }: LibraryOptions): Library {
  const lazy = createLazyIndex(
    async ({ signal, onProgress }) => given ?? buildIndex({ ...options, signal, onProgress }),
  );
  let current: KnowledgeIndex | undefined = given;
  let folders = options.folders ?? [];
  return {
    async open(signal, onProgress) {
      return (current ??= await lazy.open(signal, onProgress));
    },
    async update({ folder, signal, onProgress }) {
      const before = new Set((await this.open(signal, onProgress)).files.map(({ file }) => file));
      if (folder !== undefined) folders = [...folders, folder];
      const index = await buildIndex({ ...options, folders, signal, onProgress });
      current = index;
      const added = index.files.filter(({ file }) => !before.has(file)).length;
      return { index, changes: { added, changed: 0, removed: 0, unchanged: index.files.length - added } };
    },
  };
}

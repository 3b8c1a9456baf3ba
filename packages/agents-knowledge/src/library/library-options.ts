import { resolve } from "node:path";
import type { BuildIndexOptions } from "../ingest/build-index-options.ts";
import { requirePath } from "../ingest/require-folder.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";

/** What a library begins with. */
export interface LibraryOptions extends Omit<
  BuildIndexOptions,
  "signal" | "onProgress" | "file" | "previous"
> {
  /** An index that stands already; `folders` are then left out. */
  readonly index?: KnowledgeIndex | undefined;
  /** Where the index of `folders` is kept between two processes; without folders it is kept under `.convoke/`. */
  readonly indexFile?: string | undefined;
  /** Folders that are known beside the rest, as if a task had added them first. */
  readonly moreFolders?: readonly string[] | undefined;
  /** True when there are other sources: then nothing to read is no error, but an empty index. */
  readonly mayBeEmpty?: boolean | undefined;
  /** The user's home folder, which is no project. @default the system's */
  readonly home?: string | undefined;
  /** Folders in which those that a task adds must lie, links followed; all, when left out. */
  readonly allowedFolders?: readonly string[] | undefined;
}

/** Makes every path absolute, so that what a library is made of stays the same wherever the process goes. */
export function resolvePaths(options: LibraryOptions): LibraryOptions {
  const { folders, project = ".", indexFile, moreFolders, allowedFolders } = options;
  const resolveAll = (option: string, paths: readonly string[] | undefined): readonly string[] | undefined =>
    paths?.map((path) => resolvePath(option, path));
  return {
    ...options,
    folders: resolveAll("folder", folders),
    project: resolvePath("project", project),
    moreFolders: resolveAll("folder", moreFolders),
    allowedFolders: resolveAll("allowedFolders", allowedFolders),
    ...(indexFile !== undefined && { indexFile: resolvePath("indexFile", indexFile) }),
  };
}

function resolvePath(option: string, path: string): string {
  requirePath(option, path);
  try {
    return resolve(path);
  } catch {
    // The working directory is gone; the first task that needs the path says so.
    return path;
  }
}

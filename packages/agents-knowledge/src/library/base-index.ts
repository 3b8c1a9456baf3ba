import { buildFrom } from "../ingest/build-from.ts";
import type { BuildIndexOptions } from "../ingest/build-index-options.ts";
import { isNothingReadable } from "../ingest/require-folder.ts";
import { readScope } from "../ingest/scope.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";
import { findCacheFile, hideCacheFolder } from "./cache-file.ts";
import type { LibraryOptions } from "./library-options.ts";
import type { Tools } from "./library.ts";
import { requireProject } from "./require-project.ts";

/** Makes the index of what a library's options name; that of a project is kept in the project. */
export async function makeBase(
  { folders = [], project = ".", indexFile, include, exclude, limits, home }: LibraryOptions,
  tools: Tools,
  previous?: KnowledgeIndex,
): Promise<KnowledgeIndex> {
  const sources: BuildIndexOptions = { folders, project, limits, previous, ...tools };
  const options = {
    ...sources,
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
  };
  if (indexFile !== undefined || folders.length > 0) {
    return buildFrom({ ...options, file: indexFile }, { isCache: false });
  }
  await requireProject(project, home);
  const file = await findCacheFile(project, { include, exclude, limits });
  const index = await buildFrom({ ...options, file }, { isCache: true });
  if (file !== undefined) await hideCacheFolder(file);
  return index;
}

/** Looks again at the files of a library's beginning. */
export async function refreshBase(
  before: KnowledgeIndex,
  options: LibraryOptions,
  tools: Tools,
): Promise<KnowledgeIndex> {
  if (!options.index) return makeBase(options, tools, before);
  const { scope } = findState(before);
  if (scope === undefined) return before;
  return buildFrom({ ...readScope(scope), previous: before, ...tools }, { isCache: false });
}

/** An empty index where there was nothing to index; names start from where they would have. */
export async function orEmpty(
  making: KnowledgeIndex | Promise<KnowledgeIndex>,
  { folders = [], project = "" }: LibraryOptions,
): Promise<KnowledgeIndex> {
  try {
    return await making;
  } catch (error) {
    if (!isNothingReadable(error)) throw error;
    return wrapIndex({ ...findState(createIndex([])), root: folders[0] ?? project });
  }
}

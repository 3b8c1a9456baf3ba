import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { type BuildIndexOptions, checkBuildOptions } from "./build-index-options.ts";
import { buildFrom } from "./build-from.ts";

/**
 * Reads and indexes folders, or the current project and the documentation of its packages.
 *
 * With `previous` or `file` only files that are new or changed are read, and the result is the same as without.
 * Gives way to the event loop, and ends with the signal's reason when it aborts. Rejects with
 * `invalid_argument` when an option does not exist or cannot be used, a folder is missing or nothing in it can be
 * read; a single file that cannot is listed in `skipped`.
 *
 * @example
 * const index = await buildIndex({ folders: ["docs", "wiki"], exclude: "drafts/**", file: "docs.index" });
 */
export async function buildIndex(options: BuildIndexOptions = {}): Promise<KnowledgeIndex> {
  checkBuildOptions(options);
  return buildFrom(options, { isCache: false });
}

import { resolve } from "node:path";
import { ErrorCode, OrchestrationError, type Runtime, systemRuntime } from "@convoke/core";
import { buildFrom } from "../ingest/build-from.ts";
import type { BuildIndexOptions } from "../ingest/build-index-options.ts";
import { buildIndex } from "../ingest/build-index.ts";
import { createFileFilter } from "../ingest/file-filter.ts";
import { completeLimits } from "../ingest/limits.ts";
import { isNothingReadable, requirePath } from "../ingest/require-folder.ts";
import { readScope } from "../ingest/scope.ts";
import { createIndex } from "../retrieval/create-index.ts";
import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";
import { type AddedFolder, addFolders, isSameAddition } from "./added-folders.ts";
import { findCacheFile, hideCacheFolder } from "./cache-file.ts";
import { createLazyIndex } from "./lazy-index.ts";
import type { Library, UpdateOptions } from "./library.ts";
import { createQueue } from "./queue.ts";
import { resolveFolder } from "./resolve-folder.ts";

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
  /** Folders in which those that a task adds must lie, links followed; all, when left out. */
  readonly allowedFolders?: readonly string[] | undefined;
}

/** Additions beyond these are refused; each costs a look at its folder with every update. */
const mostAdditions = 1000;

/**
 * Creates a library that makes its index when it is first needed, and that can be added to.
 *
 * What tasks add is kept in memory: an index file holds what the options name, so that every process that
 * starts with the same options finds the same.
 */
export function createLibrary(options: LibraryOptions): Library {
  const {
    index: given,
    indexFile,
    moreFolders = [],
    mayBeEmpty = moreFolders.length > 0,
    allowedFolders,
    runtime = systemRuntime,
    ...sources
  } = options;
  const limits = completeLimits(sources.limits);
  if (indexFile !== undefined) requirePath("indexFile", indexFile);
  for (const folder of allowedFolders ?? []) requirePath("allowedFolders", folder);
  const allowed = allowedFolders?.map((folder) => resolve(folder));
  const lazy = createLazyIndex(begin);
  const runInTurn = createQueue();
  let base: KnowledgeIndex | undefined = given;
  let current: KnowledgeIndex | undefined = given;
  let added: readonly AddedFolder[] = [];

  async function open(signal: AbortSignal, onProgress: UpdateOptions["onProgress"]): Promise<KnowledgeIndex> {
    signal.throwIfAborted();
    if (current) return current;
    const opened = await lazy.open(signal, onProgress);
    return (current ??= opened);
  }

  async function begin(progress: Pick<UpdateOptions, "signal" | "onProgress">): Promise<KnowledgeIndex> {
    const tools = { runtime, ...progress };
    const making = given ?? makeIndex(sources, indexFile, tools);
    const begun = await (mayBeEmpty ? orEmpty(making) : making);
    const folders = await Promise.all(
      moreFolders.map(async (folder) => ({
        folder: await resolveFolder(folder, undefined),
        include: [],
        exclude: [],
      })),
    );
    base = begun;
    if (folders.length === 0) return begun;
    added = folders;
    return addFolders({
      base: begun,
      folders,
      fresh: folders.length,
      previous: begun,
      limits,
      ...tools,
    });
  }

  /** The files that the library began with, looked at again. */
  async function refreshBase(before: KnowledgeIndex, tools: Tools): Promise<KnowledgeIndex> {
    if (!given) return makeIndex({ ...sources, previous: before }, indexFile, tools);
    const { scope } = findState(before);
    if (scope === undefined) return before;
    return buildIndex({ ...readScope(scope), previous: before, ...tools });
  }

  /** An empty index where there was nothing to index; names start from where they would have. */
  async function orEmpty(making: KnowledgeIndex | Promise<KnowledgeIndex>): Promise<KnowledgeIndex> {
    try {
      return await making;
    } catch (error) {
      if (!isNothingReadable(error)) throw error;
      const root = resolve(sources.folders?.[0] ?? sources.project ?? ".");
      return wrapIndex({ ...findState(createIndex([])), root });
    }
  }

  /** With other folders beside them, the library's own may hold nothing. */
  function refreshed(before: KnowledgeIndex, others: readonly AddedFolder[], tools: Tools) {
    const refreshing = refreshBase(before, tools);
    return mayBeEmpty || others.length > 0 ? orEmpty(refreshing) : refreshing;
  }

  async function update({ folder, include = [], exclude = [], signal, onProgress }: UpdateOptions) {
    const tools = { runtime, signal, onProgress };
    createFileFilter({ include, exclude });
    const addition =
      folder === undefined ? [] : [{ folder: await resolveFolder(folder, allowed), include, exclude }];
    // A folder is added as well where nothing could be read before.
    const opening = open(signal, onProgress);
    const previous = await (folder === undefined ? opening : orEmpty(opening));
    const isKnown = (one: AddedFolder): boolean => addition.some((other) => isSameAddition(one, other));
    const folders = [...added.filter((one) => !isKnown(one)), ...addition];
    if (folders.length > mostAdditions) throw createTooMany();
    const before = base ?? previous;
    const nextBase = await (folder === undefined ? refreshed(before, folders, tools) : before);
    const index =
      folders.length === 0
        ? nextBase
        : await addFolders({ base: nextBase, folders, fresh: addition.length, previous, limits, ...tools });
    signal.throwIfAborted();
    [base, added, current] = [nextBase, folders, index];
    return { index, changes: index === previous ? countUnchanged(index) : index.changes };
  }

  return { open, update: (request) => runInTurn(request.signal, () => update(request)) };
}

type Tools = Pick<UpdateOptions, "signal" | "onProgress"> & { readonly runtime: Runtime };

/** Builds an index; that of a project, for which nobody named a file, is kept in the project. */
async function makeIndex(
  sources: BuildIndexOptions,
  indexFile: string | undefined,
  tools: Tools,
): Promise<KnowledgeIndex> {
  const { folders = [], project = ".", include, exclude, limits } = sources;
  if (indexFile !== undefined || folders.length > 0) {
    return buildIndex({ ...sources, ...tools, file: indexFile });
  }
  const file = await findCacheFile(resolve(project), { include, exclude, limits });
  const index = await buildFrom({ ...sources, ...tools, file }, { isCache: true });
  if (file !== undefined) await hideCacheFolder(file);
  return index;
}

function countUnchanged({ files }: KnowledgeIndex): KnowledgeIndex["changes"] {
  return { added: 0, changed: 0, removed: 0, unchanged: files.length };
}

function createTooMany(): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `${mostAdditions} folders were added already; add a folder that holds several of them.`,
  );
}

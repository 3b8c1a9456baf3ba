import { resolve } from "node:path";
import { systemRuntime } from "@convoke/core";
import { createFileFilter } from "../ingest/file-filter.ts";
import { completeLimits } from "../ingest/limits.ts";
import { requirePath } from "../ingest/require-folder.ts";
import type { IndexChanges, KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { type AddedFolder, addFolders } from "./added-folders.ts";
import { makeBase, orEmpty, refreshBase } from "./base-index.ts";
import { createBatches } from "./batches.ts";
import { type Adding, chooseFolders, settle, type Update } from "./choose-folders.ts";
import { createLazyIndex } from "./lazy-index.ts";
import { type LibraryOptions, resolvePaths } from "./library-options.ts";
import type { Library, Tools, UpdateOptions } from "./library.ts";
import { joinNotices, listNotices, type Notices, tellNotices } from "./notices.ts";
import { createQueue } from "./queue.ts";
import { resolveFolder } from "./resolve-folder.ts";

/**
 * Creates a library that makes its index when it is first needed, and that can be added to.
 *
 * What tasks add is kept in memory: an index file holds what the options name, so that every process that
 * starts with the same options finds the same.
 */
export function createLibrary(given: LibraryOptions): Library {
  const options = resolvePaths(given);
  const { moreFolders = [], mayBeEmpty = moreFolders.length > 0, runtime = systemRuntime } = options;
  const limits = completeLimits(options.limits);
  const lazy = createLazyIndex(begin);
  const runInTurn = createQueue();
  const batches = createBatches(runInTurn, add);
  let base: KnowledgeIndex | undefined = options.index;
  let current: KnowledgeIndex | undefined = options.index;
  let added: readonly AddedFolder[] = [];
  /** What was told of the index file, which goes into the next result of an update. */
  let untold: Notices = [];
  /** What the first index changed against its file. */
  let begun: IndexChanges | undefined;

  async function open(signal: AbortSignal, onProgress: UpdateOptions["onProgress"]): Promise<KnowledgeIndex> {
    signal.throwIfAborted();
    if (current) return current;
    const opened = await lazy.open(signal, onProgress);
    return (current ??= opened);
  }

  async function begin(progress: Pick<UpdateOptions, "signal" | "onProgress">): Promise<KnowledgeIndex> {
    const tools = { runtime, ...progress };
    const making = options.index ?? makeBase(options, tools);
    const first = await (mayBeEmpty ? orEmpty(making, options) : making);
    const folders = await Promise.all(
      moreFolders.map(async (folder) => ({
        folder: await resolveFolder(folder, undefined),
        include: [],
        exclude: [],
      })),
    );
    const notices = listNotices(first);
    const more = { base: first, folders, fresh: folders.length, previous: first, limits, notices, ...tools };
    const index = folders.length === 0 ? first : await addAll(more);
    [base, added, untold] = [first, folders, notices];
    begun = index === first ? first.changes : joinChanges(first.changes, index.changes);
    return index;
  }

  /** Looks at all again, or for the first time. */
  async function refresh(tools: Tools): Promise<Update> {
    if (!current) {
      const index = await open(tools.signal, tools.onProgress);
      untold = [];
      return { index, changes: begun ?? index.changes };
    }
    const previous = current;
    const refreshing = refreshBase(base ?? previous, options, tools);
    const nextBase = await (mayBeEmpty || added.length > 0 ? orEmpty(refreshing, options) : refreshing);
    const notices = joinNotices(untold, listNotices(nextBase));
    const index =
      added.length === 0
        ? tellNotices(nextBase, notices, previous)
        : await addAll({ base: nextBase, folders: added, fresh: 0, previous, limits, notices, ...tools });
    tools.signal.throwIfAborted();
    [base, current, untold] = [nextBase, index, []];
    return { index, changes: index === previous ? countUnchanged(index) : index.changes };
  }

  /** Adds the folders of all who wait for it in one pass, or in another one without those that fail. */
  async function add(
    members: readonly Adding[],
    progress: Pick<Tools, "signal" | "onProgress">,
  ): Promise<void> {
    const tools = { runtime, ...progress };
    // A folder is added as well where nothing could be read before.
    const previous = await orEmpty(open(tools.signal, tools.onProgress), options);
    const own = base ?? previous;
    let readBefore = previous;
    for (;;) {
      const chosen = await chooseFolders(members, { added, allowed: options.allowedFolders });
      const { fresh, others, isApart } = chosen;
      if (fresh.length === 0) return;
      const kept = isApart ? [] : others;
      const { index, additions } = await addFolders({
        base: isApart ? previous : own,
        folders: [...kept, ...fresh],
        fresh: fresh.length,
        previous,
        readBefore,
        notices: untold,
        limits,
        ...tools,
      });
      tools.signal.throwIfAborted();
      if (!settle(chosen, additions, index)) {
        // What was read already is not read again.
        readBefore = index;
        continue;
      }
      [base, added, current, untold] = [own, [...others, ...fresh], index, []];
      return;
    }
  }

  return {
    open,
    async update({ folder, include = [], exclude = [], signal, onProgress }) {
      if (folder === undefined) {
        batches.divide();
        return runInTurn(signal, () => refresh({ runtime, signal, onProgress }));
      }
      createFileFilter({ include, exclude });
      requirePath("folder", folder);
      // Where the process stands when it is its turn is another matter.
      const request = { folder: resolve(folder), include, exclude };
      return batches.add({ request, signal, onProgress });
    },
  };
}

/** Adds folders of which every one must bring something. */
async function addAll(options: Parameters<typeof addFolders>[0]): Promise<KnowledgeIndex> {
  const { index, additions } = await addFolders(options);
  for (const addition of additions) if ("error" in addition) throw addition.error;
  return index;
}

/** What was changed in two steps, of which the second only adds folders. */
function joinChanges(first: IndexChanges, second: IndexChanges): IndexChanges {
  return {
    added: first.added + second.added,
    changed: first.changed + second.changed,
    removed: first.removed + second.removed,
    unchanged: first.unchanged,
  };
}

function countUnchanged({ files }: KnowledgeIndex): KnowledgeIndex["changes"] {
  return { added: 0, changed: 0, removed: 0, unchanged: files.length };
}

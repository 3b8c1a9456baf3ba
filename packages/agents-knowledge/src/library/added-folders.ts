import { realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import type { OrchestrationError, Runtime } from "@convoke/core";
import { assembleIndex, type IndexProgress } from "../ingest/assemble-index.ts";
import { createFileFilter } from "../ingest/file-filter.ts";
import type { IndexLimits } from "../ingest/limits.ts";
import { createAddedPlace, isInside } from "../ingest/place.ts";
import { createNothingReadable } from "../ingest/require-folder.ts";
import { findState } from "../retrieval/index-state.ts";
import type { IndexChanges, KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";
import type { Notices } from "./notices.ts";
import { divideChanges } from "./divide-changes.ts";

/** A folder that was added to an index that stands. */
export interface AddedFolder {
  /** Its real path. */
  readonly folder: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** How folders are added. */
interface AddOptions {
  /** The index whose files stay as they are. */
  readonly base: KnowledgeIndex;
  /** Those that are looked at; in each of the last `fresh` at least one file must be readable. */
  readonly folders: readonly AddedFolder[];
  readonly fresh: number;
  /** Against which changes are counted, and from which unchanged files are taken over … */
  readonly previous: KnowledgeIndex;
  /** … unless another index holds more of them. */
  readonly readBefore?: KnowledgeIndex;
  /** Told among what was skipped. */
  readonly notices: Notices;
  readonly limits: IndexLimits;
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
}

/** True when two additions look at the same files. */
export function isSameAddition(one: AddedFolder, other: AddedFolder): boolean {
  const write = ({ folder, include, exclude }: AddedFolder): string =>
    JSON.stringify([folder, include, exclude]);
  return write(one) === write(other);
}

/** What became of a folder that was added. */
export type Addition = { readonly changes: IndexChanges } | { readonly error: OrchestrationError };

/** Makes an index of another one's files and those of some folders; tells of each fresh one what it brought. */
export async function addFolders({
  base,
  folders,
  fresh,
  previous,
  readBefore = previous,
  notices,
  ...rest
}: AddOptions): Promise<{ readonly index: KnowledgeIndex; readonly additions: readonly Addition[] }> {
  const state = findState(base);
  const root = state.root || folders[0].folder;
  const realRoot = await realpath(root).catch(() => root);
  // A folder below the root is looked at under the root's own path, so its files are the ones known already.
  const paths = folders.map(({ folder }) =>
    isInside(realRoot, folder) ? join(root, relative(realRoot, folder)) : folder,
  );
  const places = folders.map(({ include, exclude }, position) =>
    createAddedPlace(paths[position], root, createFileFilter({ include, exclude })),
  );
  const before = findState(previous);
  const assembled = await assembleIndex({
    ...rest,
    root,
    places,
    base: state,
    previous: findState(readBefore),
  });
  const first = folders.length - fresh;
  const changes = divideChanges({
    before,
    after: assembled.state,
    folders: paths.slice(first),
    placeOf: (name) => (assembled.placeOf.get(name) ?? 0) - first,
  });
  const additions = changes.map((own, position): Addition => {
    const place = first + position;
    if (assembled.fruitful.has(place)) return { changes: own };
    return { error: createNothingReadable([paths[place]], assembled.listSkipped(place)) };
  });
  return { index: wrapIndex(assembled.state, { previous: before, notices }), additions };
}

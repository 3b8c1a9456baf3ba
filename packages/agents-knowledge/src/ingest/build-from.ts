import { basename, dirname, resolve, sep } from "node:path";
import { systemRuntime } from "@convoke/core";
import { findState, type IndexState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";
import { assembleIndex } from "./assemble-index.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { createFileFilter } from "./file-filter.ts";
import { keepIndexFile } from "./index-file/keep-index-file.ts";
import { isTemporaryOf } from "./index-file/write-index-file.ts";
import { completeLimits } from "./limits.ts";
import { createFolderPlace, createProjectPlace, type Place } from "./place.ts";
import { createNothingReadable, requireFolder, requirePath } from "./require-folder.ts";
import { writeScope } from "./scope.ts";

/** Reads and indexes what checked options name; with `isCache` the file is one of ours by its name. */
export async function buildFrom(
  options: BuildIndexOptions,
  { isCache }: { readonly isCache: boolean },
): Promise<KnowledgeIndex> {
  const { signal, onProgress, file, include, exclude, runtime = systemRuntime } = options;
  const limits = completeLimits(options.limits);
  const filter = createFileFilter(options);
  if (file !== undefined) requirePath("file", file);
  for (const folder of [...(options.folders ?? []), options.project ?? "."]) requirePath("folder", folder);
  const folders = (options.folders ?? []).map((folder) => resolve(folder));
  const project = resolve(options.project ?? ".");
  const looked = folders.length > 0 ? folders : [project];
  for (const folder of looked) await requireFolder(folder);
  signal?.throwIfAborted();
  const root = folders.length > 0 ? findCommonFolder(folders) : project;
  const scope = writeScope({
    folders,
    project,
    limits,
    ...(include !== undefined && { include }),
    ...(exclude !== undefined && { exclude }),
  });
  const places =
    folders.length > 0
      ? folders.map((folder) => createFolderPlace(folder, root, filter))
      : [createProjectPlace(project, filter)];
  const build = async (previous: IndexState | undefined, kept: readonly Place[]) => {
    const assembled = await assembleIndex({
      root,
      places: kept,
      limits,
      runtime,
      previous,
      signal,
      onProgress,
    });
    const { state, isReused } = assembled;
    if (state.data.passageFile.length === 0) throw createNothingReadable(looked, state.skipped);
    return { state: { ...state, scope }, isReused };
  };
  const given = options.previous && findState(options.previous);
  if (file === undefined) return wrapIndex((await build(given, places)).state, { previous: given });
  const path = resolve(file);
  return keepIndexFile(path, {
    given,
    scope,
    runtime,
    signal,
    isCache,
    build: (previous) =>
      build(
        previous,
        places.map((place) => hideIndexFile(place, path)),
      ),
  });
}

/** An index file among the documents, or one that is being written, is none of them. */
function hideIndexFile(place: Place, file: string): Place {
  const isOwn = (path: string): boolean =>
    path === file || (dirname(path) === dirname(file) && isTemporaryOf(file, basename(path)));
  return { ...place, isWanted: (path) => !isOwn(path) && place.isWanted(path) };
}

/** The deepest folder that holds all of `folders`. */
function findCommonFolder(folders: readonly string[]): string {
  const paths = folders.map((folder) => folder.split(sep));
  const length = paths[0].findIndex((step, depth) => paths.some((path) => path[depth] !== step));
  return (length === -1 ? paths[0] : paths[0].slice(0, length)).join(sep) || sep;
}

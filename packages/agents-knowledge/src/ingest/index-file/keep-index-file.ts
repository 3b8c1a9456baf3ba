import { stat } from "node:fs/promises";
import { OrchestrationError, type Runtime } from "@convoke/core";
import type { IndexState } from "../../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../../retrieval/knowledge-index.ts";
import { wrapIndex } from "../../retrieval/wrap-index.ts";
import { describeWriteCause } from "../describe-cause.ts";
import { createPause } from "../pause.ts";
import type { SkippedFile } from "../../formats/skipped-file.ts";
import { describeProblem } from "./index-file-error.ts";
import { readIndexFile } from "./read-index-file.ts";
import { isNotReplaceable, requireReplaceable } from "./require-replaceable.ts";
import { writeIndexFile } from "./write-index-file.ts";

/** What is kept of a project's files is for the eyes of its owner only. */
const ownFolderMode = 0o700;

/** How an index is brought up to date. */
interface KeepOptions {
  /** What is taken over instead of the file's content. */
  readonly given: IndexState | undefined;
  /** What the index is made of; a file made of something else is not used. */
  readonly scope: string;
  readonly runtime: Runtime;
  readonly signal: AbortSignal | undefined;
  /** The file's name is ours: what else stands there is left alone as well, but is no mistake of the caller's. */
  readonly isCache: boolean;
  build(
    previous: IndexState | undefined,
  ): Promise<{ readonly state: IndexState; readonly isReused: boolean }>;
}

/** Loads an index file, has it brought up to date, and saves it when that changed anything. */
export async function keepIndexFile(
  path: string,
  { given, scope, runtime, signal, isCache, build }: KeepOptions,
): Promise<KnowledgeIndex> {
  if (!isCache) await requireReplaceable(path).catch(throwIfNotReplaceable);
  const notices: SkippedFile[] = [];
  let stored: IndexState | undefined;
  if (!given) {
    try {
      stored = { ...(await readIndexFile(path, createPause(runtime, signal))), savedIn: path };
    } catch (error) {
      signal?.throwIfAborted();
      if (!OrchestrationError.is(error)) throw error;
      if (isReplaced(error)) {
        notices.push({ file: path, reason: "index_file_replaced", message: describeProblem(error) });
      }
    }
    if (stored && stored.scope !== scope) {
      stored = undefined;
      const message = "it holds other folders, globs or limits, or was made by another version";
      notices.push({ file: path, reason: "index_file_replaced", message });
    }
  }
  const previous = given ?? stored;
  const { state, isReused } = await build(previous);
  let isSaved =
    previous?.savedIn === path &&
    isReused &&
    (await exists(path)) &&
    summarise(previous) === summarise(state);
  if (!isSaved) {
    try {
      const pause = createPause(runtime, signal);
      await writeIndexFile(path, state, { runtime, pause, ...(isCache && { folderMode: ownFolderMode }) });
      isSaved = true;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isCache) throwIfNotReplaceable(error);
      notices.push({ file: path, reason: "index_file_not_saved", message: describeSaving(error) });
    }
  }
  return wrapIndex({ ...state, ...(isSaved && { savedIn: path }) }, { previous, notices });
}

/** A damaged or an older index is made anew; what is missing or cannot be read is told when saving fails. */
function isReplaced({ details }: OrchestrationError): boolean {
  return details?.problem === "corrupt" || details?.problem === "other_version";
}

/** Reading a file in order to judge it may fail as well, which then fails saving and is told there. */
function throwIfNotReplaceable(error: unknown): void {
  if (isNotReplaceable(error)) throw error;
}

function describeSaving(error: unknown): string {
  return isNotReplaceable(error) ? "something else stands there" : describeWriteCause(error);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** All of an index that may change while its passages stay the same. */
function summarise({ data, records, skipped, skippedCount }: IndexState): string {
  return JSON.stringify([data.files.map(({ text: _, ...file }) => file), records, skipped, skippedCount]);
}

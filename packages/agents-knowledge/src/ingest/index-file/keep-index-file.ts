import { stat } from "node:fs/promises";
import { OrchestrationError, type Runtime } from "@convoke/core";
import type { IndexState } from "../../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../../retrieval/knowledge-index.ts";
import { wrapIndex } from "../../retrieval/wrap-index.ts";
import { describeCause } from "../describe-cause.ts";
import { createPause } from "../pause.ts";
import type { SkippedFile } from "../../formats/skipped-file.ts";
import { describeProblem } from "./index-file-error.ts";
import { readIndexFile } from "./read-index-file.ts";
import { writeIndexFile } from "./write-index-file.ts";

/** How an index is brought up to date. */
interface KeepOptions {
  /** What is taken over instead of the file's content. */
  readonly given: IndexState | undefined;
  /** What the index is made of; a file made of something else is not used. */
  readonly scope: string;
  readonly runtime: Runtime;
  readonly signal: AbortSignal | undefined;
  build(
    previous: IndexState | undefined,
  ): Promise<{ readonly state: IndexState; readonly isReused: boolean }>;
}

/** Loads an index file, has it brought up to date, and saves it when that changed anything. */
export async function keepIndexFile(
  path: string,
  { given, scope, runtime, signal, build }: KeepOptions,
): Promise<KnowledgeIndex> {
  const notices: SkippedFile[] = [];
  let stored: IndexState | undefined;
  if (!given) {
    try {
      stored = { ...(await readIndexFile(path, createPause(runtime, signal))), savedIn: path };
    } catch (error) {
      signal?.throwIfAborted();
      if (!OrchestrationError.is(error)) throw error;
      if (error.details?.problem !== "missing") {
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
      await writeIndexFile(path, state, { runtime, pause: createPause(runtime, signal) });
      isSaved = true;
    } catch (error) {
      signal?.throwIfAborted();
      notices.push({ file: path, reason: "index_file_not_saved", message: describeCause(error) });
    }
  }
  return wrapIndex({ ...state, ...(isSaved && { savedIn: path }) }, { previous, notices });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

/** All of an index that may change while its passages stay the same. */
function summarise({ data, records, skipped, skippedCount }: IndexState): string {
  return JSON.stringify([data.files.map(({ text: _, ...file }) => file), records, skipped, skippedCount]);
}

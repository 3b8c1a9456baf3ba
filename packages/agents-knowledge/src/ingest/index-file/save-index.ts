import { resolve } from "node:path";
import { systemRuntime } from "@convoke/core";
import { findState } from "../../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../../retrieval/knowledge-index.ts";
import { wrapIndex } from "../../retrieval/wrap-index.ts";
import { createPause } from "../pause.ts";
import { requirePath } from "../require-folder.ts";
import { readIndexFile } from "./read-index-file.ts";
import { writeIndexFile } from "./write-index-file.ts";

/**
 * Saves an index to one file, which is the old one or the new one at every moment. Rejects with what the
 * operating system says when it cannot be written, or with the signal's reason.
 *
 * @example
 * await saveIndex(createIndex([{ file: "faq.md", text }]), "faq.index");
 */
export async function saveIndex(
  index: KnowledgeIndex,
  file: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  requirePath("file", file);
  signal?.throwIfAborted();
  const pause = createPause(systemRuntime, signal);
  await writeIndexFile(resolve(file), findState(index), { runtime: systemRuntime, pause });
}

/**
 * Opens an index that was saved, as it was: without looking whether its files have changed since.
 *
 * Rejects with `invalid_argument`, the file and `details.problem` when the file is missing, unreadable, of
 * another version, damaged or no index.
 *
 * @example
 * const index = await openIndex("docs.index");
 */
export async function openIndex(
  file: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<KnowledgeIndex> {
  requirePath("file", file);
  signal?.throwIfAborted();
  const state = await readIndexFile(resolve(file), createPause(systemRuntime, signal));
  return wrapIndex(state, { previous: state });
}

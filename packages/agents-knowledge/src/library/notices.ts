import type { SkippedFile } from "../formats/skipped-file.ts";
import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";

/** What is told of an index's file, as opposed to the documents that were skipped. */
export function listNotices({ skipped }: KnowledgeIndex): SkippedFile[] {
  return skipped.filter(({ reason }) => reason.startsWith("index_file_"));
}

/** Adds notices that an earlier index brought and that nobody was told, each kind once for a file. */
export function joinNotices(untold: readonly SkippedFile[], own: readonly SkippedFile[]): SkippedFile[] {
  const isTold = ({ file, reason }: SkippedFile): boolean =>
    own.some((other) => other.file === file && other.reason === reason);
  return [...untold.filter((notice) => !isTold(notice)), ...own];
}

/** The same index, with these notices among what was skipped. */
export function tellNotices(
  index: KnowledgeIndex,
  notices: readonly SkippedFile[],
  previous: KnowledgeIndex,
): KnowledgeIndex {
  if (notices.length === listNotices(index).length) return index;
  return wrapIndex(findState(index), { previous: findState(previous), notices });
}

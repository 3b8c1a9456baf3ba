import { findState } from "../retrieval/index-state.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { wrapIndex } from "../retrieval/wrap-index.ts";

/** What an index tells of its file. */
export type Notices = KnowledgeIndex["skipped"];

/** What is told of an index's file, as opposed to the documents that were skipped. */
export function listNotices({ skipped }: KnowledgeIndex): Notices {
  return skipped.filter(({ reason }) => reason.startsWith("index_file_"));
}

/** Adds notices that an earlier index brought and that nobody was told, each kind once for a file. */
export function joinNotices(untold: Notices, own: Notices): Notices {
  const isTold = ({ file, reason }: Notices[number]): boolean =>
    own.some((other) => other.file === file && other.reason === reason);
  return [...untold.filter((notice) => !isTold(notice)), ...own];
}

/** The same index, with these notices among what was skipped. */
export function tellNotices(
  index: KnowledgeIndex,
  notices: Notices,
  previous: KnowledgeIndex,
): KnowledgeIndex {
  if (notices.length === listNotices(index).length) return index;
  return wrapIndex(findState(index), { previous: findState(previous), notices });
}

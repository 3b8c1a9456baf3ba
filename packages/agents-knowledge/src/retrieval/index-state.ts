import { ErrorCode, OrchestrationError } from "@convoke/core";
import type { SkippedFile, SkipReason } from "../formats/skipped-file.ts";
import type { IndexData } from "./index-data.ts";
import type { KnowledgeIndex } from "./knowledge-index.ts";

/** A file on the disk as it was when it was indexed, by which a change is seen. */
export interface FileRecord {
  /** Absolute path. */
  readonly path: string;
  /** The name that it has in the index. */
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
  /** When the file's entry changed last; tells a file that was replaced by one of the same time. */
  readonly changedMs: number;
  /** False for a file so new that it may change again without a new time. */
  readonly isSettled: boolean;
  /** SHA-256 of its bytes. */
  readonly bytesHash: string;
  /** The title that the document itself gave. */
  readonly title?: string;
  /** Position of its text among the index's files. */
  readonly file?: number;
  /** Why there is no text. */
  readonly skip?: { readonly reason: SkipReason; readonly message: string };
}

/** All that an index consists of, for building the next one from it and for saving it. */
export interface IndexState {
  readonly data: IndexData;
  /** The files that were read, in the order in which they were found; none for texts from memory. */
  readonly records: readonly FileRecord[];
  readonly root: string;
  readonly skipped: readonly SkippedFile[];
  readonly skippedCount: number;
  /** What was indexed and how, as JSON; absent for texts from memory. */
  readonly scope?: string | undefined;
  /** The index file that held exactly this when it was last looked at. */
  readonly savedIn?: string | undefined;
}

const states = new WeakMap<KnowledgeIndex, IndexState>();

/** Remembers what an index consists of, without showing it. */
export function rememberState(index: KnowledgeIndex, state: IndexState): void {
  states.set(index, state);
}

/** What an index consists of; refuses one that was not made here. */
export function findState(index: KnowledgeIndex): IndexState {
  const state = states.get(index);
  if (state) return state;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    "The index was not made by this copy of the package; pass what buildIndex, openIndex or createIndex returned.",
    { details: { option: "index" } },
  );
}

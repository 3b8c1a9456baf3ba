import type { Runtime } from "@convoke/core";
import type { IndexProgress } from "../ingest/assemble-index.ts";
import type { IndexChanges, KnowledgeIndex } from "../retrieval/knowledge-index.ts";

/** What an agent knows: an index that is made when it is needed, and can grow. */
export interface Library {
  /** The index as it stands, made first if need be; rejects with the signal's reason as soon as it aborts. */
  open(signal: AbortSignal, onProgress: (progress: IndexProgress) => void): Promise<KnowledgeIndex>;
  /**
   * Adds a folder, or without one looks again at those it knows. Until it is done `open` answers with the index
   * before it; a failure leaves that index as it was. Several updates are made one after the other.
   */
  update(options: UpdateOptions): Promise<{ readonly index: KnowledgeIndex; readonly changes: IndexChanges }>;
}

/** What to add, and how to stop. */
export interface UpdateOptions {
  /** Absolute or from the working directory; the globs start from it. */
  readonly folder?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
}

/** What indexing works with. */
export type Tools = Pick<UpdateOptions, "signal" | "onProgress"> & { readonly runtime: Runtime };

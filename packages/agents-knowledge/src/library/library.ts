import type { IndexProgress } from "../ingest/build-index.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";

/** What indexing changed, in files. */
export interface IndexChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** What an agent knows: an index that is made when it is needed, and can grow. */
export interface Library {
  /** The index as it stands, made first if need be; rejects with the signal's reason as soon as it aborts. */
  open(signal: AbortSignal, onProgress: (progress: IndexProgress) => void): Promise<KnowledgeIndex>;
  /**
   * Adds a folder, or without one looks again at those it knows. Until it is done `open` answers with the index
   * before it; a failure leaves that index as it was.
   */
  update(options: {
    readonly folder?: string;
    readonly include?: readonly string[];
    readonly exclude?: readonly string[];
    readonly signal: AbortSignal;
    readonly onProgress: (progress: IndexProgress) => void;
  }): Promise<{ readonly index: KnowledgeIndex; readonly changes: IndexChanges }>;
}

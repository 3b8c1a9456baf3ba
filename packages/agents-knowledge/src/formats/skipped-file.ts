/** Why a file was not indexed. */
export type SkipReason =
  | "unsupported_type"
  | "too_large"
  | "binary"
  | "unknown_encoding"
  | "unreadable_pdf"
  | "empty"
  | "duplicate"
  | "symbolic_link"
  /** A whole folder: hidden, built, or of installed packages. */
  | "left_out"
  | "unreadable"
  | "too_deep"
  | "too_many_files"
  | "too_many_bytes"
  /** Not a document: the index file could not be used, and was made anew. */
  | "index_file_replaced"
  /** Not a document: the index stands in memory only, since its file could not be written. */
  | "index_file_not_saved";

/** A file that was found and not indexed. */
export interface SkippedFile {
  /** Path from the index's root, with `/`. */
  readonly file: string;
  readonly reason: SkipReason;
  /** The reason in words, with the limit or the cause. */
  readonly message: string;
}

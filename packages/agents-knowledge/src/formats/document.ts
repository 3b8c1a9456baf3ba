import type { SkipReason } from "./skipped-file.ts";
import type { DocumentFormat } from "./document-format.ts";

/** A document as text that can be indexed and quoted. */
export interface ReadDocument {
  readonly format: DocumentFormat;
  /** Markdown for HTML, else the document's own text, without a byte order mark. */
  readonly text: string;
  readonly title?: string;
  /** Offset of the first character of each page, for documents that have pages. */
  readonly pageStarts?: readonly number[];
}

/** Why there is no text. */
export interface UnreadDocument {
  readonly reason: SkipReason;
  /** The reason in words, without a full stop. */
  readonly message: string;
}

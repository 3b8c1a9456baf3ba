import type { Runtime } from "@convoke/core";
import type { DocumentFormat } from "../formats/document-format.ts";

/** A page of the web as text. */
export interface Page {
  /** The address that was read in the end, after redirects. */
  readonly url: string;
  readonly title: string;
  readonly format: DocumentFormat;
  /** Markdown for HTML, else the page's own text. */
  readonly text: string;
  /** Offset of the first character of each page of a PDF. */
  readonly pageStarts?: readonly number[];
  /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
  readonly contentHash: string;
}

/** Reads pages within the limits that its owner set. */
export interface PageReader {
  /** The page; rejects with a `PageError` that says why it cannot be read, or with the signal's reason. */
  read(url: string, context: { readonly signal: AbortSignal; readonly runtime: Runtime }): Promise<Page>;
  /** Ends reads that are under way and every connection; later reads reject with `closed`. */
  close(): Promise<void>;
}

import type { SkipReason } from "../ingest/skipped-file.ts";
import { type DocumentFormat, findFormat } from "./document-format.ts";

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
  readonly message: string;
}

/** What is known of a document beside its bytes. */
export interface DocumentHints {
  /** Its file name or address; the ending tells the format where no content type does. */
  readonly name: string;
  /** The `Content-Type` that it was delivered under. */
  readonly contentType?: string | undefined;
}

/** Bytes at the beginning in which a zero byte marks a file as binary. */
const probeBytes = 8192;

/** Reads a document's bytes as text; what is binary, wrongly encoded or empty is refused, never half read. */
export async function readDocument(
  bytes: Uint8Array,
  { name }: DocumentHints,
): Promise<ReadDocument | UnreadDocument> {
  if (bytes.subarray(0, probeBytes).includes(0)) return { reason: "binary", message: "it holds zero bytes" };
  const text = decode(bytes);
  if (text === undefined) return { reason: "invalid_utf8", message: "it is not UTF-8" };
  if (text.trim() === "") return { reason: "empty", message: "it holds no text" };
  return { format: findFormat(name) ?? "text", text };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

import { chooseFormat } from "./choose-format.ts";
import { decodeText } from "./decode-text.ts";
import type { ReadDocument, UnreadDocument } from "./document.ts";

export type { ReadDocument, UnreadDocument } from "./document.ts";

/** What is known of a document beside its bytes. */
export interface DocumentHints {
  /** Its file name or address; the ending tells the format where no content type does, and links start from the address. */
  readonly name: string;
  /** The `Content-Type` that it was delivered under. */
  readonly contentType?: string | undefined;
  /** Ends the reading between the pages of a PDF. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a document's bytes as text; what is binary, wrongly encoded, too large to be taken apart or empty is refused,
 * never half read. What reads HTML and PDF is loaded when the first one comes.
 */
export async function readDocument(
  bytes: Uint8Array,
  { name, contentType, signal }: DocumentHints,
): Promise<ReadDocument | UnreadDocument> {
  signal?.throwIfAborted();
  const format = chooseFormat(bytes, { name, contentType });
  if (format === "pdf") {
    const { readPdf } = await import("./pdf/read-pdf.ts");
    return readPdf(bytes, signal);
  }
  const decoded = await decodeText(bytes, { isHtml: format === "html", contentType });
  if ("reason" in decoded) return decoded;
  if (format === "html") {
    const { htmlToMarkdown } = await import("./html/html-to-markdown.ts");
    return htmlToMarkdown(decoded.text, { address: name });
  }
  const { text } = decoded;
  if (text.trim() === "") return { reason: "empty", message: "it holds no text" };
  const title = format === "markdown" ? /^#[ \t]{1,9}(\S[^\n]{0,300})/m.exec(text)?.[1].trim() : undefined;
  return { format, text, ...(title !== undefined && { title }) };
}

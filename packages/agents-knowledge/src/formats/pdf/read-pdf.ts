import type { ReadDocument, UnreadDocument } from "../document.ts";
import { joinItems } from "./join-items.ts";
import { unpacksWithin } from "./unpacks-within.ts";

/** Bytes of a PDF that is read. */
const mostBytes = 104_857_600;
/** Bytes that its compressed parts may unpack to; a small file can hold gigabytes of nothing. */
const mostUnpackedBytes = 268_435_456;
const mostPages = 5_000;
const mostCharacters = 20_000_000;

/** Between two pages. */
const pageBreak = "\n\n";

/**
 * Reads the text of a PDF with the offset at which each page starts.
 *
 * Damaged and encrypted files are refused with `unreadable_pdf`, those without text (scans) with `empty`, and those
 * with more than 5,000 pages or 20,000,000 characters with `too_large`. Rejects with the signal's reason.
 */
export async function readPdf(
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<ReadDocument | UnreadDocument> {
  if (bytes.length > mostBytes) {
    return { reason: "too_large", message: `${bytes.length} bytes, more than ${mostBytes}` };
  }
  if (!unpacksWithin(bytes, mostUnpackedBytes)) {
    return { reason: "too_large", message: `it unpacks to more than ${mostUnpackedBytes} bytes` };
  }
  const { getResolvedPDFJS } = await import("unpdf");
  const { getDocument } = await getResolvedPDFJS();
  // The library keeps, and may detach, what it is given.
  const loading = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: true,
  });
  try {
    const pdf = await loading.promise;
    signal?.throwIfAborted();
    if (pdf.numPages > mostPages) {
      return { reason: "too_large", message: `${pdf.numPages} pages, more than ${mostPages}` };
    }
    let text = "";
    const pageStarts: number[] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      signal?.throwIfAborted();
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      page.cleanup();
      if (number > 1) text += pageBreak;
      pageStarts.push(text.length);
      text += joinItems(items);
      if (text.length > mostCharacters) {
        return { reason: "too_large", message: `more than ${mostCharacters} characters` };
      }
    }
    if (text.trim() === "") {
      return { reason: "empty", message: "it holds no text; a scan needs its text recognised first" };
    }
    const title = await readTitle(pdf);
    return { format: "pdf", text, pageStarts, ...(title !== undefined && { title }) };
  } catch (error) {
    signal?.throwIfAborted();
    return { reason: "unreadable_pdf", message: describe(error) };
  } finally {
    await loading.destroy();
  }
}

async function readTitle(pdf: { getMetadata(): Promise<{ info: unknown }> }): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title = (info as { Title?: unknown } | undefined)?.Title;
  return typeof title === "string" && title.trim() !== "" ? title.trim().slice(0, 300) : undefined;
}

function describe(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "it is encrypted and needs a password";
  const message = error instanceof Error ? error.message : String(error);
  return `it is damaged (${message.replace(/\.$/, "").slice(0, 200)})`;
}

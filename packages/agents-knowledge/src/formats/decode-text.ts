import { readContentType } from "./content-type.ts";
import { decodeDamagedUtf8 } from "./damaged-utf8.ts";

/** A text, or why the bytes are none. */
export type DecodedText =
  | { readonly text: string }
  | { readonly reason: "binary" | "unknown_encoding"; readonly message: string };

/** How sure the detection must be, of 100, and by how much surer than of any other encoding. */
const leastConfidence = 50;
const leastLead = 10;

/** As much of a document as the detection looks at. */
const detectedBytes = 65_536;

/**
 * Decodes a document: by its byte order mark, for HTML as the HTML standard says (the transport's charset, then what
 * the document declares), for other text by the transport's charset, UTF-8, then detection. Text is never half
 * read: bytes that do not fit the encoding, or that no encoding fits with confidence, are refused. In what is UTF-8
 * otherwise a few bytes may be damaged.
 */
export async function decodeText(
  bytes: Uint8Array,
  { isHtml, contentType }: { readonly isHtml: boolean; readonly contentType?: string | undefined },
): Promise<DecodedText> {
  const marked = readByteOrderMark(bytes);
  if (marked !== undefined) return read(marked, bytes) ?? refuse(`it begins like ${marked} and is not`);
  const charset = readContentType(contentType)?.charset;
  if (!isUtf16(charset) && bytes.includes(0)) return { reason: "binary", message: "it holds zero bytes" };
  if (isHtml) {
    const declared = await sniffHtml(bytes, charset);
    // The standard falls back to windows-1252, which fits any bytes; a document in UTF-8 that says nothing is UTF-8.
    const found = read(declared ?? "utf-8", bytes) ?? (await detect(bytes));
    return found ?? refuse(`it is not ${declared ?? "UTF-8"}`);
  }
  const told = charset === undefined ? undefined : decodeAs(charset, bytes);
  return told ?? read("utf-8", bytes) ?? (await detect(bytes)) ?? refuse("its encoding is not known");
}

function refuse(message: string): DecodedText {
  return { reason: "unknown_encoding", message };
}

function readByteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

function isUtf16(charset: string | undefined): boolean {
  return charset !== undefined && /^utf-?16/i.test(charset);
}

async function sniffHtml(bytes: Uint8Array, charset: string | undefined): Promise<string | undefined> {
  // @ts-expect-error -- The package brings no types.
  const { default: sniffEncoding } = (await import("html-encoding-sniffer")) as {
    default: (bytes: Uint8Array, options: object) => string;
  };
  const encoding = sniffEncoding(bytes, {
    defaultEncoding: "unknown",
    ...(charset !== undefined && { transportLayerEncodingLabel: charset }),
  });
  return encoding === "unknown" ? undefined : encoding;
}

/** The text in the encoding that fits best, when no other fits about as well. */
async function detect(bytes: Uint8Array): Promise<DecodedText | undefined> {
  const { analyse } = await import("chardet");
  const [best, next] = analyse(bytes.subarray(0, detectedBytes));
  if (best === undefined || best.confidence < leastConfidence) return undefined;
  if (next !== undefined && best.confidence - next.confidence < leastLead) return undefined;
  return decodeAs(best.name, bytes);
}

function read(encoding: string, bytes: Uint8Array): { readonly text: string } | undefined {
  return decodeAs(encoding, bytes) ?? (/^utf-?8$/i.test(encoding) ? decodeDamagedUtf8(bytes) : undefined);
}

// oxlint-disable-next-line no-control-regex -- Control characters are what this looks for.
const controls = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u0080-\u0084\u0086-\u009f]/;

/** The text when every byte fits the encoding and the result is text; control characters say that it is not. */
function decodeAs(encoding: string, bytes: Uint8Array): { readonly text: string } | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return /^utf-?8$/i.test(encoding) || !controls.test(text) ? { text } : undefined;
  } catch {
    return undefined;
  }
}

import { readContentType } from "./content-type.ts";
import { findFormat, type DocumentFormat } from "./document-format.ts";

const formatOfType: Readonly<Record<string, DocumentFormat>> = {
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "application/pdf": "pdf",
};

/** Bytes at the beginning that are looked at. */
const probeBytes = 1_024;

/**
 * Decides what a document is: its content type first, then what its bytes begin with, then its name, then whether
 * it reads like HTML. Types that say no more than "text" leave Markdown and source to the name.
 */
export function chooseFormat(
  bytes: Uint8Array,
  { name, contentType }: { readonly name: string; readonly contentType?: string | undefined },
): DocumentFormat {
  const type = readContentType(contentType)?.name;
  const told = type === undefined ? undefined : formatOfType[type];
  if (told !== undefined) return told;
  const head = Buffer.from(bytes.subarray(0, probeBytes)).toString("latin1");
  if (/^\s{0,100}%PDF-/.test(head)) return "pdf";
  const named = findFormat(withoutQuery(name));
  if (type?.startsWith("text/") || type?.includes("json")) {
    return named === "markdown" || named === "source" ? named : "text";
  }
  if (named !== undefined && named !== "pdf") return named;
  // Bytes of UTF-16 hold a zero beside every letter.
  return /^[^<]{0,100}<(?:!doctype\s{1,20}html|html)[\s>]/i.test(head.replaceAll("\0", "")) ? "html" : "text";
}

function withoutQuery(name: string): string {
  return URL.canParse(name) ? new URL(name).pathname : name;
}

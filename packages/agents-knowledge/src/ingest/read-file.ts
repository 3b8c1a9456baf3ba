import { open } from "node:fs/promises";
import { type ReadDocument, readDocument, type UnreadDocument } from "../formats/read-document.ts";
import { describeCause } from "./describe-cause.ts";

/** A file's text, or why there is none. */
export type ReadResult = (ReadDocument & { readonly bytes: number }) | UnreadDocument;

/** Reads a file; what is too large or cannot be read as text is refused, never half read. */
export async function readFileText(path: string, maxBytes: number): Promise<ReadResult> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > maxBytes) return { reason: "too_large", message: `${size} bytes, more than ${maxBytes}` };
    const bytes = await file.readFile();
    const document = await readDocument(bytes, { name: path });
    return "reason" in document ? document : { ...document, bytes: bytes.length };
  } catch (cause) {
    return { reason: "unreadable", message: describeCause(cause) };
  }
}

import { open } from "node:fs/promises";
import { describeCause } from "./describe-cause.ts";
import type { SkipReason } from "./skipped-file.ts";

/** A file's text, or why there is none. */
export type ReadResult =
  | { readonly text: string; readonly bytes: number }
  | { readonly reason: SkipReason; readonly message: string };

/** Bytes at the beginning in which a zero byte marks a file as binary. */
const probeBytes = 8192;

/** Reads a UTF-8 text file; what is too large, binary, wrongly encoded or empty is refused, never half read. */
export async function readTextFile(path: string, maxBytes: number): Promise<ReadResult> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    if (size > maxBytes) return { reason: "too_large", message: `${size} bytes, more than ${maxBytes}` };
    const bytes = await file.readFile();
    if (bytes.subarray(0, probeBytes).includes(0))
      return { reason: "binary", message: "it holds zero bytes" };
    const text = decode(bytes);
    if (text === undefined) return { reason: "invalid_utf8", message: "it is not UTF-8" };
    if (text.trim() === "") return { reason: "empty", message: "it holds no text" };
    return { text, bytes: bytes.length };
  } catch (cause) {
    return { reason: "unreadable", message: describeCause(cause) };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

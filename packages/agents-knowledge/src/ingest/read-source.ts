import { createHash } from "node:crypto";
import { constants, lstat, open } from "node:fs/promises";
import type { Stats } from "node:fs";
import type { Runtime } from "@convoke/core";
import { type DocumentFormat, findFormat } from "../formats/document-format.ts";
import { readDocument } from "../formats/read-document.ts";
import type { IndexData } from "../retrieval/index-data.ts";
import type { FileRecord, IndexState } from "../retrieval/index-state.ts";
import { hashText } from "../text/hash-text.ts";
import { describeCause } from "./describe-cause.ts";
import { findMostBytes, type IndexLimits } from "./limits.ts";
import type { SkipReason } from "../formats/skipped-file.ts";

/** A document's text as the index keeps it. */
export interface SourceText {
  readonly format: DocumentFormat;
  readonly text: string;
  readonly contentHash: string;
  /** The document's own title. */
  readonly title?: string;
  readonly pageStarts?: readonly number[];
  /** Where passages of this text stand already. */
  readonly columns?: { readonly data: IndexData; readonly file: number };
}

/** By which a later look tells whether a file has changed. */
type Stamp = Pick<FileRecord, "size" | "modifiedMs" | "changedMs" | "isSettled" | "bytesHash">;

/** What a file on the disk turned out to hold. */
export type SourceContent =
  | { readonly text: SourceText; readonly stamp: Stamp }
  | { readonly skip: { readonly reason: SkipReason; readonly message: string }; readonly stamp?: Stamp };

/** What decides how a file is read. */
interface ReadOptions {
  readonly limits: IndexLimits;
  readonly previous: KnownFiles | undefined;
  readonly runtime: Runtime;
  /** Ends the reading; the answer is then of no use. */
  readonly signal: AbortSignal | undefined;
}

/** A pipe or a link that took the file's place in the meantime is neither waited for nor followed. */
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** A file changed within this time may change again under the same time stamp. */
const unsettledMs = 2000;
const notRegular = "it is not a regular file any more";
/** Lines of written source are shorter on average. */
const longestAverageLine = 400;

/**
 * Reads a file, or takes over what `previous` holds of it: at once when size and times are the same, after
 * comparing a hash of its bytes when they are not. What cannot be read is a value, never an exception.
 */
export async function readSource(
  path: string,
  { limits, previous, runtime, signal }: ReadOptions,
): Promise<SourceContent> {
  const known = previous?.records.get(path);
  try {
    const status = await lstat(path);
    if (!status.isFile()) return refuse("unreadable", notRegular);
    const mostBytes = findMostBytes(limits, findFormat(path));
    if (status.size > mostBytes) return refuse("too_large", `${status.size} bytes, more than ${mostBytes}`);
    if (known?.isSettled && isSame(known, status)) return takeOver(known, known, previous);

    await using file = await open(path, openFlags);
    const stamped = await file.stat();
    if (!stamped.isFile()) return refuse("unreadable", notRegular);
    if (stamped.size > mostBytes) return refuse("too_large", `${stamped.size} bytes, more than ${mostBytes}`);
    const bytes = await file.readFile();
    const bytesHash = createHash("sha256").update(bytes).digest("base64");
    const stamp = createStamp(stamped, bytesHash, runtime);
    if (known?.bytesHash === bytesHash) return takeOver(known, stamp, previous);
    return { ...(await readText(path, bytes, signal)), stamp };
  } catch (cause) {
    // A name in another encoding comes with signs in the place of what was not understood.
    const isMisread = path.includes("\ufffd") && (cause as NodeJS.ErrnoException).code === "ENOENT";
    return refuse("unreadable", isMisread ? "its name is not in UTF-8" : describeCause(cause));
  }
}

/** The files of an earlier index by their paths. */
export interface KnownFiles {
  readonly data: IndexData;
  readonly records: ReadonlyMap<string, FileRecord>;
}

/** Makes an earlier index's files findable. */
export function listKnownFiles({ data, records }: IndexState): KnownFiles {
  return { data, records: new Map(records.map((record) => [record.path, record])) };
}

async function readText(
  path: string,
  bytes: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<{ text: SourceText } | { skip: { reason: SkipReason; message: string } }> {
  const document = await readDocument(bytes, { name: path, signal });
  if ("reason" in document) return { skip: { reason: document.reason, message: document.message } };
  const { format, text, title, pageStarts } = document;
  if (format === "source" && isMinified(text)) {
    return {
      skip: { reason: "unsupported_type", message: "its lines are too long for source that people write" },
    };
  }
  return {
    text: {
      format,
      text,
      contentHash: hashText(text),
      // Markdown and source say their titles in headings.
      ...(title !== undefined && (format === "html" || format === "pdf") && { title }),
      ...(pageStarts && { pageStarts }),
    },
  };
}

function takeOver(known: FileRecord, stamp: Stamp, previous: KnownFiles | undefined): SourceContent {
  const { size, modifiedMs, changedMs, isSettled, bytesHash } = stamp;
  const kept = { size, modifiedMs, changedMs, isSettled, bytesHash };
  if (known.skip) return { skip: known.skip, stamp: kept };
  if (!previous || known.file === undefined) return refuse("unreadable", "what was known of it is gone");
  const { format, text, contentHash, pageStarts } = previous.data.files[known.file];
  const columns = { data: previous.data, file: known.file };
  const title = known.title !== undefined && { title: known.title };
  return {
    text: { format, text, contentHash, columns, ...title, ...(pageStarts && { pageStarts }) },
    stamp: kept,
  };
}

function isSame({ size, modifiedMs, changedMs }: FileRecord, status: Stats): boolean {
  return size === status.size && modifiedMs === status.mtimeMs && changedMs === status.ctimeMs;
}

function createStamp({ size, mtimeMs, ctimeMs }: Stats, bytesHash: string, runtime: Runtime): Stamp {
  const isSettled = Math.max(mtimeMs, ctimeMs) < runtime.now() - unsettledMs;
  return { size, modifiedMs: mtimeMs, changedMs: ctimeMs, isSettled, bytesHash };
}

function isMinified(text: string): boolean {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return text.length / lines > longestAverageLine;
}

function refuse(reason: SkipReason, message: string): SourceContent {
  return { skip: { reason, message } };
}

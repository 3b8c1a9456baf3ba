import { z } from "zod";
import type { IndexData } from "../../retrieval/index-data.ts";

/** First bytes of every index file; the bytes above 127 and the line feed show a transfer that changed them. */
export const magic = Uint8Array.from([0x89, 0x43, 0x56, 0x4b, 0x49, 0x58, 0xff, 0x0a]);

/** Raise it with every change of the layout. */
export const formatVersion = 1;

/**
 * Magic (8 bytes), version, CRC-32 of everything behind it, length of the description, byte order mark; each
 * of the four numbers takes 4 bytes and is little-endian but for the last, which is this machine's own.
 * Behind it follow the description as JSON, the rows of files, titles and records as a line of JSON each, the
 * columns, the terms and the texts.
 */
export const headerBytes = 24;
export const checkedFrom = 16;
export const byteOrderMark = 0x01020304;

type ColumnType = typeof Uint32Array | typeof Uint16Array | typeof Uint8Array;

/** The columns in the order in which they stand in the file. */
export const columnTypes = {
  passageFile: Uint32Array,
  passageTitle: Uint32Array,
  passageUnits: Uint32Array,
  passageStream: Uint32Array,
  unitKind: Uint32Array,
  unitStart: Uint32Array,
  unitEnd: Uint32Array,
  unitStream: Uint32Array,
  stream: Uint32Array,
  simHashLow: Uint32Array,
  simHashHigh: Uint32Array,
  distinction: Uint32Array,
  duplicateGroups: Uint32Array,
  postingOffsets: Uint32Array,
  postingGroups: Uint32Array,
  postingCounts: Uint8Array,
  titleOffsets: Uint32Array,
  titleGroups: Uint32Array,
  titleCounts: Uint8Array,
  pairCounts: Uint16Array,
} as const satisfies Record<string, ColumnType>;

/** The columns of an index by their names in the file. */
export type Columns = Readonly<
  Record<Exclude<keyof typeof columnTypes, "postingCounts" | "titleCounts" | "pairCounts">, Uint32Array> &
    Record<"postingCounts" | "titleCounts", Uint8Array> &
    Record<"pairCounts", Uint16Array>
>;

/** Picks the columns out of an index. */
export function listColumns(data: IndexData): Columns {
  const { postings, titlePostings } = data;
  return {
    ...data,
    postingOffsets: postings.offsets,
    postingGroups: postings.groups,
    postingCounts: postings.counts,
    titleOffsets: titlePostings.offsets,
    titleGroups: titlePostings.groups,
    titleCounts: titlePostings.counts,
  };
}

const count = z.int().min(0);
const packageSchema = z.object({ name: z.string(), version: z.string() }).optional();

/** What the description of an index file says. */
export const descriptionSchema = z.object({
  root: z.string(),
  scope: z.string().optional(),
  skipped: z.array(z.object({ file: z.string(), reason: z.string(), message: z.string() })),
  skippedCount: count,
  averageLength: z.number(),
  unitKinds: z.array(z.enum(["prose", "code", "table"])),
  /** Bytes of each list of rows. */
  files: count,
  titles: count,
  records: count,
  /** Numbers in each column, in the order of `columnTypes`. */
  columns: z.array(count),
  terms: count,
});

/** What stands in an index file before everything else. */
export type Description = z.infer<typeof descriptionSchema>;

/** One line of JSON for each file, title and record. */
export const fileRowSchema = z.object({
  file: z.string(),
  url: z.string().optional(),
  format: z.enum(["markdown", "html", "text", "pdf", "source"]),
  contentHash: z.string(),
  package: packageSchema,
  title: z.string(),
  pageStarts: z.array(count).optional(),
  copies: z.array(z.object({ file: z.string(), title: z.string(), package: packageSchema })).optional(),
  /** Bytes of its text. */
  bytes: count,
});

/** A file as its row tells it, without its text. */
export type FileRow = z.infer<typeof fileRowSchema>;

export const titleRowSchema = z.object({ headings: z.array(z.string()), firstPassage: count });

export const recordRowSchema = z.object({
  path: z.string(),
  name: z.string(),
  size: count,
  modifiedMs: z.number(),
  changedMs: z.number(),
  isSettled: z.boolean(),
  bytesHash: z.string(),
  title: z.string().optional(),
  file: count.optional(),
  skip: z.object({ reason: z.string(), message: z.string() }).optional(),
});

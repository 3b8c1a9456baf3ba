import { constants } from "node:buffer";
import { open, stat, type FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";
import type { z } from "zod";
import { OrchestrationError } from "@convoke/core";
import type { IndexData, StoredFile } from "../../retrieval/index-data.ts";
import type { FileRecord, IndexState } from "../../retrieval/index-state.ts";
import type { Pause } from "../pause.ts";
import { createIndexFileError } from "./index-file-error.ts";
import { isConsistent } from "./is-consistent.ts";
import {
  byteOrderMark,
  checkedFrom,
  type Columns,
  columnTypes,
  type Description,
  descriptionSchema,
  type FileRow,
  fileRowSchema,
  formatVersion,
  headerBytes,
  magic,
  recordRowSchema,
  titleRowSchema,
} from "./layout.ts";

/** Bytes read, and checked, at a time. */
const chunkBytes = 2 ** 20;
const rowsPerStep = 256;
const termsPerStep = 4096;
/** A larger file was not written here. */
const mostBytes = 2 ** 33;

/**
 * Reads an index file. Rejects with an `OrchestrationError` whose `details.problem` tells a missing file, one
 * of another version, a damaged one and no index at all apart; what `pause` rejects with ends the reading.
 */
export async function readIndexFile(path: string, pause: Pause): Promise<IndexState> {
  const handle = await openFile(path);
  try {
    return await readParts(path, handle, pause);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException | undefined)?.syscall !== "read") throw cause;
    throw createIndexFileError(path, "unreadable", cause);
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const status = await stat(path);
    if (!status.isFile()) throw createIndexFileError(path, "not_an_index");
    return await open(path, "r");
  } catch (cause) {
    if (OrchestrationError.is(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw createIndexFileError(path, isMissing ? "missing" : "unreadable", cause);
  }
}

async function readParts(path: string, handle: FileHandle, pause: Pause): Promise<IndexState> {
  const { size } = await handle.stat();
  const header = Buffer.alloc(headerBytes);
  if (!(await fill(handle, header, 0))) {
    throw createIndexFileError(path, header.subarray(0, 8).equals(magic) ? "corrupt" : "not_an_index");
  }
  if (!header.subarray(0, 8).equals(magic)) throw createIndexFileError(path, "not_an_index");
  if (header.readUInt32LE(8) !== formatVersion) throw createIndexFileError(path, "other_version");
  const ownOrder = new Uint8Array(Uint32Array.of(byteOrderMark).buffer);
  const length = header.readUInt32LE(checkedFrom);
  let position = headerBytes;
  let checksum = crc32(header.subarray(checkedFrom));
  const corrupt = (cause?: unknown): OrchestrationError => createIndexFileError(path, "corrupt", cause);

  /** The next bytes, whose number is checked against the file's size before room is made for them. */
  const read = async (count: number): Promise<Uint8Array<ArrayBuffer>> => {
    if (count > size - position || size > mostBytes) throw corrupt();
    const bytes = allocate(count, corrupt);
    for (let start = 0; start < count; start += chunkBytes) {
      const chunk = bytes.subarray(start, start + chunkBytes);
      if (!(await fill(handle, chunk, position))) throw corrupt();
      checksum = crc32(chunk, checksum);
      position += chunk.length;
      await pause();
    }
    return bytes;
  };

  const readText = async (count: number): Promise<string> => {
    if (count > constants.MAX_STRING_LENGTH) throw corrupt();
    return toText(await read(count));
  };

  const description = parse(descriptionSchema, await readText(length), corrupt);
  const readRows = async <Row>(count: number, schema: z.ZodType<Row>): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const line of (await readText(count)).split("\n")) {
      if (line !== "") rows.push(parse(schema, line, corrupt));
      if (rows.length % rowsPerStep === 0) await pause();
    }
    return rows;
  };
  const fileRows = await readRows(description.files, fileRowSchema);
  const titles = await readRows(description.titles, titleRowSchema);
  const records = (await readRows(description.records, recordRowSchema)) as FileRecord[];
  const names = Object.keys(columnTypes) as (keyof typeof columnTypes)[];
  if (description.columns.length !== names.length) throw corrupt();
  const columns: Record<string, Uint32Array | Uint16Array | Uint8Array> = {};
  for (const [at, name] of names.entries()) {
    const Type = columnTypes[name];
    columns[name] = new Type((await read(description.columns[at] * Type.BYTES_PER_ELEMENT)).buffer);
  }
  const terms = new Map<string, number>();
  for (const term of (await readText(description.terms)).split("\n")) {
    if (term !== "") terms.set(term, terms.size);
    if (terms.size % termsPerStep === 0) await pause();
  }
  const files = await readTexts(fileRows, read, corrupt);
  if (position !== size || checksum !== header.readUInt32LE(12)) throw corrupt();
  if (!header.subarray(checkedFrom + 4, headerBytes).equals(ownOrder)) {
    throw createIndexFileError(path, "other_version");
  }
  const { root, scope, skipped, skippedCount, unitKinds, averageLength } = description as Description &
    IndexState;
  const data = createData(columns as unknown as Columns, { files, titles, terms, unitKinds, averageLength });
  if (!(await isConsistent(data, records, pause))) throw corrupt();
  return { data, root, scope, records, skipped, skippedCount };
}

/** Room for bytes that a file claims to have, which may be more than this machine has. */
function allocate(count: number, corrupt: (cause: unknown) => Error): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(count);
  } catch (cause) {
    throw corrupt(cause);
  }
}

async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<boolean> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

function parse<Value>(schema: z.ZodType<Value>, json: string, corrupt: (cause: unknown) => Error): Value {
  try {
    return schema.parse(JSON.parse(json));
  } catch (cause) {
    throw corrupt(cause);
  }
}

/** The files with their texts, of which small ones are read together. */
async function readTexts(
  files: readonly FileRow[],
  read: (count: number) => Promise<Uint8Array>,
  corrupt: () => Error,
): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (let first = 0; first < files.length;) {
    let end = first;
    let total = 0;
    if (files[first].bytes > constants.MAX_STRING_LENGTH) throw corrupt();
    do total += files[end++].bytes;
    while (end < files.length && total + files[end].bytes <= chunkBytes);
    const batch = await read(total);
    let start = 0;
    for (const { bytes, ...file } of files.slice(first, end)) {
      stored.push({ ...file, text: toText(batch.subarray(start, start + bytes)) } as StoredFile);
      start += bytes;
    }
    first = end;
  }
  return stored;
}

function createData(
  columns: Columns,
  rest: Pick<IndexData, "files" | "titles" | "terms" | "unitKinds" | "averageLength">,
): IndexData {
  const { postingOffsets, postingGroups, postingCounts, titleOffsets, titleGroups, titleCounts, ...own } =
    columns;
  return {
    ...own,
    ...rest,
    postings: { offsets: postingOffsets, groups: postingGroups, counts: postingCounts },
    titlePostings: { offsets: titleOffsets, groups: titleGroups, counts: titleCounts },
  };
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

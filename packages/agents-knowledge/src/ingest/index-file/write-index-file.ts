import { open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import type { Runtime } from "@convoke/core";
import type { IndexState } from "../../retrieval/index-state.ts";
import type { Pause } from "../pause.ts";
import {
  byteOrderMark,
  checkedFrom,
  columnTypes,
  type Description,
  formatVersion,
  headerBytes,
  listColumns,
  magic,
} from "./layout.ts";
import { makeFolder } from "./make-folder.ts";
import { requireReplaceable } from "./require-replaceable.ts";

/** Bytes written, and checked, at a time. */
const chunkBytes = 2 ** 20;
/** What a writer that was killed left behind is removed after so long. */
const abandonedMs = 10 * 60_000;
const temporaryEnding = ".tmp";
const rowsPerStep = 512;

/** How an index file is written. */
interface WriteOptions {
  readonly runtime: Runtime;
  readonly pause: Pause;
  /** How its folder is made when it is missing. @default as the process makes folders */
  readonly folderMode?: number | undefined;
}

/**
 * Writes an index to a file beside `path`, brings it to the disk, and then gives it its name: a reader, or a
 * process that starts after a crash, finds the old file or the new one, never a part. It holds what its sources
 * hold, whoever may read those, so only its owner may read it. What stands at `path` and is no index is refused.
 */
export async function writeIndexFile(
  path: string,
  state: IndexState,
  { runtime, pause, folderMode }: WriteOptions,
): Promise<void> {
  const folder = dirname(path);
  await requireReplaceable(path);
  await makeFolder(folder, folderMode);
  await removeAbandoned(path, runtime);
  const temporary = join(folder, `.${basename(path)}.${runtime.createId()}${temporaryEnding}`);
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await writeParts(file, state, pause);
      await file.sync();
    } finally {
      await file.close();
    }
    // Writing takes its time, in which somebody may have put something there.
    await requireReplaceable(path);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** True for the names of files that are being written beside `path`. */
export function isTemporaryOf(path: string, name: string): boolean {
  return name.startsWith(`.${basename(path)}.`) && name.endsWith(temporaryEnding);
}

const columnNames = Object.keys(columnTypes) as (keyof typeof columnTypes)[];

async function writeParts(file: FileHandle, state: IndexState, pause: Pause): Promise<void> {
  const { data, records, root, skipped, skippedCount, scope } = state;
  const { unitKinds, averageLength } = data;
  const columns = listColumns(data);
  const files = await writeRows(
    data.files,
    ({ text, ...rest }) => ({ ...rest, bytes: Buffer.byteLength(text) }),
    pause,
  );
  const titles = await writeRows(data.titles, (title) => title, pause);
  const recordRows = await writeRows(records, (record) => record, pause);
  const terms = Buffer.from([...data.terms.keys()].join("\n"));
  const description: Description = {
    root,
    scope,
    skipped: [...skipped],
    skippedCount,
    averageLength,
    unitKinds: [...unitKinds],
    files: files.length,
    titles: titles.length,
    records: recordRows.length,
    columns: columnNames.map((name) => columns[name].length),
    terms: terms.length,
  };
  const head = Buffer.from(JSON.stringify(description));
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(head.length, checkedFrom);
  header.set(new Uint8Array(Uint32Array.of(byteOrderMark).buffer), checkedFrom + 4);
  let checksum = crc32(header.subarray(checkedFrom));
  let position = headerBytes;
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      const chunk = bytes.subarray(start, start + chunkBytes);
      checksum = crc32(chunk, checksum);
      await writeAll(file, chunk, position);
      position += chunk.length;
      await pause();
    }
  };
  for (const bytes of [head, files, titles, recordRows]) await write(bytes);
  for (const name of columnNames) {
    const { buffer, byteOffset, byteLength } = columns[name];
    await write(new Uint8Array(buffer, byteOffset, byteLength));
  }
  await write(terms);
  for (const texts of batchTexts(state)) await write(Buffer.from(texts));
  header.set(magic);
  header.writeUInt32LE(formatVersion, 8);
  header.writeUInt32LE(checksum, 12);
  await writeAll(file, header, 0);
}

/** A line of JSON for each item. */
async function writeRows<Item>(
  items: readonly Item[],
  toRow: (item: Item) => unknown,
  pause: Pause,
): Promise<Buffer> {
  const batches: Buffer[] = [];
  for (let start = 0; start < items.length; start += rowsPerStep) {
    const rows = items.slice(start, start + rowsPerStep).map((item) => `${JSON.stringify(toRow(item))}\n`);
    batches.push(Buffer.from(rows.join("")));
    await pause();
  }
  return Buffer.concat(batches);
}

/** Small texts together, so that thousands of them are not thousands of writes. */
function* batchTexts({ data: { files } }: IndexState): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const { text } of files) {
    batch.push(text.toWellFormed());
    length += text.length;
    if (length < chunkBytes) continue;
    yield batch.join("");
    [batch, length] = [[], 0];
  }
  yield batch.join("");
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function removeAbandoned(path: string, runtime: Runtime): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder)) {
    if (!isTemporaryOf(path, name)) continue;
    const status = await stat(join(folder, name)).catch(() => undefined);
    if (status && status.mtimeMs < runtime.now() - abandonedMs) await rm(join(folder, name), { force: true });
  }
}

/** Makes the new name last; systems that cannot open a folder do without. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, "r");
    await handle.sync();
  } catch {
    // The file itself is complete under its old or its new name either way.
  }
}

import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { ErrorCode, OrchestrationError } from "@convoke/core";
import { wrapIndex } from "../retrieval/create-index.ts";
import { createIndexBuilder } from "../retrieval/index-builder.ts";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import { hashText } from "../text/hash-text.ts";
import { createFileFilter, type FilterOptions } from "./file-filter.ts";
import { findPackageDocs } from "./find-package-docs.ts";
import { completeLimits, type IndexLimits } from "./limits.ts";
import { readFileText, type ReadResult } from "./read-file.ts";
import type { SkippedFile } from "./skipped-file.ts";
import type { FoundFile, SourceFile } from "./source-file.ts";
import { isMarkdown, walkFolder } from "./walk-folder.ts";

/** How far indexing has come. */
export interface IndexProgress {
  readonly indexedFiles: number;
  readonly totalFiles: number;
}

/** What to index, and how. */
export interface BuildIndexOptions extends FilterOptions {
  /** Folders of Markdown and text; paths are taken from the working directory. */
  readonly folders?: readonly string[];
  /**
   * The project whose Markdown, and whose installed packages' documentation, are indexed when there are no
   * `folders`. @default the working directory
   */
  readonly project?: string;
  readonly limits?: Partial<IndexLimits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
}

/** Progress is told after so many files, and at the end. */
const filesPerReport = 16;
const mostSkipRecords = 1000;

/**
 * Reads and indexes folders, or the current project and the documentation of its packages.
 *
 * Gives way to the event loop between files and ends with the signal's reason when it aborts. Rejects with
 * `invalid_argument` when a folder is missing or nothing in it can be read; a single file that cannot is
 * listed in `skipped`.
 *
 * @example
 * const index = await buildIndex({ folders: ["docs", "wiki"], exclude: "drafts/**" });
 */
export async function buildIndex(options: BuildIndexOptions = {}): Promise<KnowledgeIndex> {
  const { signal, onProgress } = options;
  const limits = completeLimits(options.limits);
  const isWanted = createFileFilter(options);
  const folders = (options.folders ?? []).map((folder) => resolve(folder));
  const project = resolve(options.project ?? ".");
  for (const folder of folders.length > 0 ? folders : [project]) await requireFolder(folder);
  const root = folders.length > 0 ? findCommonFolder(folders) : project;
  const toFile = (path: string): string => relative(root, path).split(sep).join("/");

  const skipped: SkippedFile[] = [];
  let skippedCount = 0;
  const skip = (path: string, reason: SkippedFile["reason"], message: string): void => {
    skippedCount += 1;
    if (skipped.length < mostSkipRecords) skipped.push({ file: toFile(path), reason, message });
  };

  const sources = new Map<string, SourceFile>();
  for await (const found of folders.length > 0
    ? walkFolders(folders, signal)
    : walkProject(project, signal)) {
    const path = found.kind === "skip" ? found.path : found.source.path;
    if (!isWanted(toFile(path)) || sources.has(path)) continue;
    if (found.kind === "skip") skip(path, found.reason, found.message);
    else if (sources.size < limits.maxFiles) sources.set(path, found.source);
    else skip(path, "too_many_files", `limits.maxFiles is ${limits.maxFiles}`);
  }

  const builder = createIndexBuilder();
  const contents = new Map<string, string>();
  const list = [...sources.values()];
  let totalBytes = 0;
  const add = (source: SourceFile, read: ReadResult): void => {
    if ("reason" in read) return skip(source.path, read.reason, read.message);
    const hash = createHash("sha1").update(read.text).digest("base64");
    const twin = contents.get(hash);
    if (twin !== undefined) return skip(source.path, "duplicate", `the same text as ${twin}`);
    if (totalBytes + read.bytes > limits.maxTotalBytes) {
      return skip(source.path, "too_many_bytes", `limits.maxTotalBytes is ${limits.maxTotalBytes}`);
    }
    const file = toFile(source.path);
    contents.set(hash, file);
    totalBytes += read.bytes;
    const about = source.package && { package: source.package };
    const { format, text, pageStarts } = read;
    const pages = pageStarts && { pageStarts };
    builder.add(
      { file, format, contentHash: hashText(text), text, ...pages, ...about },
      createTitlePath(file, source),
    );
  };
  // While one file is indexed the next is read; waiting for it gives way to the event loop between files.
  let reading = list.length > 0 ? readFileText(list[0].path, limits.maxFileBytes) : undefined;
  for (const [position, source] of list.entries()) {
    const read = await reading;
    signal?.throwIfAborted();
    reading =
      position + 1 < list.length ? readFileText(list[position + 1].path, limits.maxFileBytes) : undefined;
    if (read !== undefined) add(source, read);
    const indexedFiles = position + 1;
    if (indexedFiles % filesPerReport === 0 || indexedFiles === list.length) {
      onProgress?.({ indexedFiles, totalFiles: list.length });
    }
  }
  signal?.throwIfAborted();
  if (builder.passageCount === 0)
    throw createNothingReadable(folders.length > 0 ? folders : [project], skipped);
  return wrapIndex({ data: builder.finish(), root, skipped, skippedCount });
}

async function* walkFolders(
  folders: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundFile> {
  for (const folder of folders) yield* walkFolder(folder, { signal, reportOthers: true });
}

async function* walkProject(project: string, signal: AbortSignal | undefined): AsyncGenerator<FoundFile> {
  yield* walkFolder(project, { signal, reportOthers: false, isWanted: isMarkdown });
  yield* findPackageDocs(`${project}${sep}node_modules`, signal);
}

/** A package's name stands above its documents; elsewhere the file's own name does. */
function createTitlePath(file: string, source: SourceFile): string[] {
  return [source.package?.name ?? file.replace(/^.*\//, "").replace(/\.\w+$/, "")];
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    found
      ? `${folder} is a file, not a folder; pass the folder that holds it, with "include" naming the file.`
      : `The folder ${folder} does not exist; pass an existing folder, absolute or from the working directory.`,
    { details: { folder } },
  );
}

/** The deepest folder that holds all of `folders`. */
function findCommonFolder(folders: readonly string[]): string {
  const paths = folders.map((folder) => folder.split(sep));
  const length = paths[0].findIndex((step, depth) => paths.some((path) => path[depth] !== step));
  return (length === -1 ? paths[0] : paths[0].slice(0, length)).join(sep) || sep;
}

function createNothingReadable(
  folders: readonly string[],
  skipped: readonly SkippedFile[],
): OrchestrationError {
  const reasons = skipped.slice(0, 3).map(({ file, message }) => `${file}: ${message}`);
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `Nothing to index in ${folders.join(", ")}: no Markdown or text file that can be read` +
      `${reasons.length > 0 ? ` (skipped: ${reasons.join("; ")})` : ""}. Pass a folder with .md or .txt files, or wider globs.`,
    { details: { folders, skipped: skipped.slice(0, 20) } },
  );
}

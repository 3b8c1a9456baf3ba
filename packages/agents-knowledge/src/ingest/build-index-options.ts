import type { Runtime } from "@convoke/core";
import type { KnowledgeIndex } from "../retrieval/knowledge-index.ts";
import type { IndexProgress } from "./assemble-index.ts";
import type { FilterOptions } from "./file-filter.ts";
import type { IndexLimits } from "./limits.ts";
import { createRefusal, requireOptions, showValue } from "../retrieval/index-options.ts";

/** What to index, and how. */
export interface BuildIndexOptions extends FilterOptions {
  /** Folders of Markdown, HTML, text, PDF and source files; paths are taken from the working directory. */
  readonly folders?: readonly string[] | undefined;
  /**
   * The project whose Markdown, and whose installed packages' documentation, are indexed when there are no
   * `folders`. @default the working directory
   */
  readonly project?: string | undefined;
  /**
   * Where the index is kept, readable by its owner only. An index that stands there is brought up to date and
   * saved again; one that is damaged or of another version is replaced, and a file that cannot be written leaves
   * the index in memory: both are told in `skipped`. A file that is no index is refused.
   */
  readonly file?: string | undefined;
  /** An earlier index, from which whatever has not changed since is taken over; then `file` is only written. */
  readonly previous?: KnowledgeIndex | undefined;
  readonly limits?: Partial<IndexLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  /** The clock by which a file counts as just changed. @default the system's */
  readonly runtime?: Runtime | undefined;
}

const names = [
  "folders",
  "project",
  "file",
  "include",
  "exclude",
  "previous",
  "limits",
  "signal",
  "onProgress",
  "runtime",
] as const satisfies readonly (keyof BuildIndexOptions)[];

/** Refuses options that exist nowhere or are of a kind that cannot be used; paths and globs are checked later. */
export function checkBuildOptions(options: BuildIndexOptions): void {
  requireOptions("buildIndex", options, names);
  const { folders, signal, onProgress } = options;
  if (folders !== undefined && !Array.isArray(folders)) {
    throw createRefusal(
      "folders",
      `folders is ${showValue(folders)}; pass a list of paths, such as ["docs"].`,
    );
  }
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    throw createRefusal("signal", `signal is ${showValue(signal)}; pass an AbortSignal.`);
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw createRefusal("onProgress", `onProgress is ${showValue(onProgress)}; pass a function.`);
  }
}

import type { DocumentFormat } from "../formats/document-format.ts";
import type { BlockKind } from "../text/parse-blocks.ts";
import type { SkippedFile } from "../formats/skipped-file.ts";
import type { Ranking } from "./ranking.ts";

/** A file of the index, or a page that was read into it. */
export interface IndexedFile {
  /** Path from the index's root, with `/`; a page's address. Unique within the index. */
  readonly file: string;
  /** The address of a page. */
  readonly url?: string;
  readonly format: DocumentFormat;
  /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
  readonly contentHash: string;
  /** The installed package that the file documents. */
  readonly package?: { readonly name: string; readonly version: string };
}

/** A stretch of a text in UTF-8, end exclusive. */
interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

/** A sentence, table row or piece of code of a ranked passage. */
export interface Sentence {
  readonly kind: BlockKind;
  /** The file's own characters. */
  readonly quote: string;
  /** 1-based line where the quote begins. */
  readonly line: number;
  /** 1-based page, for documents that have pages. */
  readonly page?: number;
  /** Bytes of the file's text in UTF-8, end exclusive. */
  readonly span: ByteSpan;
  /** Share of the query, by rarity of its words, that the sentence holds: 0 to 1. */
  readonly score: number;
}

/** A stretch of a file under one heading, as an answer to a query. */
export interface RankedPassage {
  readonly id: number;
  readonly file: IndexedFile;
  /** What stands above it, outermost first: package or document, then headings. */
  readonly headings: readonly string[];
  /** The file's own characters from the first sentence to the last. */
  readonly quote: string;
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** Bytes of the file's text in UTF-8. */
  readonly span: ByteSpan;
  /** BM25 with what the ranking adds; comparable within one query only. */
  readonly score: number;
  /** Share of the query, by rarity of its words, that passage and title hold: 0 to 1. */
  readonly coverage: number;
  /** In reading order. */
  readonly sentences: readonly Sentence[];
}

/** What a search may be told. */
export interface RankOptions {
  /** @default 10 */
  readonly limit?: number;
  readonly ranking?: Partial<Ranking>;
  /**
   * Leaves out files that it answers `false` for. A file that holds the same text as another one is asked for
   * under its own name, and a passage is told under the first name that is accepted.
   */
  readonly accepts?: (file: IndexedFile) => boolean;
}

/** What indexing changed, in files. */
export interface IndexChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/**
 * Passages of files, ready to be searched. It does not change, so any number of agents may share it.
 *
 * @example
 * const index = await buildIndex({ folders: ["docs"] });
 * index.rank("retry with back-off", { limit: 3 })[0]?.sentences;
 */
export interface KnowledgeIndex {
  /** Absolute path that the files' paths start from. */
  readonly root: string;
  readonly files: readonly IndexedFile[];
  /** Files that were found and not indexed, with the reason; the first 1,000. */
  readonly skipped: readonly SkippedFile[];
  /** How many files were skipped in all. */
  readonly skippedCount: number;
  readonly passageCount: number;
  /** How many passages have a near duplicate before them; a search answers with one of each group. */
  readonly duplicateCount: number;
  /** What changed against the index that this one was built from; without one, every file is added. */
  readonly changes: IndexChanges;
  /** Different words, names and parts of names. */
  readonly termCount: number;
  /** The text that a file's quotes are taken from; `undefined` for a file that is not indexed. */
  readText(file: string): string | undefined;
  /** The passages that hold words of `query`, best first; what cannot be used throws `invalid_argument`. */
  rank(query: string, options?: RankOptions): RankedPassage[];
}

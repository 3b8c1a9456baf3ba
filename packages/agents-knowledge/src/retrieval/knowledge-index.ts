import type { BlockKind } from "../ingest/parse-blocks.ts";
import type { SkippedFile } from "../ingest/skipped-file.ts";
import type { Ranking } from "./ranking.ts";

/** A file of the index. */
export interface IndexedFile {
  /** Path from the index's root, with `/`. */
  readonly file: string;
  /** The installed package that the file documents. */
  readonly package?: { readonly name: string; readonly version: string };
}

/** A sentence, table row or piece of code of a ranked passage. */
export interface Sentence {
  readonly kind: BlockKind;
  /** The file's own characters. */
  readonly quote: string;
  /** 1-based line where the quote begins. */
  readonly line: number;
  /** Share of the query, by rarity of its words, that the sentence holds: 0 to 1. */
  readonly score: number;
}

/** A stretch of a file under one heading, as an answer to a query. */
export interface RankedPassage {
  readonly id: number;
  readonly file: IndexedFile;
  /** What stands above it, outermost first: package or document, then headings. */
  readonly headings: readonly string[];
  /** 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
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
  /** Leaves out files that it answers `false` for. */
  readonly accepts?: (file: IndexedFile) => boolean;
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
  /** Different words, names and parts of names. */
  readonly termCount: number;
  /** The passages that hold words of `query`, best first. */
  rank(query: string, options?: RankOptions): RankedPassage[];
}

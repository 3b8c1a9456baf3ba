import { countUpTo } from "../text/count-up-to.ts";
import type { BlockKind } from "../text/parse-blocks.ts";
import type { IndexedFile } from "./knowledge-index.ts";
import type { Postings } from "./postings.ts";

/** Another file with exactly the same text: found and filtered under its own name, indexed once. */
export type FileCopy = Pick<IndexedFile, "file" | "package"> & Pick<StoredFile, "title">;

/** A file's text, kept for quoting. */
export interface StoredFile extends IndexedFile {
  readonly text: string;
  /** Stands above the text's own headings. */
  readonly title: string;
  /** Offset of the first character of each page, for documents that have pages. */
  readonly pageStarts?: readonly number[];
  readonly copies?: readonly FileCopy[];
}

/** A title: the heading path that some consecutive passages share. */
export interface StoredTitle {
  readonly headings: readonly string[];
  readonly firstPassage: number;
}

/**
 * The index as flat columns. Passages, units (sentences, rows, lines of code) and their terms follow one
 * another in reading order, so each column holds only where its next group begins, with one closing entry.
 */
export interface IndexData {
  readonly files: readonly StoredFile[];
  readonly titles: readonly StoredTitle[];
  readonly terms: ReadonlyMap<string, number>;
  readonly passageFile: Uint32Array;
  readonly passageTitle: Uint32Array;
  /** First unit of each passage. */
  readonly passageUnits: Uint32Array;
  /** First term of each passage in `stream`. */
  readonly passageStream: Uint32Array;
  readonly unitKinds: readonly BlockKind[];
  readonly unitKind: Uint32Array;
  readonly unitStart: Uint32Array;
  readonly unitEnd: Uint32Array;
  /** First term of each unit in `stream`. */
  readonly unitStream: Uint32Array;
  /** Every passage's terms in reading order. */
  readonly stream: Uint32Array;
  readonly postings: Postings;
  readonly titlePostings: Postings;
  /** Estimated number of passages with a pair of neighbouring terms; see `hashPair`. */
  readonly pairCounts: Uint16Array;
  readonly averageLength: number;
  /** The SimHash of each passage, in two halves. */
  readonly simHashLow: Uint32Array;
  readonly simHashHigh: Uint32Array;
  /** Hash of each passage's numbers, negations and names. */
  readonly distinction: Uint32Array;
  /** For each passage 0, or 1 + the first passage of its group of near duplicates. */
  readonly duplicateGroups: Uint32Array;
}

/** Where a pair of terms is counted; pairs that collide share a count, which makes both look commoner. */
export function hashPair(first: number, second: number, size: number): number {
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 0x7f4a7c15, 0x85ebca6b)) >>> 7) & (size - 1);
}

/** The terms by their numbers. */
export function listTerms({ terms }: IndexData): readonly string[] {
  return [...terms.keys()];
}

/** The passages of a file, which follow one another; end exclusive. */
export function findFilePassages(
  { passageFile }: IndexData,
  file: number,
): { readonly first: number; readonly end: number } {
  return { first: countUpTo(passageFile, file - 1), end: countUpTo(passageFile, file) };
}

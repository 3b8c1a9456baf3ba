import { ErrorCode, OrchestrationError } from "@convoke/core";
import { findFormat, type DocumentFormat } from "../formats/document-format.ts";
import { hashText } from "../text/hash-text.ts";
import { createIndexBuilder } from "./index-builder.ts";
import type { KnowledgeIndex } from "./knowledge-index.ts";
import { runSteps } from "./steps.ts";
import { wrapIndex } from "./wrap-index.ts";

/** A text that is in memory already. */
export interface IndexDocument {
  /** Names it in citations; the ending decides how it is read (`.md`: Markdown, else plain text). */
  readonly file: string;
  readonly text: string;
  /** Stands above the text's own headings; the name of the file when left out. */
  readonly title?: string;
  /** The address of a page. */
  readonly url?: string;
  /** Says how the text is read instead of the name's ending. */
  readonly format?: DocumentFormat;
  /** Offset of the first character of each page, for documents that have pages. */
  readonly pageStarts?: readonly number[];
}

/**
 * Indexes texts that are in memory, without touching a disk. Two texts under one name throw `invalid_argument`,
 * since nobody could tell which one is cited.
 *
 * @example
 * const index = createIndex([{ file: "faq.md", text: "# Opening\nWe open at 9." }]);
 * index.rank("When do you open?")[0].sentences[0].quote; // "We open at 9."
 */
export function createIndex(documents: Iterable<IndexDocument>): KnowledgeIndex {
  const builder = createIndexBuilder();
  const names = new Set<string>();
  for (const { title, format, ...document } of documents) {
    const { file, text } = document;
    if (names.has(file)) {
      throw new OrchestrationError(
        ErrorCode.INVALID_ARGUMENT,
        `Two documents are named ${JSON.stringify(file)}; give each a name of its own.`,
        { details: { file } },
      );
    }
    names.add(file);
    runSteps(
      builder.add({
        ...document,
        title: title ?? file,
        format: format ?? findFormat(file) ?? "text",
        contentHash: hashText(text),
      }),
    );
  }
  const data = runSteps(builder.finish());
  return wrapIndex({ data, records: [], root: "", skipped: [], skippedCount: 0 });
}

import { findFormat } from "../formats/document-format.ts";
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
}

/**
 * Indexes texts that are in memory, without touching a disk.
 *
 * @example
 * const index = createIndex([{ file: "faq.md", text: "# Opening\nWe open at 9." }]);
 * index.rank("When do you open?")[0].sentences[0].quote; // "We open at 9."
 */
export function createIndex(documents: Iterable<IndexDocument>): KnowledgeIndex {
  const builder = createIndexBuilder();
  for (const { file, text, title = file } of documents) {
    const format = findFormat(file) ?? "text";
    runSteps(builder.add({ file, text, title, format, contentHash: hashText(text) }));
  }
  const data = runSteps(builder.finish());
  return wrapIndex({ data, records: [], root: "", skipped: [], skippedCount: 0 });
}

import { findFormat, type DocumentFormat } from "../formats/document-format.ts";
import { hashText } from "../text/hash-text.ts";
import { createIndexBuilder } from "./index-builder.ts";
import { createRefusal, showValue } from "./index-options.ts";
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
 * since nobody could tell which one is cited, and so does what is no `{ file, text }`.
 *
 * @example
 * const index = createIndex([{ file: "faq.md", text: "# Opening\nWe open at 9." }]);
 * index.rank("When do you open?")[0].sentences[0].quote; // "We open at 9."
 */
export function createIndex(documents: Iterable<IndexDocument>): KnowledgeIndex {
  const builder = createIndexBuilder();
  const names = new Set<string>();
  if (typeof documents !== "object" || documents === null || !(Symbol.iterator in documents)) {
    throw createRefusal("documents", `documents is ${showValue(documents)}; pass a list of { file, text }.`);
  }
  for (const document of documents) {
    requireDocument(document);
    const { file, text, title, format, url, pageStarts } = document;
    if (names.has(file)) {
      throw createRefusal("file", `Two documents are named ${showValue(file)}; give each a name of its own.`);
    }
    names.add(file);
    runSteps(
      builder.add({
        file,
        text,
        ...(url !== undefined && { url }),
        ...(pageStarts && { pageStarts }),
        title: title ?? file,
        format: format ?? findFormat(file) ?? "text",
        contentHash: hashText(text),
      }),
    );
  }
  const data = runSteps(builder.finish());
  return wrapIndex({ data, records: [], root: "", skipped: [], skippedCount: 0 });
}

const textFields = ["file", "text", "title", "url"] as const;

function requireDocument(document: IndexDocument): void {
  const given: Partial<Record<string, unknown>> =
    typeof document === "object" && document !== null ? { ...document } : {};
  for (const field of textFields) {
    const isNeeded = field === "file" || field === "text";
    const value = given[field];
    if (typeof value === "string" ? value !== "" || field !== "file" : value === undefined && !isNeeded)
      continue;
    const shown = field === "text" && given.file !== undefined ? ` of ${showValue(given.file)}` : "";
    throw createRefusal(
      field,
      `A document's ${field}${shown} is ${showValue(value)}; pass each as { file: "name.md", text: "…" }.`,
    );
  }
}

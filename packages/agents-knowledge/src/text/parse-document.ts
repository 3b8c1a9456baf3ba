import type { DocumentFormat } from "../formats/document-format.ts";
import { parseMarkdown, parsePlainText, type ParsedText } from "./parse-blocks.ts";
import { parseSource } from "./parse-source.ts";

/** Divides a document's text into sections and blocks, as its format asks; the text of HTML is Markdown. */
export function parseDocument(text: string, format: DocumentFormat): ParsedText {
  if (format === "source") return parseSource(text);
  return format === "markdown" || format === "html" ? parseMarkdown(text) : parsePlainText(text);
}

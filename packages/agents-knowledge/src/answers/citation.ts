import { z } from "zod";
import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";

/** Where a quote stands, in a form that anyone can check again. */
export const sourceSchema = z.object({
  /** Path from the index's root, with `/`, or the name that a document was indexed under; for a page its address. */
  file: z.string(),
  /** Only for what was read from the web: the address that was read, after redirects. */
  url: z.string().optional(),
  /** The headings above it, outermost first. */
  title: z.string(),
  /** 1-based line where the quote begins. */
  line: z.int().min(1),
  /** 1-based page of a PDF. */
  page: z.int().min(1).optional(),
  /** Bytes of the text in UTF-8, end exclusive; for Markdown, text and source files in UTF-8 those of the file itself. */
  span: z.object({ start: z.int().min(0), end: z.int().min(0) }),
  /** SHA-256 of that text in UTF-8, in hexadecimal digits. */
  contentHash: z.string(),
});

/** A quote and where it stands. */
export const citationSchema = z.object({
  /** The source's own characters, unchanged. */
  quote: z.string(),
  source: sourceSchema,
});

/** Where a quote stands: file or page, line, bytes, and the hash of the text that it was taken from. */
export type Source = z.infer<typeof sourceSchema>;

/** A quote, character by character, and where it stands. */
export type Citation = z.infer<typeof citationSchema>;

/** The citation of one sentence of a passage. */
export function cite(passage: RankedPassage, sentence: Sentence): Citation {
  const { file, url, contentHash } = passage.file;
  const { line, page, span, quote } = sentence;
  return {
    quote,
    source: {
      file,
      ...(url !== undefined && { url }),
      title: formatTitle(passage),
      line,
      ...(page !== undefined && { page }),
      span,
      contentHash,
    },
  };
}

/** A passage's headings as one line. */
export function formatTitle(passage: Pick<RankedPassage, "headings">): string {
  return passage.headings.join(" › ");
}

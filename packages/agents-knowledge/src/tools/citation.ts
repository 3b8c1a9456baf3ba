import { z } from "zod";
import type { RankedPassage, Sentence } from "../retrieval/knowledge-index.ts";

/** Where a sentence comes from. */
export const citationSchema = z.object({
  /** Path from the index's root, with `/`. */
  file: z.string(),
  /** 1-based line where the quote begins. */
  line: z.int().min(1),
  /** The file's own characters, unchanged. */
  quote: z.string(),
});

/** Where a sentence comes from: file, line and the words as they stand there. */
export type Citation = z.infer<typeof citationSchema>;

/** The citation of one sentence of a passage. */
export function cite(passage: RankedPassage, sentence: Sentence): Citation {
  return { file: passage.file.file, line: sentence.line, quote: sentence.quote };
}

/** A passage's headings as one line. */
export function formatTitle(passage: RankedPassage): string {
  return passage.headings.join(" › ");
}

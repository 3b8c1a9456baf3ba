import type { Sentence } from "../retrieval/knowledge-index.ts";
import { findWords } from "../retrieval/tokenize.ts";

/** False for a heading, a badge, a bare link or command, and a line that only announces what follows. */
export function isWorthQuoting({ kind, quote }: Sentence): boolean {
  return kind !== "prose" || (findWords(quote).length >= 3 && !/:\s*$|^`[^`]*`$/.test(quote));
}

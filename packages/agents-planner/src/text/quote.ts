import { cleanText, shorten } from "./phrases.ts";

/** Longer texts are cut in messages. */
const longestQuoted = 80;

/** A text from a plan as a message shows it: in quotation marks, on one line, cut when it is long. */
export function quote(text: string): string {
  return `“${shorten(cleanText(text.slice(0, 2 * longestQuoted)), longestQuoted)}”`;
}

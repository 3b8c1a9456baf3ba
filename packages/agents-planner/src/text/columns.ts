import { cleanText } from "./phrases.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Scripts and pictures that a terminal shows two columns wide. */
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** How many columns of a terminal a text takes. */
export function measureColumns(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/** A text on one line of exactly so many columns: filled with spaces, or cut and marked with "…". */
export function fitColumns(text: string, width: number): string {
  // what does not fit need not be looked at
  const line = cleanText(text.slice(0, 20 * width));
  const columns = measureColumns(line);
  if (columns <= width && text.length <= 20 * width) return line + " ".repeat(width - columns);
  let cut = "";
  let used = 0;
  for (const { segment } of segmenter.segment(line)) {
    const size = wide.test(segment) ? 2 : 1;
    if (used + size > width - 1) break;
    cut += segment;
    used += size;
  }
  return `${cut}…${" ".repeat(width - used - 1)}`;
}

/** A text on lines of at most so many columns, broken between words; longer words stay whole. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of cleanText(text).split(" ")) {
    const size = measureColumns(word);
    if (used > 0 && used + 1 + size > width) {
      lines.push(line);
      [line, used] = ["", 0];
    }
    line += used > 0 ? ` ${word}` : word;
    used += size + (used > 0 ? 1 : 0);
  }
  return [...lines, line];
}

import type { Span } from "./split-sentences.ts";

/** Shorter ones are examples that a text may speak of. */
const address = String.raw`data:[\w.+-]{1,40}\/[\w.+-]{1,80}(?:;[\w=.-]{1,60}){0,5},[\w+/=%.~-]{64,}`;

/** A data URI of 64 characters or more, with the image, link or element that stands around it; linear in any text. */
const embedded = new RegExp(
  String.raw`(?:!?\[[^[\]\n]{0,300}\]\(\s{0,5}<?|<[a-z]{1,10}\s[^<>]{0,500}?["'])?${address}` +
    String.raw`(?:>?(?:\s{1,5}"[^"\n]{0,300}")?\s{0,5}\)|["'][^<>]{0,500}>)?`,
  "gi",
);

/** Blanks what files carry within themselves, such as images, character by character. */
export function maskDataUris(text: string): string {
  return /data:/i.test(text) ? text.replace(embedded, (found) => found.replace(/[^\r\n]/g, " ")) : text;
}

/**
 * Divides a stretch around the data URIs in it, which nobody can read or wants quoted.
 *
 * @example
 * cutDataUris(`see ![a](data:image/png;base64,${"A".repeat(99)}) there`, { start: 0, end: 137 }); // "see " and " there"
 */
export function cutDataUris(text: string, { start, end }: Span): Span[] {
  const stretch = text.slice(start, end);
  if (!/data:/i.test(stretch)) return [{ start, end }];
  const pieces: Span[] = [];
  let from = start;
  for (const found of stretch.matchAll(embedded)) {
    pieces.push({ start: from, end: start + found.index });
    from = start + found.index + found[0].length;
  }
  pieces.push({ start: from, end });
  return pieces.filter((piece) => piece.end > piece.start);
}

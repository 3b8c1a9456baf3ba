/** A stretch of a text, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const space = /\s/;
const inWord = /[\p{L}\p{N}\p{M}]/u;
/** What joins two halves of a word, as in "un-safe" and `Node.js`, or cannot be seen between them. */
const joinedBefore = /[\p{L}\p{N}\p{M}][-‐‑_.'’/\u00ad\u200b-\u200d\u2060]$/u;
const joinedAfter = /^[-‐‑_.'’/\u00ad\u200b-\u200d\u2060][\p{L}\p{N}]/u;

/**
 * Finds a quote in a text: the same characters, whatever white space stands between them. A quote that begins or
 * ends within a word or a number is not found, since "5 cars" does not stand in "15 cars" nor in "1.5 cars".
 *
 * @example
 * locateQuote("It holds\n  nine cars.", "holds nine"); // { start: 3, end: 16 }
 */
export function locateQuote(text: string, quote: string): Stretch | undefined {
  if (quote.length > text.length * 2 || !quote.isWellFormed()) return undefined;
  const wanted = quote.trim().replace(/\s+/g, " ");
  if (wanted === "") return undefined;
  const { folded, offsets } = foldSpace(text);
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    if (cutsInto(folded, at, at + wanted.length)) continue;
    return { start: offsets[at], end: offsets[at + wanted.length - 1] + 1 };
  }
  return undefined;
}

/** A text with one space for each white space, and the place of each of its characters in the original. */
function foldSpace(text: string): { folded: string; offsets: readonly number[] } {
  let folded = "";
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const isSpace = space.test(text[at]);
    if (isSpace && folded.endsWith(" ")) continue;
    folded += isSpace ? " " : text[at];
    offsets.push(at);
  }
  return { folded, offsets };
}

function cutsInto(text: string, start: number, end: number): boolean {
  const before = readBefore(text, start);
  const first = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const last = readBefore(text, end);
  const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 0) : "";
  if (inWord.test(before) && inWord.test(first)) return true;
  if (inWord.test(last) && inWord.test(after)) return true;
  if (inWord.test(first) && joinedBefore.test(text.slice(Math.max(0, start - 3), start))) return true;
  if (inWord.test(last) && joinedAfter.test(text.slice(end, end + 3))) return true;
  if (/\p{N}/u.test(first) && /[.,:/\-−–+$€£±~<>]/.test(before)) return true;
  return /\p{N}/u.test(last) && (/[%°]/.test(after) || /^[.,:/\-–]\p{N}/u.test(text.slice(end, end + 3)));
}

function readBefore(text: string, at: number): string {
  if (at === 0) return "";
  const isPair = at > 1 && /[\uDC00-\uDFFF]/.test(text[at - 1]);
  return text.slice(isPair ? at - 2 : at - 1, at);
}

import type { Span } from "./split-sentences.ts";

/** Narrower than this nobody wraps prose: such lines are entries. Wider, its lines do not tell what is a short one. */
const [narrowest, widest] = [40, 160];
/** Later lines that it takes to tell a log by what its lines begin with. */
const enoughLines = 5;
/** More of the later lines begin within a sentence where prose is wrapped, whatever the language. */
const fewest = 0.2;
/** Where more of the lines hold the end of a sentence and what follows it, they are prose. */
const mostEnding = 0.1;
const endsWithin = /[.!?] \p{Lu}/u;
/** A line that leaves so much room for the next word was ended on purpose. */
const roomLeft = 0.25;

/** `KEY=value` and `key: value`. */
const entry = /^[\p{L}\p{N}_$.-]{1,60}[ \t]{0,20}(?:=|:(?=\s))/u;
/** Letters that do not begin a sentence, or have no such form. */
const goesOn = /^[\p{Ll}\p{Lo}]/u;
/** Marks of comments, quotations and emphasis before a line's first word. */
const marks = /^[ \t]{0,200}(?:(?:\*|\/\/[/!]?|##?|--)[ \t]+|(?:>[ \t]?){1,9})?["'“‘([*_`]{0,4}/;

/**
 * Divides a paragraph where its line breaks are no mere wrapping: at the lines of a log, of settings, of an address.
 *
 * Prose is wrapped: its lines are about as long as the longest, so that the next word had no room, and most of them
 * go on within a sentence. Lines stand for themselves where most of them are `KEY=value`, where almost none of at
 * least six begins in small letters or holds parts of two sentences, and where a line is narrow or leaves room and the next begins anew.
 *
 * @example
 * divideLines("PORT=1\nHOST=a", { start: 0, end: 13 }); // [{ start: 0, end: 6 }, { start: 7, end: 13 }]
 */
export function divideLines(text: string, block: Span): Span[] {
  const lines = listLines(text, block);
  if (lines.length < 2) return lines;
  const shown = lines.map(({ start, end }) =>
    text.slice(start, Math.min(end, start + 300)).replace(marks, ""),
  );
  const lengths = lines.map(({ start, end }) => text.slice(start, end).trim().length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const entries = shown.filter((line) => entry.test(line)).length;
  const going = shown.slice(1).filter((line) => goesOn.test(line)).length;
  const areEntries = entries * 3 > lines.length * 2 || (lines.length === 2 && entries === 2);
  const ending = shown.filter((line) => endsWithin.test(line)).length;
  const isLog =
    lines.length > enoughLines && going <= (lines.length - 1) * fewest && ending <= lines.length * mostEnding;
  const pieces: { start: number; end: number }[] = [{ ...lines[0] }];
  for (let at = 1; at < lines.length; at += 1) {
    const word = /^\S{0,60}/.exec(shown[at])?.[0].length ?? 0;
    const isShort = longest <= widest && lengths[at - 1] + 1 + word <= longest * (1 - roomLeft);
    const hasRoom = longest < narrowest || isShort;
    const isEnd = areEntries || isLog || (hasRoom && !goesOn.test(shown[at]));
    if (isEnd) pieces.push({ ...lines[at] });
    else pieces[pieces.length - 1].end = lines[at].end;
  }
  return pieces;
}

function listLines(text: string, { start: first, end: last }: Span): Span[] {
  const lines: Span[] = [];
  for (let start = first; start < last;) {
    const lineFeed = text.indexOf("\n", start);
    const next = lineFeed === -1 || lineFeed >= last ? last : lineFeed + 1;
    const end = next > start && text[next - 1] === "\n" ? next - 1 : next;
    lines.push({ start, end });
    start = next;
  }
  return lines;
}

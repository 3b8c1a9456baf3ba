/** A stretch of a text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A full stop after one of these does not end a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|al|dr|mr|mrs|ms|st|prof|gen|col|sgt|lt|rev|sen|rep|gov|no|nos|vol|fig|figs|eq|sec|ch|pp|p|inc|ltd|co|corp|jr|sr|ca|c|v|[a-z]|(?:[a-z]\.)+[a-z])\.$/i;

const end = /[.!?]["'”’)\]*_`]{0,4}(?=\s+["'“‘([*_`]{0,3}[\p{Lu}\p{N}]|\s*$)|[。！？]["'”’」』）*_]{0,4}/gu;

/**
 * Finds the sentences of `text` between two offsets, trimmed of white space.
 *
 * A sentence ends at `.`, `!` or `?` before a capital letter, a digit or the end; abbreviations,
 * initials and a stop inside a name (`Node.js`) do not end one. The full-width `。`, `！` and `？` always do.
 *
 * @example
 * splitSentences("One. Two!", 0, 9); // [{ start: 0, end: 4 }, { start: 5, end: 9 }]
 */
export function splitSentences(text: string, from: number, to: number): Span[] {
  const stretch = text.slice(from, to);
  const spans: Span[] = [];
  let start = 0;
  for (const match of stretch.matchAll(end)) {
    const stop = match.index + match[0].length;
    if (match[0].startsWith(".") && stop < stretch.length && endsInAbbreviation(stretch, match.index))
      continue;
    const sentence = trimSpan(text, from + start, from + stop);
    if (sentence) spans.push(sentence);
    start = stop;
  }
  const rest = trimSpan(text, from + start, to);
  if (rest) spans.push(rest);
  return spans;
}

function endsInAbbreviation(stretch: string, stop: number): boolean {
  return abbreviation.test(stretch.slice(Math.max(0, stop - 12), stop + 1));
}

/** A stretch without the white space around it; `undefined` when there is nothing else. */
export function trimSpan(text: string, from: number, to: number): Span | undefined {
  let start = from;
  let stop = to;
  while (start < stop && isSpace(text.charCodeAt(start))) start += 1;
  while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop -= 1;
  return start < stop ? { start, end: stop } : undefined;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(String.fromCharCode(code)));
}

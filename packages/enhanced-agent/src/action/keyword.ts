import { foldHead } from "./characters.ts";

/** A line that begins as a keyword and its colon do, whatever the word. */
export interface Keyword {
  /** The word without what stands around it, in ASCII. */
  readonly word: string;
  /** The word as words are compared: upper case, without `_`, `-` and spaces. */
  readonly skeleton: string;
  /** Whether it is written in capitals. */
  readonly isUpperCase: boolean;
  /** Whether a bullet or a number stands before it. */
  readonly isListed: boolean;
  /** Whether a bullet, a number or the signs of a heading stand before it: it begins a block of its own. */
  readonly beginsBlock: boolean;
  /** Columns before it. */
  readonly indentation: number;
  /** Where in the line its value begins. */
  readonly valueAt: number;
  /** Markdown that was opened before the word and not closed before the value, e.g. `**`. */
  readonly open: string;
}

const longestWord = 64;
/** Characters in which a keyword in plain ASCII must be complete; more is only needed for what cannot be seen. */
const longestPlain = 120;

const marks = /\s*(?:(?:#{1,6}|[-+*•]|\d{1,9}[.)])\s+)*/y;
const emphasis = /[*_`]{0,6}/y;
const wordPattern = /^[A-Za-z][A-Za-z0-9_ \t-]*$/;

/** Reads the keyword that a line begins with. Linear in the first 256 characters; the rest is not looked at. */
export function readKeyword(line: string): Keyword | undefined {
  if (!mayHoldKeyword(line)) return undefined;
  const { text, ends } = foldHead(line, true);
  let before = "";
  let open = "";
  if (!isLetter(text.charCodeAt(0))) {
    marks.lastIndex = 0;
    before = marks.exec(text)![0];
    emphasis.lastIndex = before.length;
    open = emphasis.exec(text)![0];
    if (open.includes("```")) return undefined;
  }
  const from = before.length + open.length;
  const colon = text.indexOf(":", from);
  if (colon === -1) return undefined;
  let to = colon;
  while (to > from && " \t*_`".includes(text[to - 1]!)) to -= 1;
  const word = text.slice(from, to);
  if (word.length > longestWord || !wordPattern.test(word)) return undefined;
  let valueAt = ends === undefined ? colon + 1 : ends[colon]!;
  let isClosed = open === "" || /[*_`]/.test(text.slice(to, colon));
  const close = reverse(open);
  if (!isClosed && line.startsWith(close, valueAt)) {
    isClosed = true;
    valueAt += close.length;
  }
  return {
    word,
    skeleton: toSkeleton(word),
    isUpperCase: /[A-Z]/.test(word) && !/[a-z]/.test(word),
    isListed: before !== "" && /[^\s#]/.test(before),
    beginsBlock: before !== "" && /\S/.test(before),
    indentation: measureIndentation(line),
    valueAt,
    open: isClosed ? "" : close,
  };
}

/** A word as words are compared. */
export function toSkeleton(word: string): string {
  return word.replace(/[\s_-]+/g, "").toUpperCase();
}

/** Columns before a line's first visible character; a tab goes to the next multiple of four. */
export function measureIndentation(line: string): number {
  let columns = 0;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 0x09) columns += 4 - (columns % 4);
    else if (code === 0x20 || code === 0xa0) columns += 1;
    else if (code !== 0xfeff && code !== 0x200b) break;
  }
  return columns;
}

/** Cheap, and true for every line that is a keyword: most lines are none and end here. */
function mayHoldKeyword(line: string): boolean {
  const length = Math.min(line.length, longestPlain);
  for (let at = 0; at < length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 0x3a) return at > 0;
    if (code > 0x7e || code < 0x20) return true;
    if (isWordLike[code] === 0) return false;
  }
  return false;
}

/** By code of ASCII: what can stand before a keyword's colon. */
const isWordLike = new Uint8Array(0x80);
for (const sign of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 *_`-#+.)")
  isWordLike[sign.charCodeAt(0)] = 1;

/** Whether a code is that of a letter of ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function reverse(run: string): string {
  let reversed = "";
  for (const mark of run) reversed = mark + reversed;
  return reversed;
}

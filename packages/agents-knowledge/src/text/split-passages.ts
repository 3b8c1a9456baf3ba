import { cutDataUris } from "./data-uris.ts";
import { divideLines } from "./divide-lines.ts";
import type { BlockKind, ParsedText, Section } from "./parse-blocks.ts";
import { splitSentences, trimSpan } from "./split-sentences.ts";

/** A sentence, a table row or a few lines of code within a passage; end exclusive. */
interface Unit {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
}

/** Some consecutive units under one heading: what is ranked as a whole. */
export interface PassageDraft {
  /** The headings above it, outermost first. */
  readonly headings: readonly string[];
  readonly units: readonly Unit[];
}

/** A passage is closed at a paragraph's end from here on. */
const enoughWords = 120;
/** Prose is divided within a paragraph here. */
const mostWords = 250;
/** Code may follow its explanation up to here. */
const mostWordsWithCode = 300;
const codeLinesPerUnit = 8;
/** Characters after which a list without full stops, a row or a line is divided, so that it can be quoted. */
const longestUnit = 2000;
/** A passage, which is quoted as a whole, does not reach over more that is no text, such as an image in the text. */
const widestGap = 1000;

/** Groups a parsed text into passages of about 120 to 250 words; short sections stay passages of their own. */
export function* splitPassages(text: string, parsed: ParsedText): Generator<PassageDraft> {
  const path: { level: number; heading: string }[] = [];
  for (const section of parsed.sections) {
    if (section.level > 0) {
      while ((path.at(-1)?.level ?? 0) >= section.level) path.pop();
      if (section.heading !== "") path.push({ level: section.level, heading: section.heading });
    }
    const headings = path.map((step) => step.heading);
    for (const units of packUnits(text, parsed.masked, section)) yield { headings, units };
  }
}

function* packUnits(text: string, masked: string, section: Section): Generator<Unit[]> {
  let units: Unit[] = [];
  let words = 0;
  for (const block of section.blocks) {
    if (words >= enoughWords && block.kind === "prose") {
      yield units;
      [units, words] = [[], 0];
    }
    for (const unit of divideUnits(text, divideBlock(text, masked, block))) {
      const count = countWords(masked, unit);
      const isFull = words + count > (unit.kind === "prose" ? mostWords : mostWordsWithCode);
      if (units.length > 0 && (isFull || unit.start - units[units.length - 1].end > widestGap)) {
        yield units;
        [units, words] = [[], 0];
      }
      units.push(unit);
      words += count;
    }
  }
  if (units.length > 0) yield units;
}

/** Divides what is too long at the end of a line, else of a word, else anywhere but within a character. */
function* divideUnits(text: string, units: Iterable<Unit>): Generator<Unit> {
  for (const { kind, start: first, end } of units) {
    let start = first;
    while (end - start > longestUnit) {
      const piece = text.slice(start, start + longestUnit);
      const lineEnd = piece.lastIndexOf("\n");
      const wordEnd = lineEnd > 0 ? lineEnd : piece.lastIndexOf(" ");
      const isPairCut = (text.codePointAt(start + longestUnit - 1) ?? 0) > 0xffff;
      const next = start + (wordEnd > 0 ? wordEnd : longestUnit - (isPairCut ? 1 : 0));
      const span = trimSpan(text, start, next);
      if (span) yield { kind, ...span };
      start = next;
    }
    const span = start === first ? { start, end } : trimSpan(text, start, end);
    if (span) yield { kind, ...span };
  }
}

function* divideBlock(text: string, masked: string, block: Unit): Generator<Unit> {
  for (const piece of cutDataUris(text, block))
    yield* dividePiece(text, masked, { kind: block.kind, ...piece });
}

function* dividePiece(text: string, masked: string, block: Unit): Generator<Unit> {
  if (block.kind === "prose") {
    for (const piece of divideLines(text, block)) {
      for (const { start, end } of splitSentences(masked, piece.start, piece.end)) {
        yield { kind: "prose", start, end: includeMarkup(text, masked, end, piece.end) };
      }
    }
  } else if (block.kind === "code") {
    yield* divideCode(masked, block);
  } else {
    const row = trimSpan(text, block.start, block.end);
    if (row) yield { kind: block.kind, ...row };
  }
}

/** A sentence that ends in a link ends after the link's destination, which is blank in `masked`. */
function includeMarkup(text: string, masked: string, end: number, limit: number): number {
  if (text[end] !== "]") return end;
  let last = end;
  for (let at = end; at < limit && masked[at] === " "; at += 1) if (text[at] !== " ") last = at + 1;
  return last;
}

function* divideCode(masked: string, block: Unit): Generator<Unit> {
  let start = block.start;
  while (start < block.end) {
    let end = start;
    for (let line = 0; line < codeLinesPerUnit && end < block.end; line += 1) {
      const lineFeed = masked.indexOf("\n", end);
      end = lineFeed === -1 || lineFeed >= block.end ? block.end : lineFeed + 1;
    }
    yield { kind: block.kind, start, end };
    start = end;
  }
}

/** Stretches without spaces count by length, so that minified text cannot make one endless word. */
function countWords(masked: string, unit: Unit): number {
  const stretch = masked.slice(unit.start, unit.end);
  return Math.max(stretch.match(/[\p{L}\p{N}]+/gu)?.length ?? 0, Math.floor(stretch.trim().length / 40));
}

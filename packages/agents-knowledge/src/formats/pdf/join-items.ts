/** A piece of a page's text as the PDF library tells it; `transform` ends in where it stands, from below. */
interface TextItem {
  readonly str?: string;
  /** Whether a line ends here. */
  readonly hasEOL?: boolean;
  readonly height?: number;
  readonly transform?: readonly number[];
}

interface Line {
  text: string;
  /** Of its tallest piece; 0 when nothing tells it. */
  height: number;
  bottom: number;
}

/** Lines that differ more in height, as parts of the taller, are a heading and what follows it. */
const mostHeightChange = 0.15;
/** Lines further apart than the page's usual distance, times this, are of two paragraphs. */
const widestGap = 1.3;

/**
 * Joins the pieces of a page: lines as they stand, an empty one between paragraphs, words whole that a hyphen
 * divided at the end of a line. A line further up than the one before it begins a column, not a paragraph.
 */
export function joinItems(items: readonly unknown[]): string {
  const lines = readLines(items as readonly TextItem[]);
  const usual = findUsualDistance(lines);
  const compounds = new Set(
    lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}{1,100}-\p{L}{1,100}/gu) ?? []),
  );
  const pieces: string[] = [];
  for (const [at, line] of lines.entries()) {
    const before = at === 0 ? undefined : lines[at - 1];
    if (before) {
      const isNew = isNewParagraph(before, line, usual);
      const begun = isNew ? undefined : findWordBegun(before, line, compounds);
      if (begun === undefined) pieces.push(isNew ? "\n\n" : "\n");
      else pieces[pieces.length - 1] = begun;
    }
    pieces.push(line.text);
  }
  return pieces.join("").trimEnd();
}

function readLines(items: readonly TextItem[]): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: "", height: 0, bottom: 0 };
  for (const { str = "", hasEOL = false, height = 0, transform } of items) {
    // Fonts without a map to characters yield zeros.
    const text = str.replaceAll("\0", "");
    if (text.trim() !== "" && height >= line.height) {
      line.height = height;
      line.bottom = transform?.[5] ?? 0;
    }
    line.text += text;
    if (!hasEOL) continue;
    lines.push(line);
    line = { text: "", height: 0, bottom: 0 };
  }
  lines.push(line);
  return lines.filter(({ text }) => text.trim() !== "");
}

/** The middle one of the distances between lines of one height that follow each other downwards. */
function findUsualDistance(lines: readonly Line[]): number {
  const distances = lines.flatMap((line, at) => {
    if (at === 0 || isOtherHeight(lines[at - 1], line)) return [];
    const distance = lines[at - 1].bottom - line.bottom;
    return distance > 0 ? [distance] : [];
  });
  return distances.sort((a, b) => a - b)[(distances.length - 1) >> 1] ?? 0;
}

function isNewParagraph(before: Line, line: Line, usual: number): boolean {
  if (isOtherHeight(before, line)) return true;
  return before.bottom - line.bottom > Math.max(usual, before.height) * widestGap;
}

function isOtherHeight(before: Line, line: Line): boolean {
  const [smaller, taller] = [before.height, line.height].sort((a, b) => a - b);
  return smaller > 0 && taller - smaller > taller * mostHeightChange;
}

/** A line up to the word that goes on in the next one; its hyphen stays where the word has one of its own. */
function findWordBegun(before: Line, line: Line, compounds: ReadonlySet<string>): string | undefined {
  const [found, begin, hyphen] = /(\p{L}+)([-\u00ad\u2010])\s*$/u.exec(before.text.slice(-100)) ?? [];
  const rest = /^\p{L}{1,100}|^\p{N}/u.exec(line.text)?.[0];
  if (found === undefined || rest === undefined) return undefined;
  const isCompound = /^[\p{Lu}\p{N}]/u.test(rest) || compounds.has(`${begin}-${rest}`.toLowerCase());
  const start = before.text.slice(0, before.text.length - found.length) + begin;
  return isCompound && hyphen !== "\u00ad" ? `${start}-` : start;
}

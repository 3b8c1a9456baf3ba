/** Spaces before everything that belongs to a heading. */
export const indent = "  ";

/** Takes out control characters, which documents may hold, and makes every run of white space one space. */
export function cleanText(text: string): string {
  return text
    .replace(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, "")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
}

/** What belongs to the number before it. */
const unit = /^(?:%|ms|s|min|h|USD|kB|MB|GB)(?![\p{L}\d])/u;

/** The pieces of a text that a line may not break: words, and numbers with their unit. */
function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  for (const word of cleanText(text).split(" ")) {
    const last = pieces.at(-1);
    if (last !== undefined && unit.test(word) && /^[(<]?[\d.,]+$/.test(last))
      pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces;
}

/** Shortens a text between words, never between a number and its unit, and marks the cut with "…". */
export function truncateText(text: string, width: number): string {
  const clean = cleanText(text);
  if (clean.length <= width) return clean;
  let kept = "";
  for (const piece of splitPieces(clean)) {
    const longer = kept === "" ? piece : `${kept} ${piece}`;
    if (longer.length > width - 1) break;
    kept = longer;
  }
  return `${(kept === "" ? clean.slice(0, width - 1) : kept).replace(/[\s,;:.–—-]+$/, "")}…`;
}

/**
 * Breaks a text into lines of at most `width` characters between words, never between a number and its unit. A
 * word that is longer than a line is divided, behind a joint such as `/` where it has one.
 *
 * @example
 * wrapText("one two three", 8); // ["one two", "three"]
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of splitPieces(text)) {
    let rest = piece;
    if (line !== "" && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = "";
    }
    while (rest.length > width) {
      const joint = /^.+[/\\_.:-]/s.exec(rest.slice(0, width))?.[0].length ?? width;
      lines.push(rest.slice(0, joint));
      rest = rest.slice(joint);
    }
    line = line === "" ? rest : `${line} ${rest}`;
  }
  return line === "" ? lines : [...lines, line];
}

/**
 * A label and what it says, wrapped and aligned under itself.
 *
 * @example
 * formatField("Asked", "one two three", { width: 18 }); // ["  Asked     one two", "            three"]
 */
export function formatField(label: string, text: string, { width }: { width: number }): string[] {
  const margin = `${indent}${label.padEnd(labelWidth)}`;
  return wrapText(text, width - margin.length).map(
    (line, position) => `${position === 0 ? margin : " ".repeat(margin.length)}${line}`,
  );
}

/** Rows of cells as lines, every column but the last as wide as its widest cell. */
export function formatColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column])))
      .join("  ")
      .trimEnd(),
  );
}

/**
 * A number and its noun.
 *
 * @example
 * countOf(2, "passage"); // "2 passages"
 */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Names in a row: "a", "a and b", "a, b and c". */
export function joinNames(names: readonly string[], word: "and" | "or" = "and"): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} ${word} ${names[names.length - 1]}`;
}

/** Columns that labels take. */
export const labelWidth = 12;

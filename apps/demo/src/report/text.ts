/** Spaces before everything that belongs to a heading. */
export const indent = "  ";

/** Takes out control characters, which documents may hold, and makes every run of white space one space. */
export function cleanText(text: string): string {
  return text
    .replace(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, "")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
}

/** Shortens a text at a word boundary and marks the cut with "…". */
export function truncateText(text: string, width: number): string {
  const clean = cleanText(text);
  if (clean.length <= width) return clean;
  const cut = clean.slice(0, width - 1);
  const space = clean[cut.length] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(space > 0 ? cut.slice(0, space) : cut).replace(/[\s,;:.–—-]+$/, "")}…`;
}

/**
 * Breaks a text into lines of at most `width` characters at word boundaries; a word that is longer is cut.
 *
 * @example
 * wrapText("one two three", 8); // ["one two", "three"]
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of cleanText(text).split(" ")) {
    let rest = word;
    if (line !== "" && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = "";
    }
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
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
export function joinNames(names: readonly string[]): string {
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** Columns that labels take. */
export const labelWidth = 12;

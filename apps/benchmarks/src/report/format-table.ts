/** Writes rows as a Markdown table with aligned columns: readable on a terminal, and ready to be pasted. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const writeRow = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => alignCell(cells[column] ?? "", width, column)).join(" | ")} |`;
  // Numbers stand in every column but the first.
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [writeRow(header), `| ${rule.join(" | ")} |`, ...rows.map(writeRow)].join("\n");
}

function alignCell(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

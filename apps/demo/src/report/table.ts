import { indent, labelWidth, wrapText } from "./text.ts";

const gap = 2;

/** A row of a table: its label and one text for each column. */
export type TableRow = readonly [label: string, ...cells: string[]];

/** Columns of equal width under one another, every cell wrapped within its own. */
export function formatTable(rows: readonly TableRow[], { width }: { width: number }): string[] {
  return rows.flatMap(([label, ...cells]) => {
    const room = width - indent.length - labelWidth;
    const column = Math.floor((room - gap * (cells.length - 1)) / cells.length);
    const wrapped = cells.map((cell) => wrapText(cell, column));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => {
      const head = `${indent}${(at === 0 ? label : "").padEnd(labelWidth)}`;
      return `${head}${wrapped.map((lines) => (lines[at] ?? "").padEnd(column)).join(" ".repeat(gap))}`.trimEnd();
    });
  });
}

import type { Customs } from "./coerce/coercion.ts";
import { readNumber } from "./coerce/read-number.ts";
import type { Cell, Grid } from "./grid.ts";

const totals =
  /^\W*(?:(?:sub|grand|overall|sous)[\s-]*)?(?:totals?|sums?|gesamt|insgesamt|(?:gesamt|zwischen)?summe|somme|suma)\s*(?:\([^)]*\)\s*)?:?$/i;

/**
 * A table without the rows that are none of its data: the header once more, and a last row or subtotal that says so in
 * its first cell and whose others are blank or add up what stands above. A row that may be data is kept.
 */
export function keepDataRows(grid: Grid, customsOf: (column: number) => Customs): Grid {
  if (grid.kind !== "table") return grid;
  const numbers = grid.rows.map((row) => row.map((cell, column) => numberOf(cell, customsOf(column))));
  const kept: number[] = [];
  /** Rows that the next total may add up: all, or those since the one before it. */
  let since = 0;
  for (const [index, row] of grid.rows.entries()) {
    if (grid.hasHeader && isHeader(row, grid)) continue;
    const sections = [kept, kept.slice(since)].map((section) => section.map((at) => numbers[at]));
    if (isTotal(row, numbers[index], sections)) since = kept.length;
    else kept.push(index);
  }
  const dropped = grid.rows.length - kept.length;
  if (dropped === 0) return grid;
  return { ...grid, rows: kept.map((index) => grid.rows[index]), total: grid.total - dropped };
}

const fold = (text: string): string => text.replaceAll(/\s+/g, " ").trim().toLowerCase();

function isHeader(row: Grid["rows"][number], { columns }: Grid): boolean {
  let same = 0;
  for (const [column, cell] of row.entries()) {
    const text = fold(cell?.text ?? "");
    const names = columns[column]?.names ?? [];
    if (text === "" && names.length === 0) continue;
    if (!names.some((name) => fold(name) === text)) return false;
    same += 1;
  }
  return same > 1;
}

function isTotal(
  row: Grid["rows"][number],
  own: readonly (number | undefined)[],
  sections: readonly (readonly (readonly (number | undefined)[])[])[],
): boolean {
  const first = row.findIndex((cell) => !isBlank(cell));
  if (first < 0 || !totals.test(row[first]?.text.trim().slice(0, 60) ?? "")) return false;
  if (sections[0].length === 0) return false;
  return sections.some((section) =>
    row.every((cell, column) => {
      const isWord =
        column <= first || (cell?.spansFrom !== undefined && cell.spansFrom === row[first]?.spansFrom);
      if (isWord || isBlank(cell)) return true;
      const amount = own[column];
      if (amount === undefined) return false;
      const sum = section.reduce((whole, numbers) => whole + (numbers[column] ?? 0), 0);
      return Math.abs(sum - amount) <= 0.005 + Math.abs(sum) * 1e-9;
    }),
  );
}

const isBlank = (cell: Cell | null | undefined): boolean =>
  cell === null || cell === undefined || /^[\s–—-]*$/.test(cell.text);

function numberOf(cell: Cell | null, customs: Customs): number | undefined {
  if (cell === null || cell.text === "") return undefined;
  const number = readNumber(cell.standing ?? cell.text, customs);
  return number.isRead ? number.value : undefined;
}

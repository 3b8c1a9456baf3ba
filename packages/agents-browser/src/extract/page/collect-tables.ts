/// <reference lib="dom" />
import type { Cell, Grid } from "../grid.ts";
import type { CellReader } from "./cell-reader.ts";

/** Reads the tables and ARIA grids in some elements, or only some rows of them; runs in the page, closed over nothing. */
export function collectTables(
  reader: CellReader,
  roots: readonly Element[],
  onlyRows: readonly Element[],
): Grid[] {
  const { visible, cellOf, textOf } = reader;
  interface Slot {
    readonly element: Element;
    readonly isHeader: boolean;
    readonly spans: number;
  }
  const mostRows = 10_000;
  const mostColumns = 200;
  const grids: Grid[] = [];
  const wanted = new Set(onlyRows);
  const gridRoles = '[role="table"], [role="grid"], [role="treegrid"]';
  const tables = new Set<Element>();
  for (const root of roots) {
    if (root.matches(`table, ${gridRoles}`)) tables.add(root);
    for (const table of root.querySelectorAll(`table, ${gridRoles}`))
      if (tables.size < 100) tables.add(table);
  }

  const rowsOf = (table: Element): { row: Element; isHead: boolean }[] => {
    if (table instanceof HTMLTableElement)
      return Array.from(table.rows)
        .filter(
          (row) =>
            !(row.parentElement instanceof HTMLTableSectionElement && row.parentElement.tagName === "TFOOT"),
        )
        .map((row) => ({ row, isHead: row.parentElement?.tagName === "THEAD" }));
    return Array.from(table.querySelectorAll('[role="row"]'))
      .filter((row) => row.parentElement?.closest(`table, ${gridRoles}`) === table)
      .map((row) => ({ row, isHead: false }));
  };
  const cellsOf = (row: Element): Element[] =>
    row instanceof HTMLTableRowElement
      ? Array.from(row.cells)
      : Array.from(
          row.querySelectorAll('[role="columnheader"], [role="rowheader"], [role="gridcell"], [role="cell"]'),
        ).filter((cell) => cell.parentElement?.closest('[role="row"]') === row);
  const isHeaderCell = (cell: Element): boolean =>
    cell.tagName === "TH" || /^(?:columnheader|rowheader)$/.test(cell.getAttribute("role") ?? "");
  const span = (cell: Element, name: string): number => {
    const value = Math.trunc(Number(cell.getAttribute(name) ?? cell.getAttribute(`aria-${name}`) ?? 1));
    return Number.isFinite(value) && value >= 0 ? Math.min(value, 10_000) : 1;
  };

  /** Cells by row and column, those that span several in each of their places. */
  const layOut = (rows: readonly { row: Element }[]): (Slot | undefined)[][] => {
    const lines: (Slot | undefined)[][] = rows.map(() => []);
    for (const [index, { row }] of rows.entries()) {
      let column = 0;
      for (const cell of cellsOf(row)) {
        while (lines[index][column] !== undefined) column += 1;
        if (column >= mostColumns) break;
        const across = Math.max(1, Math.min(span(cell, "colspan"), mostColumns - column));
        const down = span(cell, "rowspan") || rows.length;
        const slot = { element: cell, isHeader: isHeaderCell(cell), spans: across };
        for (let y = index; y < Math.min(rows.length, index + down); y += 1)
          for (let x = column; x < column + across; x += 1) lines[y][x] = slot;
        column += across;
      }
    }
    return lines;
  };

  for (const table of tables) {
    if (!visible.isVisible(table) || !reader.hasBudget()) continue;
    const all = rowsOf(table);
    const label = reader.nameOf(table);
    const grid: Grid = {
      kind: "table",
      name: label === "" ? reader.selectorOf(table) : label,
      columns: [],
      rows: [],
      total: all.length,
      hasHeader: false,
    };
    if (all.length === 0) continue;
    const isTooLong = all.length > mostRows + 10;
    const rows = (isTooLong ? all.slice(0, 20) : all).filter(
      ({ row }) => isTooLong || visible.isVisible(row),
    );
    const lines = layOut(rows);
    const width = Math.min(mostColumns, Math.max(0, ...lines.slice(0, 1000).map((line) => line.length)));
    let headRows = rows.filter(({ isHead }) => isHead).length;
    if (headRows === 0)
      // Without a thead: the rows at the top that are headers, but for an empty corner.
      while (
        headRows < Math.min(3, lines.length) &&
        lines[headRows].some((slot) => slot?.isHeader === true) &&
        lines[headRows].every(
          (slot, column) =>
            slot === undefined || slot.isHeader || (column === 0 && textOf(slot.element, 10) === ""),
        )
      )
        headRows += 1;
    const body = lines.slice(headRows);
    const isSideways =
      headRows === 0 &&
      body.length > 0 &&
      width > 1 &&
      body.every((line) => line[0]?.isHeader === true && line[1]?.isHeader !== true);
    if (isSideways) {
      grid.hasHeader = true;
      grid.columns = body
        .slice(0, mostColumns)
        .map((line) => ({ names: line[0] === undefined ? [] : [textOf(line[0].element, 200)], weight: 1 }));
      for (let column = 1; column < width; column += 1)
        grid.rows.push(
          body
            .slice(0, mostColumns)
            .map((line) => line[column])
            .map((slot) => (slot === undefined ? null : cellOf(slot.element))),
        );
      grid.total = grid.rows.length;
      grids.push(grid);
      continue;
    }
    grid.hasHeader = headRows > 0;
    for (let column = 0; column < width; column += 1) {
      const parts: string[] = [];
      for (const line of lines.slice(0, Math.min(headRows, 5))) {
        const slot = line[column];
        const text =
          slot === undefined
            ? ""
            : textOf(slot.element, 200) || reader.cellOf(slot.element).text.slice(0, 200);
        if (text !== "" && parts.at(-1) !== text) parts.push(text);
      }
      const names = [parts.join(" ").slice(0, 300), parts.at(-1) ?? ""].filter((name) => name !== "");
      const name = names[0] ?? "";
      // "Price (EUR)" is a price too.
      const bare = name.replace(/[([][^)\]]*[)\]]/g, " ").trim();
      grid.columns.push({
        names: [...new Set(bare === "" ? names : [...names, bare])].slice(0, 20),
        weight: 1,
      });
    }
    if (isTooLong) {
      grid.total = all.length - headRows;
      grids.push(grid);
      continue;
    }
    const known = new Map<Element, Cell>();
    let count = 0;
    for (const [index, line] of body.entries()) {
      if (wanted.size > 0 && !wanted.has(rows[headRows + index].row)) continue;
      const first = line.find((slot) => slot !== undefined);
      if (first === undefined) continue;
      const different = new Set(line.map((slot) => slot?.element));
      // A row of one cell across all columns is a heading, a row like the header is the header once more.
      if (width > 1 && different.size === 1 && first.spans > 1) continue;
      if (headRows > 0 && line.every((slot) => slot?.isHeader === true)) continue;
      if (
        first.spans > 1 &&
        /^\W*(?:sub|grand )?(?:total|sum|summe|gesamt|somme)\b/i.test(textOf(first.element, 60))
      )
        continue;
      count += 1;
      if (count > mostRows || !reader.hasBudget()) continue;
      const cells: (Cell | null)[] = [];
      for (let column = 0; column < width; column += 1) {
        const slot = line[column];
        if (slot === undefined) {
          cells.push(null);
          continue;
        }
        const cell = known.get(slot.element) ?? cellOf(slot.element);
        known.set(slot.element, cell);
        cells.push(slot.spans > 1 ? { ...cell, spansFrom: line.indexOf(slot) } : cell);
      }
      grid.rows.push(cells);
    }
    grid.total = count;
    grids.push(grid);
  }
  return grids;
}

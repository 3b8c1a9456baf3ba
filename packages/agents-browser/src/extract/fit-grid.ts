import type { Customs } from "./coerce/coercion.ts";
import { showsDateOrder } from "./coerce/read-date.ts";
import { showsDecimal } from "./coerce/read-number.ts";
import { isAddress, isEmpty, isPicture, readValue } from "./coerce/read-value.ts";
import { keepDataRows } from "./data-rows.ts";
import type { Cell, Grid } from "./grid.ts";
import { assemble, type Leaf, type Leaves, listLeaves } from "./leaves.ts";
import { matchColumns, type NamedColumn } from "./match-columns.ts";
import { readWords } from "./names.ts";
import type { ObjectShape } from "./schema/shape.ts";
import { quote } from "../targets/describe-target.ts";

/** How well a grid fits an object's schema, and what it gives. */
export interface Fit {
  readonly grid: Grid;
  /** Names of the columns that are there. */
  readonly columns: readonly string[];
  /** How much of what is asked for was found, and how surely; more is better. */
  readonly quality: number;
  /** Properties that must be there and found no column. */
  readonly missing: readonly string[];
  /** Properties that several columns fit, with those columns' names. */
  readonly ambiguous: readonly string[];
  /** The columns are all there, and a value cannot be read. */
  readonly problem?: string;
  /** Only when nothing above is wrong. */
  readonly rows?: readonly object[];
  readonly total: number;
}

const linkWords = new Set(["link", "url", "href", "page", "website", "address", "uri"]);

/** Tries a grid as the rows of an object's schema. */
export function fitGrid(shape: ObjectShape, grid: Grid, language: string): Fit {
  if (grid.hasHeader || grid.rows.length === 0) return fitColumns(shape, mergeColumns(grid), language);
  const [first, ...rest] = grid.rows;
  const columns = grid.columns.map((column, index) => {
    const text = first[index]?.text ?? "";
    return { ...column, names: text === "" ? column.names : [text.slice(0, 300)] };
  });
  const named = fitColumns(
    shape,
    { ...grid, columns, rows: rest, total: grid.total - 1, hasHeader: true },
    language,
  );
  if (named.missing.length === 0 && named.ambiguous.length === 0) return named;
  const { leaves, lists } = listLeaves(shape);
  if (leaves.length !== grid.columns.length || lists.length > 0) return named;
  const ordered = grid.columns.map((column, index) => ({
    ...column,
    names: [],
    property: leaves[index].label,
  }));
  const fit = fitColumns(shape, { ...grid, columns: ordered }, language);
  return { ...fit, quality: fit.quality - 0.3, columns: columns.map(({ names }) => names[0] ?? "") };
}

function fitColumns(shape: ObjectShape, given: Grid, language: string): Fit {
  const grid = keepDataRows(given, (column) => readCustoms(given, column, language));
  const { leaves, lists } = listLeaves(shape);
  const isSame = (one: number, other: number): boolean =>
    grid.rows.every((row) => isSameCell(row[one] ?? null, row[other] ?? null));
  const matches = matchColumns(
    leaves.map(({ wanted }) => wanted),
    grid.columns,
    isSame,
  );
  const found = new Map([...matches.columns].map(([label, { column }]) => [label, column]));
  const strengths = [...matches.columns.values()].map(({ score }) => Math.min(1, score));
  for (const leaf of leaves) {
    if (found.has(leaf.label) || matches.ambiguous.has(leaf.label)) continue;
    const column = findLinks(leaf, grid) ?? findUnnamed(leaf, leaves, grid, found);
    if (column === undefined) continue;
    found.set(leaf.label, column);
    strengths.push(0.5);
  }
  const columns = grid.columns.map(({ names }) => names[0] ?? "").slice(0, 100);
  const required = lists.filter(({ isRequired }) => isRequired).map(({ path }) => path.join("."));
  const missing = [
    ...leaves
      .filter(({ isRequired, label }) => isRequired && !found.has(label) && !matches.ambiguous.has(label))
      .map(({ label }) => label),
    ...(grid.kind === "record" ? [] : required),
  ];
  const ambiguous = [...matches.ambiguous].map(
    ([label, several]) =>
      `${label} (${several.map((column) => quote(columns[column] ?? "", 40)).join(", ")})`,
  );
  const sum = strengths.reduce((one, other) => one + other, 0);
  const quality = leaves.length === 0 ? 0 : found.size / leaves.length + (0.2 * sum) / leaves.length;
  const fit = { grid, columns, quality, missing, ambiguous, total: grid.total };
  if (missing.length > 0 || ambiguous.length > 0 || found.size === 0) return fit;
  const read = readRows(shape, { leaves, lists }, grid, found, language);
  return typeof read === "string" ? { ...fit, problem: read } : { ...fit, rows: read };
}

function readRows(
  shape: ObjectShape,
  { leaves }: Leaves,
  grid: Grid,
  found: ReadonlyMap<string, number>,
  language: string,
): readonly object[] | string {
  const customs = new Map([...found].map(([label, column]) => [label, readCustoms(grid, column, language)]));
  const rows: object[] = [];
  for (const [index, row] of grid.rows.entries()) {
    // What has nothing at all is a spacer.
    if (
      grid.kind === "table" &&
      row.every((cell) => cell === null || cell.text === "") &&
      row.every((cell) => cell?.checked === undefined)
    )
      continue;
    const values = new Map<string, unknown>();
    const spanning = findSpanning(leaves, row, found);
    for (const leaf of leaves) {
      const column = found.get(leaf.label);
      if (column === undefined) continue;
      const shared = spanning.get(leaf.label);
      if (shared !== undefined) {
        if (leaf.shape.isNullable) values.set(leaf.label, null);
        else if (leaf.isRequired)
          return `row ${index + 1}, ${leaf.label}: ${quote(row[column]?.text ?? "", 100)} is one cell for ${shared.join(" and ")}`;
        continue;
      }
      const value = readLeaf(leaf, row[column] ?? null, customs.get(leaf.label) ?? { language });
      if ("problem" in value) {
        const where = grid.kind === "record" ? "" : `row ${index + 1}, `;
        return `${where}${leaf.label}: ${quote(row[column]?.text ?? "", 100)} ${value.problem}`;
      }
      if (value.value !== undefined) values.set(leaf.label, value.value);
    }
    rows.push(assemble(shape, values));
  }
  return rows;
}

/** The values of a row that one cell stands for, each with all of its cell: what such a cell says belongs to none of them for sure. */
function findSpanning(
  leaves: readonly Leaf[],
  row: Grid["rows"][number],
  found: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> {
  const byCell = new Map<number, { readonly columns: Set<number>; readonly labels: string[] }>();
  for (const { label } of leaves) {
    const column = found.get(label);
    const cell = column === undefined ? null : row[column];
    if (column === undefined || cell?.spansFrom === undefined || cell.text === "") continue;
    const known = byCell.get(cell.spansFrom) ?? { columns: new Set(), labels: [] };
    known.columns.add(column);
    known.labels.push(label);
    byCell.set(cell.spansFrom, known);
  }
  const several = [...byCell.values()].filter(({ columns }) => columns.size > 1);
  return new Map(several.flatMap(({ labels }) => labels.map((label) => [label, labels])));
}

/** A value, `undefined` for one that may be left out, or a problem. */
export function readLeaf(
  { shape, isRequired, label }: Pick<Leaf, "shape" | "isRequired" | "label">,
  cell: Cell | null,
  customs: Customs,
): { readonly value: unknown } | { readonly problem: string } {
  if (shape.kind === "list") {
    const texts = cell === null ? [] : (cell.items ?? splitList(cell.text));
    const list: unknown[] = [];
    for (const text of texts) {
      const item = readLeaf({ shape: shape.item, isRequired: true, label }, { text }, customs);
      if ("problem" in item) return { problem: `(${quote(text, 60)}) ${item.problem}` };
      list.push(item.value);
    }
    return { value: list };
  }
  if (cell === null || isEmpty(cell, shape)) {
    if (shape.isNullable) return { value: null };
    if (!isRequired) return { value: undefined };
    const isText =
      cell !== null && shape.kind === "string" && shape.format === undefined && shape.values === undefined;
    return isText || (cell !== null && shape.kind === "any")
      ? { value: "" }
      : { problem: "is empty, and must not be" };
  }
  if (cell.isSeveral === true)
    return {
      problem: `is one of several: ${(cell.items ?? [])
        .slice(0, 4)
        .map((item) => quote(item, 40))
        .join(", ")}`,
    };
  const value = readValue(cell, shape, label.split(".").at(-1) ?? label, customs);
  return value.isRead ? { value: value.value } : { problem: value.problem };
}

const splitList = (text: string): readonly string[] =>
  text
    .split(/[;\n]|,\s/)
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** What the other values of a column tell of how it writes numbers and dates. */
function readCustoms(grid: Grid, column: number, language: string): Customs {
  const decimals = new Set<"." | ",">();
  const orders = new Set<"day" | "month">();
  for (const row of grid.rows) {
    const text = row[column]?.text ?? "";
    const decimal = showsDecimal(text);
    if (decimal !== undefined) decimals.add(decimal);
    const order = showsDateOrder(text);
    if (order !== undefined) orders.add(order);
  }
  const [decimal] = decimals;
  const [dateOrder] = orders;
  return {
    language,
    ...(decimals.size === 1 && { decimal }),
    ...(orders.size === 1 && { dateOrder }),
  };
}

/** A link without a column of its own is that of the only column with links. */
function findLinks({ shape, wanted }: Leaf, grid: Grid): number | undefined {
  if (shape.kind === "list" || !isAddress(shape)) return undefined;
  const isImage = isPicture(wanted.property);
  if (!isImage && !readWords(wanted.property).some((word) => linkWords.has(word))) return undefined;
  const columns = grid.columns
    .map((_, index) => index)
    .filter((index) => grid.rows.some((row) => (isImage ? row[index]?.src : row[index]?.href) !== undefined));
  const addresses = new Set(
    columns.map((index) =>
      JSON.stringify(grid.rows.map((row) => (isImage ? row[index]?.src : row[index]?.href))),
    ),
  );
  return addresses.size === 1 ? columns[0] : undefined;
}

/** The only property that is left belongs to the only column that has no header, such as that of the row headers. */
function findUnnamed(
  leaf: Leaf,
  leaves: readonly Leaf[],
  grid: Grid,
  found: ReadonlyMap<string, number>,
): number | undefined {
  const isOnly = leaves.every((other) => other === leaf || found.has(other.label));
  if (!isOnly || grid.kind !== "table" || leaf.shape.kind === "list") return undefined;
  const unnamed = grid.columns
    .map(({ names }, index) => ({ names, index }))
    .filter(
      ({ names, index }) => names.length === 0 && grid.rows.some((row) => (row[index]?.text ?? "") !== ""),
    );
  return unnamed.length === 1 ? unnamed[0].index : undefined;
}

function isSameCell(one: Cell | null, other: Cell | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.isSeveral === true || other.isSeveral === true) return false;
  return (
    one.text === other.text && (one.href === other.href || one.href === undefined || other.href === undefined)
  );
}

/** Like parts of blocks whose classes differ from one to the next ("price", "price sale") are one column. */
function mergeColumns(grid: Grid): Grid {
  if (grid.kind !== "blocks") return grid;
  const columns: NamedColumn[] = [];
  const sources: number[][] = [];
  for (const [index, column] of grid.columns.entries()) {
    const name = readWords(column.names[0] ?? "").join(" ");
    const place = columns.findIndex(
      (known, at) =>
        known.weight === column.weight &&
        known.property === undefined &&
        column.property === undefined &&
        readWords(known.names[0] ?? "").join(" ") === name &&
        grid.rows.every((row) => row[index] === null || sources[at].every((source) => row[source] === null)),
    );
    if (place < 0) {
      columns.push(column);
      sources.push([index]);
    } else sources[place].push(index);
  }
  if (columns.length === grid.columns.length) return grid;
  const rows = grid.rows.map((row) =>
    sources.map((several) => several.map((source) => row[source]).find((cell) => cell !== null) ?? null),
  );
  return { ...grid, columns: columns as Grid["columns"], rows };
}

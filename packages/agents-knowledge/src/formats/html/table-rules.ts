import type { HtmlElement } from "./dom.ts";

/** A name, the elements, and what they are written as. */
export type MarkdownRule = readonly [
  name: string,
  elements: string[],
  replacement: (content: string, node: HtmlElement) => string,
];

const mostColumns = 100;
/** What a cell of a table of data does not hold; tables with them only arrange a page. */
const blocks = "table, pre, h1, h2, h3, h4, h5, h6, blockquote, ul, ol, hr";

/** Rules that write tables of data as tables, and tables that arrange a page as what is in them. */
export function createTableRules(): readonly MarkdownRule[] {
  const cells = new WeakMap<HtmlElement, string>();
  const isData = new WeakMap<HtmlElement, boolean>();

  /** Cells are written before their table; which keeps them until then. */
  const keepCell = (content: string, node: HtmlElement): string => {
    const table = findTable(node);
    if (table === undefined) return `\n\n${content}\n\n`;
    let data = isData.get(table);
    if (data === undefined) {
      data = table.querySelector(blocks) === null && readRows(table).some((row) => row.length > 1);
      isData.set(table, data);
    }
    if (!data) return `\n\n${content}\n\n`;
    cells.set(node, content.replace(/\s+/g, " ").trim().replaceAll("|", "\\|"));
    return content;
  };

  const writeTable = (content: string, table: HtmlElement): string => {
    if (isData.get(table) !== true) return `\n\n${content}\n\n`;
    const rows = readRows(table)
      .map((row) => row.flatMap((cell) => [cells.get(cell) ?? "", ...spannedBy(cell)]))
      .filter((row) => row.some((cell) => cell !== ""));
    if (rows.length === 0) return "";
    const columns = Math.min(mostColumns, Math.max(...rows.slice(0, 1_000).map((row) => row.length)));
    const lines = rows.map((row) => writeRow(row, columns));
    lines.splice(1, 0, `|${" --- |".repeat(columns)}`);
    const caption = table.children.find(({ nodeName }) => nodeName === "CAPTION");
    const lead = caption === undefined ? "" : `${caption.textContent.replace(/\s+/g, " ").trim()}\n\n`;
    return `\n\n${lead}${lines.join("\n")}\n\n`;
  };

  return [
    ["tableCell", ["td", "th"], keepCell],
    ["table", ["table"], writeTable],
  ];
}

/** A row of cells; those beyond the columns share the last one, so that nothing is lost. */
function writeRow(row: readonly string[], columns: number): string {
  const fitting =
    row.length <= columns ? row : [...row.slice(0, columns - 1), row.slice(columns - 1).join(" ")];
  const padding = Array.from({ length: Math.max(0, columns - fitting.length) }, () => "");
  return `| ${[...fitting, ...padding].join(" | ")} |`;
}

function findTable(cell: HtmlElement): HtmlElement | undefined {
  let node: HtmlElement | null = cell.parentNode;
  while (node !== null && node.nodeName !== "TABLE") node = node.parentNode;
  return node ?? undefined;
}

/** The rows of a table with their cells, those of its sections included. */
function readRows(table: HtmlElement): HtmlElement[][] {
  const rows: HtmlElement[][] = [];
  const sections = new Set(["THEAD", "TBODY", "TFOOT"]);
  for (const child of table.children) {
    for (const row of sections.has(child.nodeName) ? child.children : [child]) {
      if (row.nodeName !== "TR") continue;
      rows.push(row.children.filter(({ nodeName }) => nodeName === "TD" || nodeName === "TH"));
    }
  }
  return rows;
}

/** Empty cells for the columns that a cell reaches over. */
function spannedBy(cell: HtmlElement): string[] {
  const columns = Number(cell.getAttribute("colspan") ?? 1);
  const more = Number.isSafeInteger(columns) ? Math.min(mostColumns, Math.max(1, columns)) - 1 : 0;
  return Array.from({ length: more }, () => "");
}

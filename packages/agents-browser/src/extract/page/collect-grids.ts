/// <reference lib="dom" />
import type { Cell, Grid, PageGrids } from "../grid.ts";
import type { CellReader } from "./cell-reader.ts";
import type { PartReader } from "./collect-parts.ts";

/** What to look for in a page. */
export interface CollectRequest {
  /** Lists of objects, one object, lists of values, or the elements' own values. */
  readonly want: "rows" | "record" | "items" | "values";
  readonly rows?: string | undefined;
  readonly fields?: readonly {
    readonly property: string;
    readonly selector: string;
    readonly attribute?: string;
  }[];
  /** Whether the whole page is looked at, so that its title and address are facts too. */
  readonly isWhole: boolean;
}

/** The readers of a page, and its collectors. */
export interface Collectors {
  readonly reader: CellReader;
  readonly parts: PartReader;
  collectTables(reader: CellReader, roots: readonly Element[], onlyRows: readonly Element[]): Grid[];
  collectBlocks(reader: CellReader, parts: PartReader, roots: readonly Element[]): Grid[];
}

/** Collects what a request wants; runs in the page, closed over nothing. */
export function collectGrids(
  { reader, parts, collectTables, collectBlocks }: Collectors,
  subject: Element | readonly Element[],
  { want, rows, fields = [], isWhole }: CollectRequest,
): PageGrids {
  const all: readonly Element[] = subject instanceof Element ? [subject] : subject;
  const roots = all
    .slice(0, 10_001)
    .filter((element) => reader.visible.isVisible(element) || (isWhole && element === document.body));
  const answer: PageGrids = {
    grids: [],
    language: (document.documentElement.lang || "").slice(0, 50),
    roots: roots.length,
    shownRoots: roots
      .slice(0, 5)
      .map((root) => `${reader.selectorOf(root)} ${reader.textOf(root, 100)}`.slice(0, 300)),
  };
  if (roots.length === 0) return answer;
  const addFields = (grid: Grid, blocks: readonly Element[]): void => {
    for (const { property, selector, attribute } of fields) {
      const index = grid.columns.length;
      if (index >= 2000) return;
      grid.columns.push({ names: [property], weight: 1, property });
      for (const [number, row] of grid.rows.entries()) {
        const block = blocks[number];
        const found = selector === "" ? [block] : Array.from(block.querySelectorAll(selector)).slice(0, 1000);
        const cells: Cell[] = [];
        for (const element of found) {
          if (!reader.visible.isVisible(element)) continue;
          if (attribute === undefined) {
            cells.push(reader.cellOf(element));
            continue;
          }
          const isAddress = attribute === "href" || attribute === "src";
          const own = isAddress ? (element as unknown as Record<string, unknown>)[attribute] : undefined;
          const text = typeof own === "string" ? own : element.getAttribute(attribute);
          if (text === null) continue;
          const cell: Cell = { text: text.slice(0, 10_000) };
          if (/^(?:https?|mailto|tel):/.test(text) && text.length <= 8192) cell.href = text;
          cells.push(cell);
        }
        const items = cells.map(({ text }) => text);
        row[index] =
          cells.length === 0
            ? null
            : cells.length === 1
              ? cells[0]
              : { text: items[0], isSeveral: true, items };
      }
    }
  };
  const gridOf = (blocks: readonly Element[], kind: Grid["kind"], name: string): Grid => {
    const grid = parts.gridOf(blocks, kind, name);
    addFields(grid, blocks);
    return grid;
  };
  try {
    if (want === "values") {
      const cells = roots.slice(0, 10_000).map((root) => [reader.cellOf(root)]);
      answer.grids = [
        {
          kind: "list",
          name: "",
          columns: [{ names: [], weight: 1 }],
          rows: cells,
          total: roots.length,
          hasHeader: false,
        },
      ];
    } else if (want === "record") {
      const grid = gridOf(roots.slice(0, 1), "record", reader.selectorOf(roots[0]));
      if (isWhole)
        for (const [names, text] of [
          [["page title", "title"], document.title],
          [["url", "page url", "address"], location.href],
        ] as const) {
          grid.columns.push({ names: [...names], weight: 0.5 });
          grid.rows[0]?.push({
            text: text.slice(0, 8192),
            ...(/^https?:/.test(text) && { href: text.slice(0, 8192) }),
          });
        }
      answer.grids = [grid];
    } else if (want === "items" && rows !== undefined) {
      const found = roots.flatMap((root) => Array.from(root.querySelectorAll(rows)));
      const items = found.filter((item) => reader.visible.isVisible(item));
      const cells = items.slice(0, 10_000).map((item) => [reader.cellOf(item)]);
      const columns = [{ names: [], weight: 1 }];
      answer.grids = [
        {
          kind: "list",
          name: rows.slice(0, 300),
          columns,
          rows: cells,
          total: items.length,
          hasHeader: false,
        },
      ];
    } else if (want === "items") {
      const lists = roots.flatMap((root) => [
        root,
        ...Array.from(root.querySelectorAll("ul, ol, [role=list]")).slice(0, 200),
      ]);
      for (const list of lists
        .filter((one) => one.matches("ul, ol, [role=list]") && reader.visible.isVisible(one))
        .slice(0, 200)) {
        const items = Array.from(list.children).filter(
          (item) => item.matches("li, [role=listitem]") && reader.visible.isVisible(item),
        );
        if (items.length === 0) continue;
        const label = reader.nameOf(list);
        const names = [label, list.id, ...Array.from(list.classList).slice(0, 5)].filter(
          (name) => name !== "",
        );
        const cells = items.slice(0, 10_000).map((item) => [reader.cellOf(item)]);
        const name = label === "" ? reader.selectorOf(list) : label;
        answer.grids.push({
          kind: "list",
          name,
          columns: [{ names, weight: 1 }],
          rows: cells,
          total: items.length,
          hasHeader: true,
        });
      }
    } else {
      // Of a list's several targets each is a row; a single one holds the rows, unless it can only be one.
      const isRows = roots.length > 1 || fields.length > 0 || roots[0].matches("tr, [role=row]");
      const chosen =
        rows === undefined
          ? isRows && !isWhole
            ? roots
            : []
          : roots.flatMap((root) => Array.from(root.querySelectorAll(rows)));
      const blocks = chosen.filter((block) => reader.visible.isVisible(block));
      const isOfTables = blocks.length > 0 && blocks.every((block) => block.matches("tr, [role=row]"));
      if (rows !== undefined && blocks.length === 0) return answer;
      if (isOfTables && fields.length === 0) {
        const tables = new Set<Element>();
        for (const block of blocks) {
          const table = block.closest("table, [role=table], [role=grid], [role=treegrid]");
          if (table !== null) tables.add(table);
        }
        answer.grids = collectTables(reader, Array.from(tables), blocks);
      } else if (blocks.length > 0 && !blocks.every((block) => block.matches("table"))) {
        const grid = gridOf(blocks, "blocks", rows ?? reader.selectorOf(blocks[0]));
        answer.grids = [{ ...grid, total: blocks.length }];
      } else {
        const found = [...collectTables(reader, roots, []), ...collectBlocks(reader, parts, roots)];
        // A list of one: what the target matches may be its only row.
        const single = isWhole ? [] : [gridOf(roots.slice(0, 1), "record", reader.selectorOf(roots[0]))];
        answer.grids = [...single, ...found].slice(0, 200);
      }
    }
  } catch (error) {
    answer.problem = String(error).slice(0, 500);
  }
  return answer;
}

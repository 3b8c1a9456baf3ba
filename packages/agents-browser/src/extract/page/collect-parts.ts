/// <reference lib="dom" />
import type { Cell, Grid } from "../grid.ts";
import type { CellReader } from "./cell-reader.ts";

/** A value in a block, with what the page calls it. */
interface Part {
  /** Equal for like parts of like blocks. */
  readonly key: string;
  readonly names: readonly string[];
  readonly weight: number;
  readonly cell: Cell;
}

/** Reads the labelled parts of blocks, inside the page. */
export interface PartReader {
  partsOf(block: Element): Part[];
  /** One row for each block; a column for each kind of part. */
  gridOf(blocks: readonly Element[], kind: Grid["kind"], name: string): Grid;
}

/** Makes a reader, inside the page: closed over nothing. */
export function createPartReader(reader: CellReader): PartReader {
  const { visible, cellOf, textOf } = reader;
  const dataNames = [
    "data-label",
    "data-th",
    "data-title",
    "data-field",
    "data-name",
    "data-column",
    "data-key",
  ];
  const testNames = ["data-testid", "data-test-id", "data-test", "data-qa"];
  const cut = (name: string): string => name.replace(/\s+/g, " ").trim().slice(0, 300);

  const labelsOf = (field: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement): string[] => {
    const labels = Array.from(field.labels ?? [], (label) => {
      // The label around a field holds the field's own text too.
      const own = Array.from(label.childNodes)
        .filter((node) => !node.contains(field))
        .map((node) => visible.textOf(node, 200));
      return own.join(" ");
    });
    const group =
      field instanceof HTMLInputElement && field.type === "radio"
        ? field.closest("fieldset, [role=radiogroup]")
        : null;
    const legend = group?.querySelector("legend");
    const named =
      group === null
        ? labels
        : [legend ? visible.textOf(legend, 200) : (group.getAttribute("aria-label") ?? "")];
    return [
      ...named,
      field.getAttribute("aria-label") ?? "",
      field.getAttribute("placeholder") ?? "",
      field.name,
    ]
      .map(cut)
      .filter((name) => name !== "");
  };

  const partsOf = (block: Element): Part[] => {
    const parts: Part[] = [];
    const add = (key: string, names: readonly string[], weight: number, cell: Cell): void => {
      const told = [...new Set(names.map(cut).filter((name) => name !== ""))].slice(0, 20);
      if (told.length > 0 && parts.length < 2000)
        parts.push({ key: key.slice(0, 500), names: told, weight, cell });
    };
    const elements = [block, ...Array.from(block.querySelectorAll("*")).slice(0, 20_000)];
    for (const element of elements) {
      if (!reader.hasBudget() || parts.length >= 2000) break;
      const tag = element.tagName;
      if (/^(?:SCRIPT|STYLE|TEMPLATE|NOSCRIPT|OPTION|OPTGROUP|BODY|HTML|BR|HR)$/.test(tag)) continue;
      if (!visible.isVisible(element)) continue;
      let read: Cell | undefined;
      const cell = (): Cell => (read ??= cellOf(element));
      const itemprop = element.getAttribute("itemprop");
      if (itemprop !== null)
        for (const name of itemprop.split(/\s+/).slice(0, 3)) add(`itemprop ${name}`, [name], 1, cell());
      for (const attribute of dataNames) {
        const name = element.getAttribute(attribute);
        if (name !== null && element !== block) add(`${attribute} ${name}`, [name], 0.98, cell());
      }
      if (/^H[1-6]$/.test(tag) || element.getAttribute("role") === "heading") {
        const level = Number(/^H([1-6])$/.exec(tag)?.[1] ?? (element.getAttribute("aria-level") || 2));
        // What a page or a card is called is its highest heading.
        add(
          `heading ${level}`,
          ["title", "name", "heading"],
          level >= 1 && level <= 6 ? 0.83 - level / 100 : 0.76,
          cell(),
        );
        let text = "";
        let next = element.nextElementSibling;
        for (
          ;
          next !== null && !/^H[1-6]$/.test(next.tagName) && text.length < 2000;
          next = next.nextElementSibling
        )
          text = `${text} ${textOf(next, 2000)}`.trim();
        if (text !== "" && text.length < 2000 && block.contains(element)) {
          const name = textOf(element, 100);
          const after = element.nextElementSibling;
          add(
            `under ${name}`,
            [name],
            0.7,
            after?.matches("ul, ol") === true ? { ...cellOf(after), text } : { text },
          );
        }
      }
      if (tag === "A" && element.hasAttribute("href")) {
        const isOfHeading =
          element.closest("h1, h2, h3, h4, h5, h6") !== null ||
          element.querySelector("h1, h2, h3, h4, h5, h6") !== null;
        add(isOfHeading ? "heading link" : "link", ["link", "url", "href"], isOfHeading ? 0.82 : 0.8, cell());
      }
      if (tag === "IMG") add("picture", ["image", "picture", "photo", "thumbnail"], 0.8, cell());
      if (tag === "TIME") add("time", ["date", "time"], 0.8, cell());
      if (tag === "DT") {
        const values: Element[] = [];
        for (
          let next = element.nextElementSibling;
          next !== null && next.tagName !== "DT";
          next = next.nextElementSibling
        )
          if (next.tagName === "DD" && visible.isVisible(next)) values.push(next);
        const name = textOf(element, 200).replace(/\s*:$/, "");
        for (const value of values.slice(0, 100)) add(`term ${name}`, [name], 1, cellOf(value));
      }
      if (tag === "TR") {
        const row = element as HTMLTableRowElement;
        const [label, value] = Array.from(row.cells);
        const isPair =
          row.cells.length === 2 &&
          value.tagName === "TD" &&
          (label.tagName === "TH" || row.closest("table")?.querySelector("th") === null);
        if (isPair && row.parentElement?.tagName !== "THEAD") {
          const name = textOf(label, 200).replace(/\s*:$/, "");
          add(`row ${name}`, [name], 1, cellOf(value));
        }
      }
      if (
        element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement
      ) {
        const type = element instanceof HTMLInputElement ? element.type : "";
        const isValue = !/^(?:hidden|password|submit|button|reset|image|file)$/.test(type);
        if (type === "radio" && (element as HTMLInputElement).checked) {
          const own = Array.from(element.labels ?? [], (label) => textOf(label, 200)).join(" ");
          add(`field ${element.name}`, labelsOf(element), 0.97, {
            text: own === "" ? element.value.slice(0, 1000) : own,
          });
        } else if (isValue && type !== "radio")
          add(`field ${element.name} ${labelsOf(element)[0] ?? ""}`, labelsOf(element), 0.97, cell());
        continue;
      }
      const isLeaf = element !== block && element.getElementsByTagName("*").length <= 20;
      if (!isLeaf) continue;
      const isLabel = /(?:^|[-_ ])(?:label|key|term|caption)(?:$|[-_ ])/i.test(element.className.toString());
      const value = element.nextElementSibling;
      if (isLabel && value !== null && tag !== "LABEL" && visible.isVisible(value)) {
        const name = textOf(element, 200).replace(/\s*:$/, "");
        add(`label ${name}`, [name], 0.96, cellOf(value));
      }
      const words: string[] = [];
      for (const attribute of testNames) words.push(element.getAttribute(attribute) ?? "");
      for (const token of Array.from(element.classList).slice(0, 8))
        words.push(token, token.split("__").at(-1)?.split("--")[0] ?? "");
      words.push(element.id);
      if (words.some((word) => word !== ""))
        add(
          `class ${tag} ${Array.from(element.classList).slice(0, 4).join(".")} ${words.slice(0, 4).join(".")}`,
          words,
          0.85,
          cell(),
        );
    }
    const lines = visible
      .textOf(block, 100_000)
      .split(/[\n\t]+/)
      .slice(0, 2000);
    for (const [index, line] of lines.entries()) {
      const colon = line.search(/[:：](?:\s|$)/);
      if (colon < 1 || colon > 60) continue;
      const name = line.slice(0, colon).trim();
      const text = line.slice(colon + 1).trim() || (lines[index + 1] ?? "").trim();
      if (name !== "" && text !== "") add(`said ${name}`, [name], 0.95, { text: text.slice(0, 10_000) });
    }
    return parts;
  };

  const gridOf = (blocks: readonly Element[], kind: Grid["kind"], name: string): Grid => {
    const columns = new Map<string, { names: string[]; weight: number; index: number }>();
    const rows: (Cell | null)[][] = [];
    for (const block of blocks.slice(0, 10_000)) {
      if (!reader.hasBudget()) break;
      const row: (Cell | null)[] = [];
      for (const { key, names, weight, cell } of partsOf(block)) {
        let column = columns.get(key);
        if (column === undefined) {
          if (columns.size >= (kind === "record" ? 1500 : 190)) continue;
          column = { names: [...names], weight, index: columns.size };
          columns.set(key, column);
        }
        const known = row[column.index];
        if (known === undefined || known === null) row[column.index] = cell;
        else {
          const isSame = known.text === cell.text && known.href === cell.href && known.isSeveral !== true;
          if (isSame) continue;
          const items = known.isSeveral === true ? (known.items ?? []) : [known.text];
          row[column.index] = {
            text: known.text,
            isSeveral: true,
            items: [...items, cell.text].slice(0, 1000),
          };
        }
      }
      rows.push(row);
    }
    for (const row of rows) for (let index = 0; index < columns.size; index += 1) row[index] ??= null;
    return {
      kind,
      name,
      columns: Array.from(columns.values(), ({ names, weight }) => ({ names, weight })),
      rows,
      total: blocks.length,
      hasHeader: true,
    };
  };
  return { partsOf, gridOf };
}

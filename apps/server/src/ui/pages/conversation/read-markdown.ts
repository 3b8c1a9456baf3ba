/** A piece of an answer's text. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "quotation"; readonly text: string }
  | { readonly kind: "code"; readonly text: string; readonly language: string }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly ListItem[];
    }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** An entry of a list; deeper ones follow it with a greater depth. */
export interface ListItem {
  readonly text: string;
  /** From 0. */
  readonly depth: number;
}

const headingLine = /^(#{1,6})\s+(.+?)\s*#*$/;
const itemLine = /^(\s*)(?:[-*+•]|(\d{1,9})[.)])\s+(.*)$/;
const fenceLine = /^\s*(```+|~~~+)\s*([\w+#.-]*)/;
const ruleLine = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** Reads the Markdown that answers are written in: headings, lists, quotations, code, tables, paragraphs. Linear in the text. */
export function readMarkdown(text: string): readonly Block[] {
  const lines = text.split(/\r\n|\n|\r/);
  const blocks: Block[] = [];
  let at = 0;
  const isParagraphLine = (line: string): boolean =>
    line.trim() !== "" &&
    !headingLine.test(line) &&
    !itemLine.test(line) &&
    !fenceLine.test(line) &&
    !/^\s*>/.test(line);

  while (at < lines.length) {
    const line = lines[at]!;
    const [, marks, title] = headingLine.exec(line) ?? [];
    const [, fence, language] = fenceLine.exec(line) ?? [];
    if (line.trim() === "") at++;
    else if (marks !== undefined && title !== undefined) {
      blocks.push({ kind: "heading", level: marks.length, text: title });
      at++;
    } else if (fence !== undefined) {
      const code: string[] = [];
      for (at++; at < lines.length && !lines[at]!.trimStart().startsWith(fence); at++) code.push(lines[at]!);
      at++;
      blocks.push({ kind: "code", text: code.join("\n"), language: language ?? "" });
    } else if (/^\s*>/.test(line)) {
      const quoted: string[] = [];
      for (; at < lines.length && /^\s*>/.test(lines[at]!); at++)
        quoted.push(lines[at]!.replace(/^\s*>\s?/, ""));
      blocks.push({ kind: "quotation", text: quoted.join("\n") });
    } else if (itemLine.test(line)) {
      const list = readList(lines, at);
      blocks.push(list.block);
      at = list.next;
    } else if (line.includes("|") && ruleLine.test(lines[at + 1] ?? "") && lines[at + 1]!.includes("|")) {
      const rows: string[][] = [];
      const head = readCells(line);
      for (at += 2; at < lines.length && lines[at]!.includes("|"); at++) rows.push(readCells(lines[at]!));
      blocks.push({ kind: "table", head, rows });
    } else {
      const paragraph: string[] = [];
      for (; at < lines.length && isParagraphLine(lines[at]!); at++) paragraph.push(lines[at]!.trim());
      blocks.push({ kind: "paragraph", text: paragraph.join("\n") });
    }
  }
  return blocks;
}

function readList(lines: readonly string[], from: number): { readonly block: Block; readonly next: number } {
  const [, , first] = itemLine.exec(lines[from]!)!;
  const items: ListItem[] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const [, spaces, number, text] = itemLine.exec(line) ?? [];
    const last = items.at(-1);
    if (spaces !== undefined && text !== undefined) {
      const depth = Math.min(Math.floor(spaces.replaceAll("\t", "  ").length / 2), 4);
      if (depth === 0 && (number !== undefined) !== (first !== undefined)) break;
      items.push({ text, depth });
    } else if (last !== undefined && /^\s+\S/.test(line) && !fenceLine.test(line)) {
      items[items.length - 1] = { ...last, text: `${last.text}\n${line.trim()}` };
    } else break;
  }
  return {
    block: { kind: "list", isOrdered: first !== undefined, start: Number(first ?? 1), items },
    next: at,
  };
}

function readCells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}

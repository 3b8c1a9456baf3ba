import { maskMarkup } from "./mask-markup.ts";

/** What a stretch of a document is: prose may be quoted as a statement, code and tables only shown. */
export type BlockKind = "prose" | "code" | "table";

/** A paragraph, list item, fenced code or table row: a stretch of the text, end exclusive. */
interface Block {
  readonly kind: BlockKind;
  readonly start: number;
  readonly end: number;
}

/** A heading and the blocks under it, up to the next heading. */
export interface Section {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  readonly heading: string;
  readonly start: number;
  readonly blocks: readonly Block[];
}

/** A text divided into sections; `masked` has the text's own offsets, without its markup. */
export interface ParsedText {
  readonly masked: string;
  readonly sections: readonly Section[];
}

const atxHeading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const fence = /^ {0,12}(`{3,}|~{3,})/;
const setextUnderline = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const tableRow = /^\s{0,3}\|.*\|/;
const tableRule = /^[\s:|-]+$/;
const marker = /^[ \t]{0,40}(?:>[ \t]?){0,9}[ \t]{0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;
const listItem = /^[ \t]{0,40}(?:>[ \t]?){0,9}[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]+/;
/** `> [!NOTE]` announces what follows it. */
const alertMark = /^ {0,3}>[ \t]{0,4}\[!\w{1,20}\][ \t]*$/;
/** Headings are cut here. */
const headingLength = 200;

/** Divides Markdown into sections by its headings; fenced code stays in the section where it stands. */
export function parseMarkdown(text: string): ParsedText {
  const masked = maskMarkup(text);
  const sections: Section[] = [];
  let blocks: Block[] = [];
  let section = { level: 0, heading: "", start: 0 };
  let open: { kind: BlockKind; start: number; end: number } | undefined;
  let fenced: { mark: string; start: number; end: number } | undefined;

  const closeBlock = (): void => {
    if (open) blocks.push(open);
    open = undefined;
  };
  const closeFence = (): void => {
    // Of empty lines nothing can be quoted.
    if (fenced && text.slice(fenced.start, fenced.end).trim() !== "")
      blocks.push({ kind: "code", start: fenced.start, end: fenced.end });
    fenced = undefined;
  };
  const startSection = (level: number, heading: string, start: number): void => {
    closeBlock();
    sections.push({ ...section, blocks });
    section = { level, heading, start };
    blocks = [];
  };

  let start = skipFrontMatter(text);
  section.start = start;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const raw = text.slice(start, end);
    const line = masked.slice(start, end);
    if (fenced) {
      if (raw.trimStart().startsWith(fenced.mark) && /^[`~\s]*$/.test(raw)) {
        closeFence();
      } else {
        fenced.end = end;
      }
    } else {
      const mark = fence.exec(raw)?.[1];
      const heading = atxHeading.exec(line);
      if (mark) {
        closeBlock();
        // The fence's own line, with the language, is no code.
        const first = nextLine(text, end);
        fenced = { mark, start: first, end: first };
      } else if (heading) {
        startSection(heading[1]?.length ?? 1, cleanHeading(heading[2] ?? ""), start);
      } else if (line.trim() === "" || alertMark.test(line)) {
        closeBlock();
      } else if (open?.kind === "prose" && isOneLine(text, open) && setextUnderline.test(line)) {
        const title = cleanHeading(masked.slice(open.start, open.end));
        const titleStart = open.start;
        open = undefined;
        startSection(line.trim().startsWith("=") ? 1 : 2, title, titleStart);
      } else if (rule.test(line) || (line.includes("-") && tableRule.test(line))) {
        closeBlock();
      } else if (tableRow.test(line)) {
        closeBlock();
        blocks.push({ kind: "table", start, end });
      } else if (!open && /^(?: {4}|\t)/.test(raw) && !listItem.test(raw)) {
        open = { kind: blocks.length > 0 && endsWithItem(text, blocks) ? "prose" : "code", start, end };
      } else if (open && !listItem.test(raw)) {
        open.end = end;
      } else {
        closeBlock();
        open = { kind: "prose", start: start + (marker.exec(raw)?.[0].length ?? 0), end };
      }
    }
    start = nextLine(text, end);
  }
  closeFence();
  closeBlock();
  sections.push({ ...section, blocks });
  return { masked, sections };
}

/** Divides plain text into paragraphs at blank lines: one section without a heading. */
export function parsePlainText(text: string): ParsedText {
  const blocks: Block[] = [];
  let open: { kind: BlockKind; start: number; end: number } | undefined;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    if (text.slice(start, end).trim() === "") open = undefined;
    else if (open) open.end = end;
    else blocks.push((open = { kind: "prose", start, end }));
    start = nextLine(text, end);
  }
  return { masked: text, sections: [{ level: 0, heading: "", start: 0, blocks }] };
}

/** Where the text begins after a byte order mark and YAML front matter (`---` … `---`). */
function skipFrontMatter(text: string): number {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  if (!/^\ufeff?---[ \t]*\r?\n/.test(text)) return start;
  const close = /\r?\n---[ \t]*(?:\r?\n|$)/.exec(text.slice(start + 3));
  return close ? start + 3 + close.index + close[0].length : start;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  if (end === -1) return text.length;
  return end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

function nextLine(text: string, end: number): number {
  const lineFeed = text.indexOf("\n", end);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

function isOneLine(text: string, block: Block): boolean {
  return !text.slice(block.start, block.end).includes("\n");
}

/** An indented paragraph under a list item belongs to the item; elsewhere it is code. */
function endsWithItem(text: string, blocks: readonly Block[]): boolean {
  const last = blocks.at(-1);
  if (!last || last.kind !== "prose") return false;
  const lineStart = text.lastIndexOf("\n", last.start - 1) + 1;
  return /^\s/.test(text.slice(lineStart)) || listItem.test(text.slice(lineStart, last.end));
}

function cleanHeading(heading: string): string {
  return heading
    .slice(0, headingLength)
    .replace(/[ \t]+#+[ \t]*$/, "")
    .replace(/[*_`[\]\\]+/g, (marks) => (marks.includes("_") && !/[*`[\]\\]/.test(marks) ? "_" : ""))
    .replace(/\s+/g, " ")
    .trim();
}

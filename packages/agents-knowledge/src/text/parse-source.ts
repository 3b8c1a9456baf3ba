import type { BlockKind, ParsedText, Section } from "./parse-blocks.ts";
import type { Span } from "./split-sentences.ts";

/** What one line of source is; `words` is where a comment's own text stands in it. */
type Line = { readonly kind: "blank" | "code" } | { readonly kind: "comment"; readonly words: Span };

/** Comments and doc strings that go on over several lines. */
type Open = { readonly close: string; readonly isString: boolean } | undefined;

/** A comment that fills its line. `#` needs a space, since `#include`, `#id {` and `#field` are code. */
const lineComment = /^[ \t]{0,200}(?:\/\/[/!]?|##?:?(?=[ \t])|#!|--(?=[ \t]))/;
const blockComment = /^[ \t]{0,200}\/\*[*!]?/;
const docString = /^[ \t]{0,200}[rRuU]?("""|''')/;
/** What begins a line within a block comment. */
const commentStar = /^[ \t]{0,200}\*(?!\/)/;
const modifiers =
  "(?:export|default|declare|abstract|async|public|private|protected|internal|static|final|sealed|open|data|pub(?:\\([a-z]{1,10}\\))?|unsafe|partial|inline)";
const keywords =
  "(?:function\\*?|class|interface|enum|struct|trait|impl|module|namespace|object|record|protocol|def|fn|func|fun)";
/** A declaration at the left margin; Go's methods name their receiver first. */
const declaration = new RegExp(
  `^(?:${modifiers} {1,4}){0,5}${keywords} {0,4}(?:\\([^()]{0,100}\\) {0,4})?([\\p{L}_$][\\p{L}\\p{N}_$]{0,100})`,
  "u",
);
/** `const name = (…) =>` and `const name = function`. */
const functionConstant =
  /^(?:export )?(?:const|let|var) ([\p{L}_$][\p{L}\p{N}_$]{0,100})[^=]{0,200}= {0,4}(?:async {0,4})?(?:function\b|\(|[\w$]{1,60} {0,4}=>)/u;
/** `@param` and its like begin a sentence of their own; what follows `@example` is code. */
const tag = /^@[a-z]{1,30}\b/i;

/**
 * Divides source code of whatever language: comments and doc strings are prose, with their markers blanked out
 * of `masked`; everything else is code. Functions, classes and their like at the left margin are headings, and
 * the comment above one belongs to it.
 */
export function parseSource(text: string): ParsedText {
  const sections: Section[] = [];
  const markers: Span[] = [];
  let section = { level: 0, heading: "", start: 0 };
  let blocks: { kind: BlockKind; start: number; end: number }[] = [];
  /** The first of `blocks` after the last code: comments that belong to what follows. */
  let firstComment = 0;
  let current: { kind: BlockKind; start: number; end: number } | undefined;
  let isExample = false;
  let open: Open;

  const extend = (kind: BlockKind, start: number, end: number): void => {
    if (current?.kind === kind) current.end = end;
    else blocks.push((current = { kind, start, end }));
  };

  for (let start = 0; start < text.length;) {
    const lineFeed = text.indexOf("\n", start);
    const next = lineFeed === -1 ? text.length : lineFeed + 1;
    const end = trimEnd(text, start, next);
    const raw = text.slice(start, end);
    const wasOpen = open !== undefined;
    const { line, stillOpen } = readLine(raw, open);
    open = stillOpen;
    if (line.kind === "comment") {
      const words = { start: start + line.words.start, end: start + line.words.end };
      markers.push({ start, end: words.start }, { start: words.end, end });
      const content = text.slice(words.start, words.end);
      const isTag = tag.test(content);
      if (content === "") current = undefined;
      if (isTag || (!wasOpen && open)) [current, isExample] = [undefined, false];
      if (isTag && content.startsWith("@example")) isExample = true;
      else if (content !== "") extend(isExample ? "code" : "prose", words.start, words.end);
      if (!open) isExample = false;
    } else if (line.kind === "blank") {
      current = undefined;
    } else {
      const name = wasOpen ? undefined : (declaration.exec(raw) ?? functionConstant.exec(raw))?.[1];
      if (name !== undefined) {
        sections.push({ ...section, blocks: blocks.slice(0, firstComment) });
        blocks = blocks.slice(firstComment);
        section = { level: 1, heading: name, start: blocks[0]?.start ?? start };
        current = undefined;
      }
      if (current?.kind !== "code") current = undefined;
      extend("code", start, end);
      firstComment = blocks.length;
    }
    start = next;
  }
  sections.push({ ...section, blocks });
  return { masked: blank(text, markers), sections };
}

function readLine(raw: string, open: Open): { line: Line; stillOpen: Open } {
  if (open) {
    const close = raw.indexOf(open.close);
    if (open.isString) return { line: { kind: "code" }, stillOpen: close === -1 ? open : undefined };
    const first = open.close === "*/" ? (commentStar.exec(raw)?.[0].length ?? 0) : 0;
    const last = close === -1 ? raw.length : close;
    const line = createComment(raw, Math.min(first, last), last);
    return { line, stillOpen: close === -1 ? open : undefined };
  }
  if (raw.trim() === "") return { line: { kind: "blank" }, stillOpen: undefined };
  const marker = lineComment.exec(raw);
  if (marker) return { line: createComment(raw, marker[0].length, raw.length), stillOpen: undefined };
  const begin = blockComment.exec(raw) ?? docString.exec(raw);
  if (begin) {
    const mark = begin[1] ?? "*/";
    const close = raw.indexOf(mark, begin[0].length);
    // Code after a comment on its own line makes the line code.
    if (close !== -1 && raw.slice(close + mark.length).trim() !== "") {
      return { line: { kind: "code" }, stillOpen: undefined };
    }
    const line = createComment(raw, begin[0].length, close === -1 ? raw.length : close);
    return { line, stillOpen: close === -1 ? { close: mark, isString: false } : undefined };
  }
  return { line: { kind: "code" }, stillOpen: findOpenString(raw) };
}

/** A text block that begins within a line of code is no doc string, and neither is what it holds. */
function findOpenString(raw: string): Open {
  const mark = raw.includes('"""') ? '"""' : raw.includes("'''") ? "'''" : undefined;
  if (mark === undefined || raw.split(mark).length % 2 === 1) return undefined;
  return { close: mark, isString: true };
}

function createComment(raw: string, first: number, last: number): Line {
  let [start, end] = [first, last];
  while (start < end && isBlank(raw.charCodeAt(start))) start += 1;
  while (end > start && isBlank(raw.charCodeAt(end - 1))) end -= 1;
  return { kind: "comment", words: { start, end } };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function trimEnd(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end -= 1;
  return end;
}

/** Replaces stretches, which lie within lines, by as many spaces. */
function blank(text: string, stretches: readonly Span[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of stretches) {
    if (start === end) continue;
    pieces.push(text.slice(from, start), " ".repeat(end - start));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join("");
}

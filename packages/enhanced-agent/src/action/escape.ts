import { closesFence, looksLikeFence, openFence } from "./fence.ts";
import { looksLikeEnd } from "./end-line.ts";
import { readKeyword } from "./keyword.ts";

/*
 * A field's text is written as it is, but for a backslash
 * - before a line that would be read as a keyword, an end, a fence or a quotation, or as such a line with backslashes before it;
 * - before a first line that is empty or begins with a space, and after a last character that is a space (or backslashes after
 *   one), since what stands around a text is trimmed.
 * Reading takes that backslash away, and no other. A code block that is closed within the text stays as it is.
 */

/** Lines with what ends them; the last one has no end. */
function splitLines(text: string): { readonly line: string; readonly end: string }[] {
  const lines: { line: string; end: string }[] = [];
  let from = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ line: text.slice(from, index), end });
    from = index + end.length;
  }
  lines.push({ line: text.slice(from), end: "" });
  return lines;
}

/** A field's text as it is written behind `FIELD: `; the inverse of what the parser reads. */
export function escapeText(text: string): string {
  if (text === "") return "";
  const lines = splitLines(text);
  const to = skipBackslashesBack(text);
  const endsInSpace = to > 0 && /^\s$/.test(text[to - 1]!);
  const findEnd = createFenceSearch(
    lines.map(({ line }) => line),
    endsInSpace,
  );
  let written = "";
  let fencedUntil = -1;
  for (const [at, { line, end }] of lines.entries()) {
    const isFirst = at === 0;
    if (at > fencedUntil) {
      fencedUntil = (isFirst && startsWithSpace(line) ? undefined : findEnd(at)) ?? fencedUntil;
      if (at > fencedUntil && isEscapable(line.slice(skipBackslashes(line)), isFirst)) written += "\\";
    }
    written += line + end;
  }
  return endsInSpace ? `${written}\\` : written;
}

/**
 * Where the code block that begins in a line ends, if it may stay as it is. After one without an end none is looked for: escaping
 * more than is needed is right as well, and the search stays linear.
 */
function createFenceSearch(
  lines: readonly string[],
  isLastChanged: boolean,
): (at: number) => number | undefined {
  let isOver = false;
  return (at) => {
    const fence = isOver ? undefined : openFence(lines[at]!, false);
    if (fence?.kind !== "code" || fence.leastIndentation > 0) return undefined;
    const most = isLastChanged ? lines.length - 1 : lines.length;
    for (let end = at + 1; end < most; end += 1) if (closesFence(fence, lines[end]!)) return end;
    isOver = true;
    return undefined;
  };
}

/** A line of a field as it was meant; `isFirst` for what stands behind the field's colon. */
export function unescapeLine(line: string, isFirst: boolean): string {
  if (line[0] !== "\\") return line;
  return isEscapable(line.slice(skipBackslashes(line)), isFirst) ? line.slice(1) : line;
}

/** A whole text without the backslash that keeps its last spaces. */
export function unescapeEnd(text: string): string {
  const to = skipBackslashesBack(text);
  return to < text.length && to > 0 && /^\s$/.test(text[to - 1]!) ? text.slice(0, -1) : text;
}

function isEscapable(line: string, isFirst: boolean): boolean {
  if (isFirst && (line === "" || startsWithSpace(line))) return true;
  return (
    looksLikeEnd(line) || looksLikeFence(line) || looksLikeQuotation(line) || readKeyword(line) !== undefined
  );
}

function looksLikeQuotation(line: string): boolean {
  return /^[ \t]*>/.test(line);
}

function startsWithSpace(line: string): boolean {
  return /^\s/.test(line);
}

function skipBackslashes(line: string): number {
  let at = 0;
  while (line[at] === "\\") at += 1;
  return at;
}

/** Where the backslashes at the end of a text begin. */
function skipBackslashesBack(text: string): number {
  let at = text.length;
  while (text[at - 1] === "\\") at -= 1;
  return at;
}

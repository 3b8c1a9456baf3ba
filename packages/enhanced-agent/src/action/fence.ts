import { measureIndentation } from "./keyword.ts";

/** A block whose lines are text until its own end: of code, or of data. */
export type Fence =
  | {
      readonly kind: "code";
      readonly mark: string;
      readonly length: number;
      readonly indentation: number;
      /** Columns that its end must stand in from the left: a fence of a list's entry ends within that entry. */
      readonly leastIndentation: number;
    }
  | { readonly kind: "data"; readonly close: string };

/** Characters of a line in which a fence must be complete. */
const longestFence = 512;
const deepest = 3;
const listMark = /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+/;

/**
 * The fence that a line opens. Code as CommonMark has it: three or more backticks, or tildes, at most three columns from the left
 * (anywhere when `inList`), backticks not followed by backticks in the same line. Data: `<<data-… LABEL`, or the run's `marker`.
 */
export function openFence(line: string, inList: boolean, marker?: string): Fence | undefined {
  const from = skipUnseen(line);
  const first = line[from];
  if (first === "`" || first === "~") return openCode(line, from, inList);
  if (first === "<") return openData(line, from, marker);
  if (
    first === "-" ||
    first === "+" ||
    first === "*" ||
    (first !== undefined && first >= "0" && first <= "9")
  ) {
    const mark = listMark.exec(line.slice(0, longestFence))?.[0];
    if (mark === undefined) return undefined;
    const next = line[mark.length];
    return next === "`" || next === "~" ? openCode(line, mark.length, true, mark.length) : undefined;
  }
  return undefined;
}

function openCode(line: string, from: number, inList: boolean, listed = 0): Fence | undefined {
  const indentation = listed === 0 ? measureIndentation(line) : listed;
  const mark = line[from]!;
  let to = from;
  while (line[to] === mark) to += 1;
  if (to - from < 3 || (indentation > deepest && !inList)) return undefined;
  if (mark === "`" && line.indexOf("`", to) !== -1) return undefined;
  return { kind: "code", mark, length: to - from, indentation, leastIndentation: listed };
}

function openData(line: string, from: number, marker: string | undefined): Fence | undefined {
  const head = line.slice(from, from + longestFence);
  if (marker !== undefined && marker !== "" && head.startsWith(`<<${marker}`)) {
    const next = head[2 + marker.length];
    if (next === undefined || /[\s>]/.test(next)) return { kind: "data", close: `${marker}>>` };
  }
  const other = /^<<\s*(data-[^\s<>]{1,64})(?=[\s>]|$)/i.exec(head)?.[1];
  return other === undefined ? undefined : { kind: "data", close: `${other}>>` };
}

/** Whether a line is the end of a fence. */
export function closesFence(fence: Fence, line: string): boolean {
  if (fence.kind === "data") return line.length < longestFence && line.trim() === fence.close;
  const indentation = measureIndentation(line);
  const most = Math.max(deepest, fence.indentation > deepest ? fence.indentation + deepest : deepest);
  if (indentation > most || indentation < fence.leastIndentation) return false;
  let at = 0;
  while (line[at] === " " || line[at] === "\t") at += 1;
  const from = at;
  while (line[at] === fence.mark) at += 1;
  if (at - from < fence.length) return false;
  while (line[at] === " " || line[at] === "\t") at += 1;
  return at === line.length;
}

/** Whether a line could open a fence, wherever it stands and whatever follows in it. */
export function looksLikeFence(line: string): boolean {
  const head = line.slice(skipUnseen(line)).slice(0, longestFence);
  const mark = listMark.exec(head)?.[0] ?? "";
  return head.startsWith("<<") || head.startsWith("```", mark.length) || head.startsWith("~~~", mark.length);
}

/** Past what cannot be seen at the beginning of a line: spaces, a byte order mark, zero-width characters. */
function skipUnseen(line: string): number {
  let at = 0;
  while (at < line.length && at < longestFence) {
    const code = line.charCodeAt(at);
    const isUnseen =
      code === 0x20 ||
      code === 0x09 ||
      code === 0xa0 ||
      code === 0xfeff ||
      (code >= 0x200b && code <= 0x200f) ||
      code === 0x2060;
    if (!isUnseen) break;
    at += 1;
  }
  return at;
}

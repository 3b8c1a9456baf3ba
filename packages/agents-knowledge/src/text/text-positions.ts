import { countUpTo } from "./count-up-to.ts";

/** Where the characters of one text stand, as people and programs count: lines, pages, bytes. */
export interface TextPositions {
  /** 1-based line of an offset. */
  findLine(offset: number): number;
  /** 1-based page of an offset; `undefined` for a text without pages. */
  findPage(offset: number): number | undefined;
  /** Bytes of the text in UTF-8 before an offset. */
  findByte(offset: number): number;
}

/**
 * Counts lines and bytes of a text once, for many look-ups.
 *
 * @example
 * createTextPositions("à\nb").findByte(2); // 3
 */
export function createTextPositions(text: string, pageStarts?: readonly number[]): TextPositions {
  const lineStarts = listLineStarts(text);
  const isAscii = Buffer.byteLength(text) === text.length;
  const lineBytes = isAscii ? lineStarts : countLineBytes(text, lineStarts);
  return {
    findLine: (offset) => countUpTo(lineStarts, offset),
    findPage: (offset) => (pageStarts === undefined ? undefined : Math.max(1, countUpTo(pageStarts, offset))),
    findByte(offset) {
      if (isAscii) return offset;
      const line = countUpTo(lineStarts, offset) - 1;
      return lineBytes[line] + Buffer.byteLength(text.slice(lineStarts[line], offset));
    },
  };
}

function listLineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

function countLineBytes(text: string, lineStarts: Uint32Array): Uint32Array {
  const bytes = new Uint32Array(lineStarts.length);
  for (let line = 1; line < lineStarts.length; line += 1)
    bytes[line] = bytes[line - 1] + Buffer.byteLength(text.slice(lineStarts[line - 1], lineStarts[line]));
  return bytes;
}

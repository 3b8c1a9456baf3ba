import { isLetter, type Keyword, measureIndentation } from "./keyword.ts";

/** What the lines before say about a line outside of every action: is it part of a quotation, of indented code, of a list? */
export interface BlockContext {
  inList(): boolean;
  /** Whether the line before is quoted, or goes on with a quotation. */
  inQuotation(): boolean;
  /** Whether a line with this keyword belongs to a quotation or to indented code, and so is no action. */
  isInert(keyword: Keyword): boolean;
  /** Takes note of a line that is no fence. */
  see(line: string): void;
  /** Forgets everything: an action or a fence stood here. */
  reset(): void;
}

const codeIndentation = 4;
const listMark = /^\s*(?:[-+*•]|\d{1,9}[.)])\s/;
const heading = /^\s*#{1,6}\s/;
/** Characters of a line that decide what block it begins. */
const head = 64;

/** Whether a line has nothing that can be seen. */
export function isBlank(line: string): boolean {
  return line === "" || (!isLetter(line.charCodeAt(0)) && line.trim() === "");
}

/** Whether a line begins an entry of a list. */
export function isListed(line: string): boolean {
  return !isLetter(line.charCodeAt(0)) && listMark.test(line.slice(0, head));
}

/** Whether a line is quoted. */
export function isQuoted(line: string): boolean {
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === 0x3e) return true;
    if (code !== 0x20 && code !== 0x09 && code !== 0xa0 && code !== 0xfeff && code !== 0x200b) return false;
  }
  return false;
}

/**
 * The part of CommonMark that decides about inert lines. A line right after a quoted one goes on with the quotation ("lazy
 * continuation"), unless it is empty or begins a block of its own. Four columns after an empty line are code, unless a list is open.
 */
export function createBlockContext(): BlockContext {
  let isAfterBlank = true;
  let isQuoting = false;
  let isCode = false;
  let inList = false;
  return {
    inList: () => inList,
    inQuotation: () => isQuoting,
    isInert({ indentation, beginsBlock }) {
      if (isQuoting) return !beginsBlock;
      return indentation >= codeIndentation && !inList && (isAfterBlank || isCode);
    },
    see(line) {
      if (isBlank(line)) {
        isAfterBlank = true;
        isQuoting = false;
        return;
      }
      const indentation = measureIndentation(line);
      const isEntry = isListed(line);
      if (isQuoted(line)) {
        isQuoting = !/^[\s>]*$/.test(line);
        isCode = false;
      } else if (isQuoting) isQuoting = !isEntry && !heading.test(line.slice(0, head));
      else isCode = indentation >= codeIndentation && !inList && (isAfterBlank || isCode);
      if (isEntry && !isCode) inList = true;
      else if (isAfterBlank && indentation < 2) inList = false;
      isAfterBlank = false;
    },
    reset() {
      isAfterBlank = true;
      isQuoting = isCode = inList = false;
    },
  };
}

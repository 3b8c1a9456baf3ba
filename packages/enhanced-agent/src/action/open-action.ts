import { isListed } from "./block-context.ts";
import { unescapeEnd, unescapeLine } from "./escape.ts";
import { closesFence, type Fence, openFence } from "./fence.ts";
import type { Keyword } from "./keyword.ts";
import { findNear } from "./near-words.ts";
import type { KnownAction } from "./vocabulary.ts";
import type { ActionProblemCode, WrittenAction } from "./written-action.ts";

/** What a line is to the action that it stands in. */
type LineRole = "taken" | "outside";

/** An action that is being read. */
export interface OpenAction {
  readonly known: KnownAction;
  /** Whether its `ACTION` is in capitals: then the next one must be as well. */
  readonly isUpperCase: boolean;
  /** A fence within the field that is being read: everything in it is text. */
  isFenced(): boolean;
  /** Whether a line this far from the left is too deep for a keyword. */
  isTooDeep(indentation: number): boolean;
  /** Takes a line that is neither an end nor a new action; `outside` when it belongs to no field. */
  take(line: string, end: string, keyword: Keyword | undefined): LineRole;
  /** The action as it was written; `recovered` when its end was missing. */
  close(recovered: boolean): WrittenAction;
}

interface OpenField {
  readonly name: string;
  text: string;
  /** Whether text stands behind the colon: then no line end is to be trimmed from the beginning. */
  beginsInline: boolean;
}

const codeIndentation = 4;

/** Begins an action at its header; `report` is told of what is wrong with a line. */
export function openAction(
  known: KnownAction,
  header: Keyword,
  lineNumber: number,
  marker: string | undefined,
  report: (code: ActionProblemCode, expected: string) => void,
): OpenAction {
  const fields = new Map<string, OpenField>();
  let current: OpenField | undefined;
  let fence: Fence | undefined;
  let inList = false;
  let indentation = header.indentation;

  function append(line: string, end: string): void {
    current!.text += line + end;
  }

  function begin(name: string, keyword: Keyword, line: string, end: string): void {
    if (fields.size === 0) indentation = Math.max(indentation, keyword.indentation);
    const repeated = fields.get(name);
    if (repeated === undefined) {
      current = { name, text: "", beginsInline: false };
      fields.set(name, current);
    } else {
      report("repeated_field", `${name} once in an action; the first one counts`);
      if (repeated !== current) current = { name, text: "", beginsInline: false };
    }
    inList = false;
    let value = line.slice(keyword.valueAt).trimStart();
    const trimmed = keyword.open === "" ? value : value.trimEnd();
    if (keyword.open !== "" && trimmed.endsWith(keyword.open)) value = trimmed.slice(0, -keyword.open.length);
    if (value === "") return;
    fence = openFence(value, false, marker);
    if (current!.text === "") current!.beginsInline = true;
    append(unescapeLine(value, true), end);
  }

  function takeKeyword(keyword: Keyword, line: string, end: string): boolean {
    const name = known.findField(keyword);
    if (name !== undefined) {
      const isField = keyword.isUpperCase || (!keyword.isListed && !fields.has(name));
      if (isField) begin(name, keyword, line, end);
      return isField;
    }
    if (!keyword.isUpperCase) return false;
    const near =
      current === undefined ? "" : findNear(keyword.skeleton, known.fields, (field) => fields.has(field));
    if (near !== undefined) report("unknown_field", near === "" ? `one of ${known.fields.join(", ")}` : near);
    return false;
  }

  return {
    known,
    isUpperCase: header.isUpperCase,
    // No getter: an object with one of its own costs the engine a hidden class for each action.
    isFenced: () => fence !== undefined,
    isTooDeep: (columns) => fields.size > 0 && columns >= indentation + codeIndentation,
    take(line, end, keyword) {
      if (fence !== undefined) {
        append(line, end);
        if (closesFence(fence, line)) fence = undefined;
        return "taken";
      }
      if (keyword !== undefined && takeKeyword(keyword, line, end)) return "taken";
      if (current === undefined) return "outside";
      fence = openFence(line, inList, marker);
      inList ||= isListed(line);
      append(unescapeLine(line, false), end);
      return "taken";
    },
    close(recovered) {
      const texts = [...fields.values()].map((field): [string, string] => {
        const text = field.beginsInline ? field.text : field.text.trimStart();
        return [field.name, unescapeEnd(text.trimEnd())];
      });
      return { name: known.name, fields: Object.fromEntries(texts), line: lineNumber, recovered };
    },
  };
}

import { elementLine } from "./element-line.ts";
import type { ObservedElement } from "./observation.ts";

/** An element as it may be shown. */
export interface OutlineEntry {
  readonly element: ObservedElement;
  readonly line: string;
  /** The entry around it. */
  readonly outer: OutlineEntry | undefined;
  /** Whether it is shown only because of what it holds. */
  readonly isFrame: boolean;
}

const frames = new Set([
  "form",
  "list",
  "table",
  "grid",
  "group",
  "rowgroup",
  "iframe",
  "navigation",
  "main",
  "region",
]);

/** Whether an element repeats what another line says: the label of a field, the text of a row's only cell. */
function repeats(element: ObservedElement, children: readonly ObservedElement[]): boolean {
  const { role, text, name } = element;
  if (role === "cell" || role === "gridcell" || role === "columnheader" || role === "rowheader") {
    return !element.isInteractive;
  }
  if (role !== "text" || element.isInteractive) return false;
  return children.some((child) => child.isInteractive && child.name !== "" && child.name === (text || name));
}

/** The elements worth a line, with rows as one line of their cells. */
export function outline(elements: readonly ObservedElement[]): readonly OutlineEntry[] {
  const children = new Map<string, ObservedElement[]>();
  for (const element of elements) {
    if (element.parent === undefined) continue;
    const siblings = children.get(element.parent);
    if (siblings) siblings.push(element);
    else children.set(element.parent, [element]);
  }
  const entries: OutlineEntry[] = [];
  /** The entry that stands for an element: its own, or that of what is around it. */
  const standing = new Map<string, OutlineEntry | undefined>();
  for (const [index, element] of elements.entries()) {
    const outer = element.parent === undefined ? undefined : standing.get(element.parent);
    const held = children.get(element.ref) ?? [];
    const next = elements[index + 1];
    const isLabel =
      element.role === "text" &&
      !element.isInteractive &&
      next?.isInteractive === true &&
      next.name === element.text;
    const isRepeated = isLabel || repeats(element, held);
    if (isRepeated) {
      standing.set(element.ref, outer);
      continue;
    }
    const shown = element.role === "row" ? rowOf(element, held) : element;
    const entry: OutlineEntry = {
      element: shown,
      line: elementLine(shown),
      outer,
      isFrame: frames.has(element.role) && !element.isInteractive && !element.isScrollable,
    };
    entries.push(entry);
    standing.set(element.ref, entry);
  }
  return entries;
}

/** A row by the texts of its cells. */
function rowOf(row: ObservedElement, cells: readonly ObservedElement[]): ObservedElement {
  const texts = cells.map((cell) => cell.text || cell.name).filter((text) => text !== "");
  return texts.length === 0 ? row : { ...row, name: texts.join(" | "), nameSource: "text" };
}

/// <reference lib="dom" />
import type { VisibleReader } from "../../visible/visible-reader.ts";
import type { Cell } from "../grid.ts";

/** Reads values off a page, inside it. */
export interface CellReader {
  readonly visible: VisibleReader;
  cellOf(element: Element): Cell;
  textOf(element: Element, limit?: number): string;
  /** What an element looks like as CSS, for messages. */
  selectorOf(element: Element): string;
  /** Caption, label, or the heading before it. */
  nameOf(element: Element): string;
  /** False when too much was read; then what was read so far is all there is. */
  hasBudget(): boolean;
}

/** Makes a reader, inside the page: closed over nothing. */
export function createCellReader(visible: VisibleReader): CellReader {
  let budget = 8_000_000;
  const line = (text: string, limit: number): string => text.replace(/\s+/g, " ").trim().slice(0, limit);
  const textOf = (element: Element, limit = 10_000): string => {
    if (budget <= 0) return "";
    const text = line(visible.textOf(element, limit), limit);
    budget -= text.length + 20;
    return text;
  };
  const only = <Found extends Element>(element: Element, selector: string): Found | undefined => {
    if (element.matches(selector)) return element as Found;
    const found = element.querySelectorAll<Found>(selector);
    if (found.length > 50) return undefined;
    const seen = Array.from(found).filter((one) => visible.isVisible(one));
    return seen.length === 1 ? seen[0] : undefined;
  };
  const links = (address: string): string | undefined =>
    /^(?:https?|mailto|tel):/.test(address) && address.length <= 8192 ? address : undefined;

  /** What an element without text says by a name: of a picture, or of an icon for screen readers. */
  const spokenName = (element: Element): string => {
    for (const one of [
      element,
      ...Array.from(element.querySelectorAll("img, svg, [aria-label], [title]")).slice(0, 10),
    ]) {
      if (!visible.isVisible(one)) continue;
      const name =
        one.getAttribute("alt") ?? one.getAttribute("aria-label") ?? one.getAttribute("title") ?? "";
      if (name.trim() !== "") return line(name, 1000);
    }
    return "";
  };
  const isStruck = (element: Element): boolean =>
    /^(?:S|DEL|STRIKE)$/.test(element.tagName) ||
    getComputedStyle(element).textDecorationLine.includes("line-through");
  const cellOf = (element: Element): Cell => {
    const cell: Cell = { text: textOf(element) };
    // Of a price that was lowered the old one is struck out.
    if (element.childElementCount > 0 && /\d/.test(cell.text)) {
      const parts = Array.from(element.querySelectorAll("*")).slice(0, 30);
      const struck = new Set(parts.filter((part) => isStruck(part)));
      if (struck.size > 0) {
        const standing = line(
          visible.textOf(element, 10_000, (part) => struck.has(part)),
          10_000,
        );
        if (standing !== "") cell.standing = standing;
      }
    }
    const link = only<HTMLAnchorElement>(element, "a[href]");
    const href = link === undefined ? undefined : links(String(link.href));
    if (href !== undefined) cell.href = href;
    const picture = only<HTMLImageElement>(element, "img");
    const src = picture === undefined ? undefined : links(String(picture.currentSrc || picture.src));
    if (src !== undefined) cell.src = src;
    const time = only<HTMLTimeElement>(element, "time[datetime]");
    if (time !== undefined) cell.datetime = time.dateTime.slice(0, 100);
    const fields =
      'input:not([type="hidden"]):not([type="password"]), select, textarea, [role="switch"], [role="checkbox"]';
    const field = only<HTMLElement>(element, fields);
    if (field instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(field.type))
      cell.checked = field.checked;
    else if (field?.hasAttribute("aria-checked") === true)
      cell.checked = field.getAttribute("aria-checked") === "true";
    else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      if (cell.text === "" || field === element) cell.text = line(field.value, 10_000);
      if (field instanceof HTMLInputElement && /^(?:date|datetime-local)$/.test(field.type))
        cell.datetime = field.value.slice(0, 100);
    }
    if (cell.text === "") cell.text = spokenName(element);
    const items = element.querySelectorAll("li");
    if (items.length > 0 && items.length <= 1000)
      cell.items = Array.from(items)
        .filter((item) => visible.isVisible(item))
        .map((item) => textOf(item));
    return cell;
  };
  const selectorOf = (element: Element): string => {
    const id = element.id === "" ? "" : `#${element.id}`;
    const classes = Array.from(element.classList).slice(0, 2);
    return `${element.tagName.toLowerCase()}${id}${classes.map((name) => `.${name}`).join("")}`.slice(0, 100);
  };
  const nameOf = (element: Element): string => {
    const caption = element.querySelector(":scope > caption");
    if (caption !== null) return textOf(caption, 100);
    const label = element.getAttribute("aria-label");
    if (label !== null && label.trim() !== "") return line(label, 100);
    const labelledBy = document.getElementById(element.getAttribute("aria-labelledby") ?? "");
    if (labelledBy !== null) return textOf(labelledBy, 100);
    let at: Element | null = element;
    for (let steps = 0; at !== null && steps < 8; steps += 1) {
      const before: Element | null = at.previousElementSibling;
      if (before !== null && /^H[1-6]$/.test(before.tagName)) return textOf(before, 100);
      at = before ?? at.parentElement;
    }
    return "";
  };
  return { visible, cellOf, textOf, selectorOf, nameOf, hasBudget: () => budget > 0 };
}

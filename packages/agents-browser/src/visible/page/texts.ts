/// <reference lib="dom" />
import type { Colors, Rgba } from "./colors.ts";
import type { Dom } from "./dom.ts";
import type { Area, Scopes, Sight } from "./scopes.ts";

/** What the walk found out about an element's text. */
interface Seen {
  /** Whether text that lies directly in it can be read. */
  readonly isReadable: boolean;
  readonly isBlock: boolean;
}

/** Which text of a page people can read. */
export function createTexts(dom: Dom, colors: Colors, scopes: Scopes) {
  const seen = new Map<Element, Seen>();
  /** One for all: each that is alive slows down every change of the document. */
  let range: Range | undefined;

  /** What is painted behind an element at the middle of its text; "picture" for what has no one colour. */
  const painted = (element: Element, box: Area): Rgba | "picture" | undefined => {
    const stack = dom.hits((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    for (const behind of stack.slice(stack.indexOf(element) + 1).slice(0, 20)) {
      const style = getComputedStyle(behind);
      if (style.backgroundImage !== "none") return "picture";
      if (/^(?:img|canvas|video|svg|iframe|object)$/.test(dom.tag(behind))) return "picture";
      const color = colors.read(style.backgroundColor);
      if (color && color[3] > 0.5) return color;
    }
    return undefined;
  };

  const hasContrast = (element: Element, sight: Sight, box: Area): boolean => {
    const { style, inner } = sight;
    const behind = inner?.background;
    if (!inner || !behind || style.textShadow !== "none") return true;
    const fill = style.webkitTextFillColor;
    const color = colors.read(fill === "" ? style.color : fill);
    if (!color) return true;
    const shown = colors.over([color[0], color[1], color[2], color[3] * inner.opacity], behind);
    if (colors.contrast(shown, behind) >= 1.1) return true;
    if (color[3] * inner.opacity < 0.1) return false;
    const isInView =
      box.right > 0 && box.bottom > 0 && box.left < window.innerWidth && box.top < window.innerHeight;
    if (!isInView) return inner.isLoose;
    // Things may be placed over others than their ancestors: what counts is what is painted there.
    const found = painted(element, box);
    return found === "picture" || (found !== undefined && colors.contrast(color, found) >= 1.1);
  };

  const isReadable = (element: Element, sight: Sight, texts: readonly Text[]): boolean => {
    const { style, inner, box } = sight;
    if (!inner || style.visibility !== "visible" || Number.parseFloat(style.fontSize) < 1) return false;
    const isPlaced =
      sight.isSeen && Math.abs(Number.parseFloat(style.textIndent)) < 100 && box.right - box.left > 1;
    let place: Area = box;
    if (!isPlaced || inner.flow !== sight.areas) {
      range ??= dom.range();
      range.setStartBefore(texts[0]!);
      range.setEndAfter(texts.at(-1)!);
      place = range.getBoundingClientRect();
      if (!scopes.meets(place, inner.flow.reach)) return false;
    }
    return hasContrast(element, sight, place);
  };

  return {
    /** Notes an element of the walk; tells whether text directly in it can be read. */
    note(element: Element, sight: Sight, children: readonly Node[]): boolean {
      const texts = children.filter(
        (child): child is Text => dom.isText(child) && /\S/.test(dom.data(child)),
      );
      const readable = texts.length > 0 && isReadable(element, sight, texts);
      const { display } = sight.style;
      seen.set(element, {
        isReadable: readable,
        isBlock: !display.startsWith("inline") && display !== "contents",
      });
      return readable;
    },
    isBlock: (element: Element): boolean => seen.get(element)?.isBlock ?? false,
    isSeen: (element: Element): boolean => seen.has(element),

    /** The readable text of an element, with single spaces; `isInline` leaves out what forms blocks of its own. */
    of(element: Element, most: number, isInline = false): string {
      let text = "";
      let looked = 0;
      const add = (node: Node, depth: number): void => {
        looked += 1;
        if (text.length > most * 2 || looked > 3000 || depth > 200) return;
        if (dom.isText(node)) {
          text += dom.data(node).slice(0, most * 2);
          return;
        }
        if (!dom.isElement(node)) return;
        const own = seen.get(node);
        if (!own) return;
        const tag = dom.tag(node);
        if (tag === "textarea" || tag === "select") return;
        if (isInline && depth > 0 && own.isBlock) {
          text += " ";
          return;
        }
        if (tag === "br" || own.isBlock) text += " ";
        if (tag === "img") text += dom.attribute(node, "alt") ?? "";
        for (const child of dom.children(node)) {
          // Blanks between inline elements part their words, though nothing there is read itself.
          if (dom.isText(child) && !own.isReadable) text += /\S/.test(dom.data(child)) ? "" : " ";
          else add(child, depth + 1);
        }
        if (own.isBlock) text += " ";
      };
      add(element, 0);
      return text.replace(/\s+/g, " ").trim().slice(0, most);
    },
  };
}

export type Texts = ReturnType<typeof createTexts>;

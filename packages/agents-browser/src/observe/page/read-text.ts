/// <reference lib="dom" />
import type { Covers } from "../../visible/page/covers.ts";
import type { Dom } from "../../visible/page/dom.ts";
import type { Scope, Scopes, Sight } from "../../visible/page/scopes.ts";
import type { Texts } from "../../visible/page/texts.ts";

/** What a frame reads like: lines, with the numbers of frames where those stand. */
interface RawReading {
  lines: (string | { frame: number })[];
  links: { text: string; url: string }[];
  title: string;
  isTruncated: boolean;
}

/** What the code inside a frame is asked for. */
export interface ReadRequest {
  readonly snapshotId: string;
  readonly maxCharacters: number;
  readonly maxLinks: number;
  readonly maxNodes: number;
  readonly budgetMs: number;
}

/** Reads a frame's visible text in reading order: headings with `#`, items with `-` or their number, rows with `|`. */
export function createReader(dom: Dom, scopes: Scopes, texts: Texts, coverOf: Covers) {
  const skipped = new Set(
    "script style template noscript head meta link title datalist select textarea canvas svg object audio video".split(
      " ",
    ),
  );

  return function read(request: ReadRequest, idOf: (element: Element) => number) {
    const reading: RawReading = {
      lines: [],
      links: [],
      title: dom.title().slice(0, 1000),
      isTruncated: false,
    };
    const frames: Element[] = [];
    const endsAt = dom.now() + request.budgetMs;
    let line = "";
    let prefix = "";
    let characters = 0;
    let nodes = 0;
    /** More than 0 within a row, whose blocks stay on one line. */
    let rows = 0;

    const flush = (): void => {
      if (rows > 0) {
        line += " ";
        return;
      }
      const text = line
        .replace(/[^\S\n]+/g, " ")
        .replace(/ ?\n ?/g, "\n")
        .trim();
      line = "";
      if (text === "" || /^[|\s]*$/.test(text)) return;
      reading.lines.push(prefix + text);
      characters += prefix.length + text.length + 1;
      // The mark of an item stands before its first line only.
      prefix = prefix.replace(/\S/g, " ");
      if (characters > request.maxCharacters) reading.isTruncated = true;
    };

    /** Whether something opaque lies over a text for good: from under what floats over the page it is scrolled away. */
    const isBuried = (element: Element, sight: Sight): boolean => {
      const { style, box } = sight;
      if (style.display === "contents") return false;
      return coverOf({ element, box, sight }, true) === "hidden";
    };

    const numberOf = (item: Element, list: Element | undefined): string => {
      if (!list || dom.tag(list) !== "ol") return "-";
      const items = dom.children(list).filter((child) => dom.isElement(child) && dom.tag(child) === "li");
      return `${items.indexOf(item) + 1}.`;
    };

    const visit = (element: Element, scope: Scope, depth: number, indent: number): void => {
      const tag = dom.tag(element);
      if (skipped.has(tag)) return;
      nodes += 1;
      if (nodes > request.maxNodes || depth > 700 || ((nodes & 31) === 0 && dom.now() > endsAt)) {
        reading.isTruncated = true;
      }
      if (reading.isTruncated) return;
      const sight = scopes.enter(element, scope);
      if (tag === "br") {
        line += rows > 0 ? " " : "\n";
        return;
      }
      if ((tag === "iframe" || tag === "frame") && sight.isSeen) {
        flush();
        if (rows === 0) {
          reading.lines.push({ frame: idOf(element) });
          frames.push(element);
        }
        return;
      }
      if (!sight.inner) return;
      const isClosed = tag === "details" && !dom.has(element, "open");
      const children = dom.children(element);
      const isReadable = texts.note(element, sight, isClosed ? [] : children) && !isBuried(element, sight);
      const { display } = sight.style;
      const isBlock = !display.startsWith("inline") && display !== "contents";
      const isCell = display === "table-cell";
      const isRow = display === "table-row";
      if (isCell) line += line.trim() === "" ? "" : " | ";
      else if (isBlock) flush();
      const outerPrefix = prefix;
      const heading = /^h([1-6])$/.exec(tag);
      if (heading && rows === 0) prefix = `${"#".repeat(Number(heading[1]))} `;
      let innerIndent = indent;
      if (tag === "li" && rows === 0) {
        prefix = `${"  ".repeat(indent)}${numberOf(element, dom.parent(element))} `;
        innerIndent += 1;
      }
      if (isRow) rows += 1;
      const isPre = sight.style.whiteSpace.startsWith("pre");
      let summary: Element | undefined;
      for (const child of children) {
        if (dom.isText(child)) {
          const whole = dom.data(child);
          const text = whole.slice(0, request.maxCharacters);
          if (isReadable && text.length < whole.length) reading.isTruncated = true;
          if (!isReadable && !/\S/.test(whole) && line !== "") line += " ";
          if (isReadable) line += isPre && rows === 0 ? text : text.replace(/\s+/g, " ");
        } else if (dom.isElement(child)) {
          if (isClosed && (summary || dom.tag(child) !== "summary")) continue;
          if (isClosed) summary = child;
          visit(child, sight.inner, depth + 1, innerIndent);
        }
      }
      if (isRow) rows -= 1;
      if (isBlock && !isCell) flush();
      prefix = outerPrefix;
      if (tag === "a" && element instanceof HTMLAnchorElement && dom.has(element, "href") && sight.isSeen) {
        if (reading.links.length >= request.maxLinks) reading.isTruncated = true;
        else {
          const [picture] = dom.all(element, "img[alt]");
          const text =
            texts.of(element, 200) ||
            dom.attribute(element, "aria-label") ||
            (picture && dom.attribute(picture, "alt"));
          reading.links.push({ text: (text || "").slice(0, 200), url: element.href.slice(0, 2000) });
        }
      }
    };

    const root = dom.root();
    if (root) visit(root, scopes.root(), 0, 0);
    flush();
    return { reading, frames };
  };
}

/// <reference lib="dom" />
import type { Covers } from "./page/covers.ts";
import type { Dom } from "./page/dom.ts";
import type { Scopes, Sight } from "./page/scopes.ts";
import type { Texts } from "./page/texts.ts";

/** Reads in a page what a person can see of it. */
export interface VisibleReader {
  /** Whether an element, or something in it, can be seen: rendered, opaque, of some size, reachable, not clipped away, and not under something opaque. */
  isVisible(element: Element): boolean;
  /** The text that can be read in a node, at most `limit` characters; lines for blocks, tabs between cells; without what is left out. */
  textOf(node: Node, limit: number, isLeftOut?: (element: Element) => boolean): string;
}

/**
 * Makes a reader, inside the page: its text is sent there, so it is closed over nothing. What is visible is told by the
 * same rules as in observations, but for what is scrolled out from under a bar that floats: that counts as visible here.
 */
export function createVisibleReader(dom: Dom, scopes: Scopes, texts: Texts, coverOf: Covers): VisibleReader {
  const sights = new Map<Element, Sight | undefined>();
  const readable = new Map<Element, boolean>();
  const deepest = 5000;
  /** Only what is in view is looked for under something else; a page that fills its view with more than this pays for no more. */
  let looksLeft = 5000;
  const buried = new Map<Element, boolean>();
  const isBuried = (element: Element, sight: Sight): boolean => {
    const known = buried.get(element);
    if (known !== undefined) return known;
    if (looksLeft <= 0 || !scopes.meets(sight.box, sight.areas.view)) return false;
    looksLeft -= 1;
    const is = coverOf({ element, box: sight.box, sight }, true) === "hidden";
    buried.set(element, is);
    return is;
  };

  /** Whether an element's parent shows it at all. */
  const isLaidOutIn = (parent: Element, element: Element): boolean => {
    if (dom.tag(parent) === "details" && !dom.has(parent, "open")) {
      const isSummary = (node: Node): node is Element => dom.isElement(node) && dom.tag(node) === "summary";
      return dom.children(parent).find(isSummary) === element;
    }
    // What a shadow root gives no slot is nowhere.
    return !dom.hasShadow(parent) || dom.isInShadowOf(element, parent);
  };

  /** How an element is seen; `undefined` when something around it hides all that is within. */
  const sightOf = (element: Element): Sight | undefined => {
    const chain: Element[] = [];
    let at: Element | undefined = element;
    while (at && !sights.has(at) && chain.length < deepest) {
      chain.push(at);
      at = dom.parent(at);
    }
    let outer = at;
    for (const inner of chain.reverse()) {
      const scope = outer
        ? isLaidOutIn(outer, inner)
          ? sights.get(outer)?.inner
          : undefined
        : inner === dom.root()
          ? scopes.root()
          : undefined;
      sights.set(inner, scope && scopes.enter(inner, scope));
      outer = inner;
    }
    return sights.get(element);
  };

  const isReadable = (element: Element): boolean => {
    const known = readable.get(element);
    if (known !== undefined) return known;
    const sight = sightOf(element);
    const isClosed = dom.tag(element) === "details" && !dom.has(element, "open");
    const can =
      sight?.inner !== undefined &&
      !isClosed &&
      texts.note(element, sight, dom.children(element)) &&
      !isBuried(element, sight);
    readable.set(element, can);
    return can;
  };

  const isVisible = (element: Element): boolean => {
    const select = dom.tag(element) === "option" ? element.closest("select") : null;
    const waiting: Element[] = [select ?? element];
    for (let looked = 0; waiting.length > 0 && looked < 500; looked += 1) {
      const one = waiting.pop()!;
      const sight = sightOf(one);
      if ((sight?.isSeen === true && !isBuried(one, sight)) || isReadable(one)) return true;
      if (sight?.inner === undefined) continue;
      // Floats and absolute children do not give their parent a size.
      const children = dom.children(one).filter((child) => dom.isElement(child));
      waiting.push(...children.slice(0, 50).reverse());
    }
    return false;
  };

  const skipped = new Set("script style template noscript head datalist option optgroup textarea".split(" "));

  const textOf = (root: Node, limit: number, isLeftOut?: (element: Element) => boolean): string => {
    let text = "";
    /** A break that is only written when text follows. */
    let pending = "";
    const separate = (mark: string): void => {
      if (text === "") return;
      if (mark === "\n" || (mark === "\t" && pending !== "\n") || pending === "") pending = mark;
    };
    const write = (words: string): void => {
      if (words === "") return;
      text += pending + words;
      pending = "";
    };
    const readText = (node: Text, parent: Element): void => {
      const content = dom.data(node).slice(0, limit + 1);
      if (content.trim() === "") {
        if (content !== "") separate(" ");
        return;
      }
      if (!isReadable(parent)) return;
      if (/^\s/.test(content)) separate(" ");
      const keepsLines = sightOf(parent)!.style.whiteSpace.startsWith("pre");
      write(keepsLines ? content.trim() : content.trim().replace(/\s+/g, " "));
      if (/\s$/.test(content)) separate(" ");
    };
    /** Writes what stands before an element's children, and tells whether to go on with them. */
    const begin = (element: Element): boolean => {
      const tag = dom.tag(element);
      if (skipped.has(tag) || isLeftOut?.(element) === true) return false;
      if (tag === "br") separate("\n");
      const sight = sightOf(element);
      if (sight?.inner === undefined) return false;
      if (element instanceof HTMLSelectElement) {
        if (sight.isSeen && !isBuried(element, sight)) {
          const chosen = Array.from(element.selectedOptions, (option) => option.text.trim());
          write(chosen.join(", ").slice(0, limit));
        }
        return false;
      }
      if (element instanceof HTMLInputElement) {
        const isButton = /^(?:submit|button|reset)$/.test(element.type);
        if (isButton && sight.isSeen && !isBuried(element, sight)) write(element.value.slice(0, limit));
        return false;
      }
      return true;
    };
    const markOf = (element: Element): string => {
      const { display } = sightOf(element)!.style;
      if (display === "table-cell") return "\t";
      return /^(?:inline|ruby|contents)/.test(display) ? "" : "\n";
    };

    /** Nodes to read with the element around them, and breaks. */
    const waiting: (readonly [node: Node, parent: Element | undefined] | string)[] = [];
    const wait = (nodes: readonly Node[], parent: Element | undefined): void => {
      for (let index = nodes.length - 1; index >= 0; index -= 1) waiting.push([nodes[index]!, parent]);
    };
    wait([root], dom.isText(root) ? dom.parentOfText(root) : undefined);
    for (let looked = 0; waiting.length > 0 && text.length <= limit && looked < 500_000; looked += 1) {
      const next = waiting.pop()!;
      if (typeof next === "string") {
        separate(next);
        continue;
      }
      const [node, parent] = next;
      if (dom.isText(node)) {
        if (parent) readText(node, parent);
      } else if (dom.isElement(node)) {
        if (!begin(node)) continue;
        const mark = markOf(node);
        if (mark !== "") {
          separate(mark);
          waiting.push(mark);
        }
        wait(dom.children(node), node);
      } else if (node instanceof Document || node instanceof DocumentFragment) {
        wait(dom.childrenOfNode(node), undefined);
      }
    }
    return text.slice(0, limit);
  };
  return { isVisible, textOf };
}

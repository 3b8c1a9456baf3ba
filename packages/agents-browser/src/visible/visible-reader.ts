/// <reference lib="dom" />

/** Reads in a page what a person can see of it. */
export interface VisibleReader {
  /** Whether an element's box can be seen: rendered, opaque, of some size, reachable and not clipped away. */
  isVisible(element: Element): boolean;
  /** The text that can be read in a node, at most `limit` characters; lines for blocks, tabs between cells. */
  textOf(node: Node, limit: number): string;
}

/**
 * Makes a reader, inside the page: its text is sent there, so it is closed over nothing.
 *
 * Hidden is what has no box, is transparent, smaller than a letter, left or above of what can be scrolled to, clipped
 * away by an ancestor, or of the colour of what it stands on. What merely lies under something else is not.
 */
export function createVisibleReader(): VisibleReader {
  interface Style {
    readonly isShown: boolean;
    readonly clip: readonly [number, number, number, number] | undefined;
    readonly isInline: boolean;
    readonly keepsLines: boolean;
    readonly isReadable: boolean;
    readonly isCell: boolean;
  }
  const styles = new Map<Element, Style>();
  const clips = new Map<Element, readonly [number, number, number, number] | undefined>();
  const skipped = new Set([
    "SCRIPT",
    "STYLE",
    "TEMPLATE",
    "NOSCRIPT",
    "HEAD",
    "DATALIST",
    "OPTION",
    "OPTGROUP",
  ]);

  const parentOf = (element: Element): Element | null => {
    if (element.assignedSlot !== null) return element.assignedSlot;
    const root = element.parentNode;
    return root instanceof ShadowRoot ? root.host : element.parentElement;
  };
  const intersect = (
    one: readonly [number, number, number, number] | undefined,
    other: readonly [number, number, number, number],
  ): readonly [number, number, number, number] =>
    one === undefined
      ? other
      : [
          Math.max(one[0], other[0]),
          Math.max(one[1], other[1]),
          Math.min(one[2], other[2]),
          Math.min(one[3], other[3]),
        ];
  /** What of an element's content its ancestors and itself let through, in the page's coordinates. */
  const clipOf = (element: Element | null): readonly [number, number, number, number] | undefined => {
    const chain: Element[] = [];
    let known: readonly [number, number, number, number] | undefined;
    for (let at = element; at !== null; at = parentOf(at)) {
      if (clips.has(at)) {
        known = clips.get(at);
        break;
      }
      chain.push(at);
    }
    for (const at of chain.reverse()) {
      const style = getComputedStyle(at);
      const isRoot = at === document.documentElement || at === document.body;
      if (!isRoot && style.position === "fixed") known = undefined;
      const hides = (value: string): boolean => value === "hidden" || value === "clip";
      const isClipped =
        (!isRoot && (hides(style.overflowX) || hides(style.overflowY))) || style.clip !== "auto";
      if (isClipped || style.clipPath.startsWith("inset") || style.clipPath.startsWith("circle(0")) {
        const box = at.getBoundingClientRect();
        let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
        if (!hides(style.overflowX) && style.clip === "auto") [left, right] = [-Infinity, Infinity];
        if (!hides(style.overflowY) && style.clip === "auto") [top, bottom] = [-Infinity, Infinity];
        const rect = /^rect\(([^)]*)\)$/
          .exec(style.clip)?.[1]
          ?.split(/[\s,]+/)
          .map(Number.parseFloat);
        const isNothing =
          (rect !== undefined && (rect[1] - rect[3] <= 1 || rect[2] - rect[0] <= 1)) ||
          /^inset\((?:100|[5-9]\d(?:\.\d+)?)%\)$/.test(style.clipPath) ||
          style.clipPath.startsWith("circle(0");
        if (isNothing) [left, top, right, bottom] = [0, 0, 0, 0];
        known = intersect(known, [left, top, right, bottom]);
      }
      clips.set(at, known);
    }
    return known;
  };
  const channels = (color: string): readonly number[] => {
    const found =
      /^rgba?\(([^)]*)\)$/
        .exec(color)?.[1]
        ?.split(/[\s,/]+/)
        .map(Number.parseFloat) ?? [];
    return found.length < 3 ? [] : [found[0], found[1], found[2], found[3] ?? 1];
  };
  const isReadable = (element: Element, style: CSSStyleDeclaration): boolean => {
    if (Number.parseFloat(style.fontSize) < 2) return false;
    const ink = channels(style.getPropertyValue("-webkit-text-fill-color") || style.color);
    if (ink.length === 0 || style.getPropertyValue("-webkit-background-clip") === "text") return true;
    if (ink[3] < 0.05) return false;
    for (let at: Element | null = element; at !== null; at = parentOf(at)) {
      const below = at === element ? style : getComputedStyle(at);
      if (below.backgroundImage !== "none") return true;
      const ground = channels(below.backgroundColor);
      if (ground.length === 0) return true;
      if (ground[3] > 0.9) return [0, 1, 2].some((index) => Math.abs(ink[index] - ground[index]) > 8);
      // What lies under a positioned element is not known from its ancestors.
      if (ground[3] > 0 || /^(?:absolute|fixed)$/.test(below.position)) return true;
    }
    // Nothing is painted: the page is white, or dark where it says that it can be.
    return style.colorScheme.includes("dark") || [0, 1, 2].some((index) => ink[index] < 247);
  };
  const styleOf = (element: Element): Style => {
    const known = styles.get(element);
    if (known !== undefined) return known;
    const style = getComputedStyle(element);
    const isContents = style.display === "contents";
    const parent = isContents ? parentOf(element) : null;
    const made: Style = {
      isShown: isContents
        ? parent === null || styleOf(parent).isShown
        : element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }),
      clip: clipOf(element),
      isInline: isContents || style.display.startsWith("inline") || style.display.startsWith("ruby"),
      keepsLines: style.whiteSpace.startsWith("pre"),
      isReadable: isReadable(element, style),
      isCell: style.display === "table-cell",
    };
    styles.set(element, made);
    return made;
  };
  const isReachable = (
    box: DOMRect,
    clip: readonly [number, number, number, number] | undefined,
    smallest: number,
  ): boolean => {
    const [left, top, right, bottom] =
      clip === undefined
        ? [box.left, box.top, box.right, box.bottom]
        : intersect(clip, [box.left, box.top, box.right, box.bottom]);
    return (
      right - left > smallest &&
      bottom - top > smallest &&
      right + scrollX > 0 &&
      bottom + scrollY > 0 &&
      left < 1e6 &&
      top < 1e7
    );
  };
  const isVisible = (element: Element): boolean => {
    const select = element.tagName === "OPTION" ? element.closest("select") : null;
    if (select !== null) return isVisible(select);
    if (!element.isConnected || !styleOf(element).isShown) return false;
    const parent = parentOf(element);
    const clip = parent === null ? undefined : clipOf(parent);
    const own = clipOf(element);
    const isNothing = own !== undefined && own[0] >= own[2] && own[1] >= own[3];
    const boxes = element.getClientRects();
    for (let index = 0; index < Math.min(boxes.length, 50); index += 1)
      if (!isNothing && isReachable(boxes[index], clip, 0)) return true;
    // Floats and absolute children do not give their parent a size.
    if (boxes.length > 0 || getComputedStyle(element).display === "contents")
      for (const child of Array.from(element.children).slice(0, 50)) if (isVisible(child)) return true;
    return false;
  };

  const textOf = (root: Node, limit: number): string => {
    let text = "";
    /** Text, or a break that is only written when text follows. */
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
    const range = document.createRange();
    const readText = (node: Text, style: Style): void => {
      const content = node.data.slice(0, limit + 1);
      if (content.trim() === "") {
        if (content !== "") separate(" ");
        return;
      }
      if (!style.isShown || !style.isReadable) return;
      range.selectNodeContents(node);
      if (!isReachable(range.getBoundingClientRect(), style.clip, 1)) return;
      if (/^\s/.test(content)) separate(" ");
      write(style.keepsLines ? content.trim() : content.trim().replace(/\s+/g, " "));
      if (/\s$/.test(content)) separate(" ");
    };
    const nodes: (Node | string)[] = [root];
    let looked = 0;
    while (nodes.length > 0 && text.length <= limit && looked < 500_000) {
      const node = nodes.pop();
      looked += 1;
      if (typeof node === "string") separate(node);
      else if (node instanceof Text) {
        const parent = node.parentElement ?? (node.parentNode as ShadowRoot | null)?.host;
        const slot = node.assignedSlot;
        if (slot !== null || parent instanceof Element) readText(node, styleOf(slot ?? (parent as Element)));
      } else if (node instanceof Element) {
        const tag = node.tagName;
        if (skipped.has(tag.toUpperCase())) continue;
        if (tag === "BR") {
          separate("\n");
          continue;
        }
        const style = getComputedStyle(node);
        if (style.display === "none") continue;
        if (node instanceof HTMLSelectElement) {
          if (isVisible(node))
            write(
              Array.from(node.selectedOptions, (option) => option.text.trim())
                .join(", ")
                .slice(0, limit),
            );
          continue;
        }
        if (node instanceof HTMLInputElement) {
          if (/^(?:submit|button|reset)$/.test(node.type) && isVisible(node))
            write(node.value.slice(0, limit));
          continue;
        }
        if (node instanceof HTMLTextAreaElement) continue;
        const mark = styleOf(node).isCell ? "\t" : styleOf(node).isInline ? "" : "\n";
        if (mark !== "") {
          separate(mark);
          nodes.push(mark);
        }
        const children =
          node instanceof HTMLSlotElement && node.assignedNodes().length > 0
            ? node.assignedNodes({ flatten: true })
            : Array.from((node.shadowRoot ?? node).childNodes);
        for (let index = children.length - 1; index >= 0; index -= 1) nodes.push(children[index]);
      } else if (node instanceof Document || node instanceof DocumentFragment) {
        for (let child = node.lastChild; child !== null; child = child.previousSibling) nodes.push(child);
      }
    }
    return text.slice(0, limit);
  };
  return { isVisible, textOf };
}

/// <reference lib="dom" />
import type { Dom } from "../../visible/page/dom.ts";
import type { Roles } from "./roles.ts";
import type { Area, Scope, Scopes, Sight } from "../../visible/page/scopes.ts";
import type { Texts } from "../../visible/page/texts.ts";

/** Something that may be listed. */
export interface Candidate {
  readonly element: Element;
  readonly role: string;
  readonly isInteractive: boolean;
  readonly sight: Sight;
  readonly box: Area;
  /** The candidate around it. */
  readonly outer: Candidate | undefined;
  /** What its text is: all that is within, what lies in the same lines, or nothing since the text is that of others. */
  readonly reads: "all" | "inline" | "none";
  /** The place in the list, once it is chosen. */
  index: number;
}

/** What a walk found, in document order. */
export interface Walk {
  readonly candidates: Candidate[];
  readonly lookedAt: number;
  readonly isTruncated: boolean;
}

/** What holds for the nodes within an element. */
interface Place {
  readonly scope: Scope;
  readonly outer: Candidate | undefined;
  /** Whether the text within is already told by a candidate: "inline" for what lies in the same lines. */
  readonly told: "" | "inline" | "all";
  readonly isIcon: boolean;
  readonly depth: number;
}

/** Walks through all that is laid out, shadow roots and slots included. */
export function createWalker(dom: Dom, scopes: Scopes, roles: Roles, texts: Texts) {
  const skipped = new Set(
    "script style template noscript head meta link title datalist base source track".split(" "),
  );
  const leaves = new Set(
    (
      "button link heading option tab menuitem menuitemcheckbox menuitemradio treeitem checkbox radio switch textbox " +
      "searchbox spinbutton slider progressbar meter img tooltip"
    ).split(" "),
  );
  const readers = new Set([
    "cell",
    "gridcell",
    "columnheader",
    "rowheader",
    "listitem",
    "term",
    "definition",
    "caption",
  ]);
  /** What says something even where it holds no text. */
  const alwaysListed = new Set(
    (
      "img graphic iframe progressbar meter table grid treegrid row dialog alertdialog form tablist tabpanel menu " +
      "menubar video audio list radiogroup toolbar tree navigation main region"
    ).split(" "),
  );

  return function walk(maxNodes: number, endsAt: number): Walk {
    const candidates: Candidate[] = [];
    let lookedAt = 0;
    let isTruncated = false;

    const boxOfText = (element: Element): Area => {
      const range = dom.range();
      range.selectNodeContents(element);
      return range.getBoundingClientRect();
    };

    /** A small picture that is drawn as a background. */
    const isPictogram = ({ style, box }: Sight, children: readonly Node[]): boolean => {
      const [width, height] = [box.right - box.left, box.bottom - box.top];
      if (width < 8 || height < 8 || width > 64 || height > 64) return false;
      return style.backgroundImage.startsWith("url(") && !children.some((child) => dom.isElement(child));
    };

    /** A label, where the box or circle that it belongs to is drawn by the label instead. */
    const standsFor = (element: Element, tag: string): string => {
      if (tag !== "label") return "";
      const control = (element as HTMLLabelElement).control;
      if (!control || dom.tag(control) !== "input") return "";
      const type = (dom.attribute(control, "type") ?? "").toLowerCase();
      if (type !== "checkbox" && type !== "radio" && type !== "file") return "";
      const style = getComputedStyle(control);
      const box = dom.rectangle(control);
      const isHidden =
        style.display === "none" ||
        style.visibility !== "visible" ||
        Number.parseFloat(style.opacity) <= 0.02 ||
        box.right - box.left <= 1 ||
        box.right <= 0 ||
        style.clip.startsWith("rect(");
      return isHidden ? (type === "file" ? "button" : type) : "";
    };

    const drawsPicture = ({ style, box }: Sight, children: readonly Node[]): boolean =>
      style.content.startsWith("url(") ||
      (children.length === 0 &&
        box.right - box.left <= 64 &&
        box.bottom - box.top <= 64 &&
        style.backgroundImage.startsWith("url("));

    const visit = (element: Element, place: Place): void => {
      const tag = dom.tag(element);
      if (skipped.has(tag)) return;
      lookedAt += 1;
      if (lookedAt > maxNodes || place.depth > 700 || ((lookedAt & 31) === 0 && dom.now() > endsAt)) {
        isTruncated = true;
        return;
      }
      const sight = scopes.enter(element, place.scope);
      if (!sight.inner && !sight.isSeen) return;
      const children = sight.inner ? dom.children(element) : [];
      const isClosed = tag === "details" && !dom.has(element, "open");
      const isReadable = texts.note(element, sight, isClosed ? [] : children);
      const standing = standsFor(element, tag);
      const kind = standing
        ? { role: standing, isInteractive: true }
        : roles.tell(element, sight.inner?.cursor ?? sight.style.cursor, place.scope.cursor);
      const isShape = tag !== "svg" && element instanceof SVGElement;
      const isIcon =
        place.isIcon || (tag === "svg" && (place.told === "all" || sight.box.right - sight.box.left <= 40));
      let { role, isInteractive } = kind;
      if (isShape && !isIcon && (role === "" || role === "generic")) {
        if (roles.isShape(tag)) [role, isInteractive] = ["graphic", true];
        else if (tag === "text") role = "text";
      }
      if (role === "" && place.told === "" && isPictogram(sight, children))
        [role, isInteractive] = ["img", true];
      if (
        role === "" &&
        tag === "svg" &&
        isIcon &&
        place.told !== "all" &&
        dom.all(element, ":scope > title").length > 0
      )
        role = "img";
      // A picture that a style sheet puts there: instead of the content, or behind an empty box of an icon's size.
      if (role === "" && drawsPicture(sight, children)) role = "img";
      if (isIcon && tag !== "svg" && isShape) role = "";
      if (place.told === "all" && !isInteractive && !alwaysListed.has(role)) role = "";
      if (role === "img" && place.told === "all" && !isInteractive) role = "";
      // The text of SVG lies in pieces within it.
      const hidesText = role === "text" && !isReadable && !isShape;
      if (hidesText) role = "";
      const readsText = isReadable && place.told === "";
      if (role === "" && readsText) role = "text";
      if (
        role === "" &&
        /auto|scroll/.test(sight.style.overflowX + sight.style.overflowY) &&
        tag !== "body" &&
        tag !== "html"
      ) {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
        if (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1) role = "generic";
      }
      const { box } = sight;
      const isLaidOut = sight.isSeen || (sight.style.visibility === "visible" && isReadable);
      let candidate = place.outer;
      let told = place.told;
      if (role !== "" && isLaidOut) {
        candidate = {
          element,
          role,
          isInteractive,
          sight,
          box: sight.isSeen ? box : boxOfText(element),
          outer: place.outer,
          reads:
            leaves.has(role) || (role === "generic" && isInteractive)
              ? "all"
              : isReadable || readers.has(role)
                ? "inline"
                : "none",
          index: -1,
        };
        candidates.push(candidate);
        if (leaves.has(role)) told = "all";
        else if (told === "" && (isReadable || readers.has(role))) told = "inline";
      } else if (told === "inline" && texts.isBlock(element)) told = "";
      if (!sight.inner || tag === "select" || tag === "textarea") return;
      const inner: Place = { scope: sight.inner, outer: candidate, told, isIcon, depth: place.depth + 1 };
      let summary: Element | undefined;
      for (const child of children) {
        if (isTruncated) return;
        if (!dom.isElement(child)) continue;
        const childTag = dom.tag(child);
        if (isClosed) {
          // The first summary is all that closed details show; within the browser's own shadow root it is slotted.
          if (childTag !== "summary" || summary) continue;
          summary = child;
        }
        visit(child, inner);
      }
    };

    const documentElement = dom.root();
    if (documentElement) {
      visit(documentElement, { scope: scopes.root(), outer: undefined, told: "", isIcon: false, depth: 0 });
    }
    return { candidates, lookedAt, isTruncated };
  };
}

export type Walker = ReturnType<typeof createWalker>;

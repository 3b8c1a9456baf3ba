/// <reference lib="dom" />
import type { Colors, Rgba } from "./colors.ts";
import type { Dom } from "./dom.ts";

/** Edges in CSS pixels of the frame's visible part. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where content may be seen: at all, perhaps after scrolling, and right now. */
interface Areas {
  readonly reach: Area;
  readonly view: Area;
}

/** What an element's ancestors decide about how it is seen. */
export interface Scope {
  readonly flow: Areas;
  /** Of what is placed freely: asked for seldom, and dear. */
  absolute(): Areas;
  fixed(): Areas;
  readonly opacity: number;
  /** What lies behind text; `undefined` where an image does. */
  readonly background: Rgba | undefined;
  /** Whether something was placed freely since that background, so that it may lie over something else. */
  readonly isLoose: boolean;
  readonly cursor: string;
}

/** An element as it is seen, and what holds for its content. */
export interface Sight {
  readonly style: CSSStyleDeclaration;
  readonly box: Area;
  readonly isSeen: boolean;
  readonly areas: Areas;
  /** `undefined` when nothing within can be seen. */
  readonly inner: Scope | undefined;
}

/** Follows visibility from the root inwards. */
export function createScopes(dom: Dom, colors: Colors) {
  const nowhere: Area = { left: 0, top: 0, right: 0, bottom: 0 };
  const intersect = (a: Area, b: Area): Area => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  /** One pixel is what pages leave of text that only screen readers shall find. */
  const isNothing = (area: Area): boolean => area.right - area.left <= 1 || area.bottom - area.top <= 1;
  const meets = (box: Area, area: Area): boolean => !isNothing(intersect(box, area));

  const root = (): Scope => {
    const { innerWidth: width, innerHeight: height, scrollX, scrollY } = window;
    const view = { left: 0, top: 0, right: width, bottom: height };
    const html = dom.root();
    const isRightToLeft = html !== null && getComputedStyle(html).direction === "rtl";
    const left = isRightToLeft ? -Infinity : -scrollX;
    const reach = { left, top: -scrollY, right: Infinity, bottom: Infinity };
    const areas = { reach, view };
    const isDark = html !== null && getComputedStyle(html).colorScheme.includes("dark");
    const background: Rgba | undefined = isDark ? undefined : [255, 255, 255, 1];
    const fixed = { reach: view, view };
    return {
      flow: areas,
      absolute: () => areas,
      fixed: () => fixed,
      opacity: 1,
      background,
      isLoose: false,
      cursor: "auto",
    };
  };

  /** Whether a `clip-path` or `clip` leaves nothing. */
  const isCutAway = (style: CSSStyleDeclaration, box: Area): boolean => {
    const { clipPath } = style;
    if (style.position === "absolute" || style.position === "fixed") {
      const clip = /^rect\(([^)]*)\)$/.exec(style.clip)?.[1];
      const edges = clip?.split(/[ ,]+/).map((edge) => Number.parseFloat(edge));
      if (edges?.every((edge) => !Number.isNaN(edge))) {
        const [top = 0, right = 0, bottom = 0, left = 0] = edges;
        if (right - left <= 1 || bottom - top <= 1) return true;
      }
    }
    if (clipPath === "none" || clipPath === "") return false;
    const shape = /^([a-z-]+)\((.{0,2000})\)/.exec(clipPath);
    if (!shape) return false;
    const [, kind, rest = ""] = shape;
    const length = (text: string, whole: number): number =>
      text.endsWith("%") ? (Number.parseFloat(text) / 100) * whole : Number.parseFloat(text);
    if (kind === "inset") {
      const sides = (rest.split(" round ")[0] ?? "").split(" ");
      const [top = "0", right = top, bottom = top, left = right] = sides;
      const height = box.bottom - box.top;
      const width = box.right - box.left;
      return (
        length(top, height) + length(bottom, height) >= height - 1 ||
        length(left, width) + length(right, width) >= width - 1
      );
    }
    if (kind === "circle" || kind === "ellipse") return /^0(px|%)?( |$)/.test(rest);
    if (kind === "polygon") {
      const points = rest.split(",").map((point) => point.trim());
      return points.every((point) => point === points[0]);
    }
    return false;
  };

  /** What an element with `overflow` other than visible leaves of its content's areas. */
  const clipContent = (element: Element, style: CSSStyleDeclaration, box: Area, outer: Areas): Areas => {
    const { overflowX, overflowY } = style;
    if (overflowX === "visible" && overflowY === "visible") return outer;
    const tag = dom.tag(element);
    // Of the root and the body, the overflow is the window's.
    if (tag === "html" || tag === "body" || style.display === "inline") return outer;
    const view = intersect(outer.view, box);
    const visible = intersect(outer.reach, box);
    if (isNothing(visible)) {
      const isOpen = (overflow: string): boolean => overflow === "visible";
      // A box of no height that cuts sideways only still shows what flows out below.
      if (!isOpen(overflowX) && !isOpen(overflowY)) return { reach: nowhere, view: nowhere };
    }
    const scrolls = (overflow: string): boolean => overflow === "auto" || overflow === "scroll";
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth } = element;
    let { left, right, top, bottom } = visible;
    if (overflowX === "visible") ({ left, right } = outer.reach);
    else if (scrolls(overflowX)) {
      const least = style.direction === "rtl" ? clientWidth - scrollWidth : 0;
      left = box.left + least - scrollLeft;
      right = left + scrollWidth + 1;
    }
    if (overflowY === "visible") ({ top, bottom } = outer.reach);
    else if (scrolls(overflowY)) {
      top = box.top - scrollTop;
      bottom = top + scrollHeight + 1;
    }
    return { reach: { left, right, top, bottom }, view };
  };

  const behind = (style: CSSStyleDeclaration, scope: Scope): Rgba | undefined => {
    if (style.backgroundImage !== "none") return undefined;
    const color = colors.read(style.backgroundColor);
    if (color === undefined || color[3] === 0) return scope.background;
    if (color[3] >= 1) return color;
    return scope.background && colors.over(color, scope.background);
  };

  /** What `filter` leaves of an opacity. */
  const filtered = (filter: string): number => {
    if (filter === "none" || filter === "") return 1;
    let left = 1;
    for (const [, amount = "1", unit] of filter.slice(0, 2000).matchAll(/\bopacity\(\s*([\d.]+)(%?)\s*\)/g))
      left *= Number.parseFloat(amount) / (unit === "%" ? 100 : 1);
    return left;
  };
  /** Whether a mask has only gradients of colours that let nothing through. */
  const isMaskedAway = (mask: string | undefined): boolean => {
    if (!mask || mask === "none" || mask.includes("url(")) return false;
    const shades = mask.slice(0, 5000).match(/\b(?:rgba?|color|oklch|oklab|lch|lab)\([^()]*\)/g) ?? [];
    return shades.length > 0 && shades.every((shade) => colors.read(shade)?.[3] === 0);
  };

  return {
    root,
    meets,
    intersect,
    /** Steps into an element. */
    enter(element: Element, scope: Scope): Sight {
      const style = getComputedStyle(element);
      const box = dom.rectangle(element);
      const { position } = style;
      const areas =
        position === "fixed" ? scope.fixed() : position === "absolute" ? scope.absolute() : scope.flow;
      const gone: Sight = { style, box, areas, isSeen: false, inner: undefined };
      if (style.display === "none") return gone;
      const ownOpacity = style.opacity;
      const opacity =
        (ownOpacity === "1" ? scope.opacity : scope.opacity * Number.parseFloat(ownOpacity)) *
        filtered(style.filter);
      if (opacity < 0.05 || isMaskedAway(style.maskImage)) return gone;
      if (dom.has(element, "inert") || isCutAway(style, box)) return gone;
      const isContents = style.display === "contents";
      const isSeen = !isContents && style.visibility === "visible" && meets(box, areas.reach);
      if (style.contentVisibility === "hidden") return { ...gone, isSeen };
      const flow = isContents ? scope.flow : clipContent(element, style, box, areas);
      let isKnownFrame: boolean | undefined;
      const isFrame = (): boolean =>
        (isKnownFrame ??=
          style.transform !== "none" || style.filter !== "none" || style.perspective !== "none");
      const background = behind(style, scope);
      const isFree = position === "absolute" || position === "fixed";
      return {
        style,
        box,
        areas,
        isSeen,
        inner: {
          flow,
          absolute: () => (position !== "static" || isFrame() ? flow : scope.absolute()),
          fixed: () => (isFrame() ? flow : scope.fixed()),
          opacity,
          background,
          isLoose: background === scope.background ? scope.isLoose || isFree : false,
          cursor: style.cursor,
        },
      };
    },
  };
}

export type Scopes = ReturnType<typeof createScopes>;

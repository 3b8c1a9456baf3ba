/// <reference lib="dom" />
import type { Colors } from "./colors.ts";
import type { Dom } from "./dom.ts";
import type { Area, Scopes, Sight } from "./scopes.ts";

/** What may lie under something else. */
interface Covered {
  readonly element: Element;
  readonly box: Area;
  readonly sight: Sight;
}

/** Tells what lies under something else, by looking at a few points of it. */
export function createCovers(dom: Dom, colors: Colors, scopes: Scopes) {
  const hit = (x: number, y: number): Element | undefined => {
    let found = dom.hit(x, y);
    for (let depth = 0; found?.shadowRoot && depth < 20; depth += 1) {
      const within = found.shadowRoot.elementFromPoint(x, y);
      if (!within || within === found) break;
      found = within;
    }
    return found ?? undefined;
  };
  const holds = (outer: Element, inner: Element): boolean => {
    let at: Element | undefined = inner;
    for (let depth = 0; at && depth < 800; depth += 1) {
      if (at === outer) return true;
      at = dom.parent(at);
    }
    return false;
  };
  /** Whether pictures behind an element's content leave nothing to shine through; of files that is not known, and held to be so. */
  const isOpaquePicture = (image: string): boolean => {
    if (image === "none") return false;
    const shades = image.includes("url(")
      ? []
      : (image.match(/\b(?:rgba?|color|oklch|oklab|lch|lab)\([^()]*\)/g) ?? []);
    return shades.every((shade) => (colors.read(shade)?.[3] ?? 1) > 0.9);
  };
  const hidesWhatIsBelow = (top: Element, below: Element, x: number, y: number): boolean => {
    let at: Element | undefined = top;
    for (let depth = 0; at && depth < 100 && !holds(at, below); depth += 1) {
      const style = getComputedStyle(at);
      if (Number.parseFloat(style.opacity) < 0.9) return false;
      const { left, right, top: upper, bottom } = dom.rectangle(at);
      // Beside its own box it is hit by what belongs to it, such as the backdrop of a dialog.
      if (x >= left && x <= right && y >= upper && y <= bottom) {
        if (/^(?:img|canvas|video|iframe|object|embed)$/.test(dom.tag(at))) return true;
        if (isOpaquePicture(style.backgroundImage)) return true;
        if ((colors.read(style.backgroundColor)?.[3] ?? 0) > 0.9) return true;
      }
      at = dom.parent(at);
    }
    return false;
  };
  /** Whether what lies under `cover` comes out from under it when it is scrolled; that what fills the window does not let happen. */
  const isPassing = (cover: Element, { areas: { reach, view } }: Sight): boolean => {
    const whole = (dom.scroller() ?? dom.root())?.scrollHeight ?? 0;
    const goesFurther =
      reach.bottom === Infinity ? whole > window.innerHeight + 1 : reach.bottom > view.bottom + 1;
    let at: Element | undefined = cover;
    for (let depth = 0; at && depth < 100; depth += 1) {
      const { position } = getComputedStyle(at);
      if (position === "sticky") return true;
      if (position === "fixed") {
        const { top, bottom } = dom.rectangle(at);
        const shown = Math.min(bottom, window.innerHeight) - Math.max(top, 0);
        return shown < 0.9 * window.innerHeight && (goesFurther || reach.top < view.top - 1);
      }
      at = dom.parent(at);
    }
    return false;
  };
  const isTied = (element: Element, other: Element): boolean => {
    if (holds(element, other) || holds(other, element)) return true;
    const labels = (element as HTMLInputElement).labels;
    return labels instanceof NodeList && [...labels].some((label) => holds(label, other));
  };

  /** "hidden" when nothing of it is seen, "blocked" when it shines through but cannot be clicked; `isForGood` leaves out what is scrolled away from under what floats. */
  return function coverOf(
    { element, box, sight }: Covered,
    isForGood = false,
  ): "hidden" | "blocked" | undefined {
    // Whatever cannot be hit lies above what is hit as well as below it.
    if (sight.style.pointerEvents === "none") return undefined;
    const seen = scopes.intersect(box, sight.areas.view);
    const width = seen.right - seen.left;
    const height = seen.bottom - seen.top;
    // A part that is out of view may be free.
    if (width < 2 || height < 2) return undefined;
    const isWhole = width * height >= 0.9 * (box.right - box.left) * (box.bottom - box.top);
    const places = [[0.5, 0.5], [0.15, 0.2], [0.85, 0.2], [0.15, 0.8], [0.85, 0.8]]; // prettier-ignore
    let cover: "hidden" | "blocked" = "hidden";
    for (const [across = 0, down = 0] of places) {
      const [x, y] = [seen.left + across * width, seen.top + down * height];
      const top = hit(x, y);
      if (!top || isTied(element, top)) return undefined;
      if (isForGood && isPassing(top, sight)) return undefined;
      if (!hidesWhatIsBelow(top, element, x, y)) cover = "blocked";
    }
    return isWhole || cover === "blocked" ? cover : undefined;
  };
}

export type Covers = ReturnType<typeof createCovers>;

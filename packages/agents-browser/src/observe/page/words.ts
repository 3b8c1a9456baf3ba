/// <reference lib="dom" />
import type { Dom } from "../../visible/page/dom.ts";

/** The words of an element's class, id, name, title and icon: what its author called it. */
export function createWords(dom: Dom) {
  /** Words that say how something looks, not what it is for. */
  const plain = new Set(
    (
      "a btn button buttons icon icons fa fas far fal fab fad glyphicon material mdi bi svg img image images ui link " +
      "symbol sprite small large lg sm md xs xl default primary secondary outline outlined solid regular round circle " +
      "active hover focus disabled item items inner outer wrapper container box div span input control widget state " +
      "corner all left right top bottom col row flex grid js css png jpg jpeg gif webp static assets media public href " +
      "toggle handle clickable pointer true false space triangle carat picker label"
    ).split(" "),
  );

  const split = (text: string): string[] =>
    text
      .slice(0, 500)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1 && word.length <= 40);

  const fileName = (address: string): string => {
    if (address.startsWith("data:") || address.startsWith("blob:")) return "";
    const path = address.slice(0, 2000).split(/[?#]/, 1)[0] ?? "";
    return (path.split("/").at(-1) ?? "").replace(/\.[a-z0-9]{2,5}$/i, "");
  };

  const pictured = (element: Element, tag: string): string[] => {
    if (tag === "img" || (tag === "input" && dom.attribute(element, "type") === "image")) {
      return split(fileName(dom.attribute(element, "src") ?? ""));
    }
    if (tag === "use") {
      const href = dom.attribute(element, "href") ?? dom.attribute(element, "xlink:href") ?? "";
      return split(href.slice(href.lastIndexOf("#") + 1));
    }
    return [];
  };

  return {
    /** Of the element itself, and of the icons right within it. */
    of(element: Element, style: CSSStyleDeclaration): { words: string[]; iconWords: string[] } {
      const own: string[] = [];
      for (const name of ["id", "name", "class", "title", "data-testid", "data-icon", "data-action"]) {
        const value = dom.attribute(element, name);
        if (value) own.push(...split(value));
      }
      const icons = pictured(element, dom.tag(element));
      const image = /url\("(.{1,2000}?)"\)/.exec(style.backgroundImage)?.[1];
      if (image) icons.push(...split(fileName(image)));
      let looked = 0;
      const look = (node: Element, depth: number): void => {
        for (const child of dom.children(node)) {
          if (!dom.isElement(child) || looked > 12 || depth > 3) continue;
          looked += 1;
          const tag = dom.tag(child);
          icons.push(...pictured(child, tag));
          if (/^(?:i|span|svg|img|use|em|ins)$/.test(tag)) {
            icons.push(
              ...split(`${dom.attribute(child, "class") ?? ""} ${dom.attribute(child, "data-icon") ?? ""}`),
            );
          }
          look(child, depth + 1);
        }
      };
      look(element, 0);
      return { words: [...new Set([...own, ...icons])].slice(0, 40), iconWords: icons };
    },

    /** The words that are most likely a name: those of the icon first, then the element's own. */
    nameFrom(words: readonly string[], iconWords: readonly string[]): string {
      const telling = (list: readonly string[]): string[] => [
        ...new Set(list.filter((word) => !plain.has(word) && /^(?:\p{L}{3,}|up|ok|go|no|on)$/u.test(word))),
      ];
      const icon = telling(iconWords);
      return (icon.length > 0 ? icon : telling(words)).slice(0, 3).join(" ");
    },
  };
}

export type Words = ReturnType<typeof createWords>;

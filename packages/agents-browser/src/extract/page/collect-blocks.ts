/// <reference lib="dom" />
import type { Grid } from "../grid.ts";
import type { CellReader } from "./cell-reader.ts";
import type { PartReader } from "./collect-parts.ts";

/** Finds repeated blocks of like structure: cards, items; runs in the page, closed over nothing. */
export function collectBlocks(reader: CellReader, parts: PartReader, roots: readonly Element[]): Grid[] {
  const { visible } = reader;
  const signature = (element: Element): string =>
    `${element.tagName} ${element.getAttribute("role") ?? ""} ${element.getAttribute("itemtype") ?? ""} ${
      Array.from(element.classList).find((name) => !/\d/.test(name)) ?? ""
    }`;
  const never = /^(?:TABLE|THEAD|TBODY|TFOOT|TR|SELECT|DL|SVG|svg|HEAD|P|SPAN|SCRIPT|STYLE|FORM|LABEL)$/;
  const groups = new Map<string, Element[]>();
  const parentKeys = new Map<Element, number>();
  const keyOf = (element: Element | null): number => {
    if (element === null) return 0;
    const known = parentKeys.get(element) ?? parentKeys.size + 1;
    parentKeys.set(element, known);
    return known;
  };
  let looked = 0;
  for (const root of roots)
    for (const parent of [root, ...Array.from(root.querySelectorAll("*"))]) {
      looked += 1;
      if (looked > 30_000) break;
      if (never.test(parent.tagName) || parent.childElementCount === 0) continue;
      const like = new Map<string, Element[]>();
      for (const child of parent.children) {
        if (
          /^(?:TR|TD|TH|DT|DD|OPTION|BR|HR|SCRIPT|STYLE|LINK|META|INPUT|BUTTON|LABEL|A|SPAN|B|I|EM|STRONG|H[1-6])$/.test(
            child.tagName,
          )
        )
          continue;
        const key = signature(child);
        const known = like.get(key);
        if (known === undefined) like.set(key, [child]);
        else known.push(child);
      }
      for (const [key, children] of like) {
        const isItem =
          children.length > 1 ||
          children[0].matches("[itemscope], article, li, [role=listitem], [role=article]");
        if (!isItem || children[0].childElementCount === 0) continue;
        // Cards in several rows are one list: their parents are alike, and siblings.
        const place = `${keyOf(parent === root ? parent : parent.parentElement)} ${signature(parent)} ${key}`;
        groups.set(place, [...(groups.get(place) ?? []), ...children]);
      }
    }
  const grids: Grid[] = [];
  const ranked = Array.from(groups.values())
    .sort((one, other) => other.length - one.length)
    .slice(0, 60);
  for (const group of ranked) {
    if (!reader.hasBudget()) break;
    const blocks =
      group.length > 10_000 ? group.slice(0, 20) : group.filter((block) => visible.isVisible(block));
    if (blocks.length === 0) continue;
    const list = blocks[0].parentElement ?? blocks[0];
    const label = reader.nameOf(list);
    const name = `${label === "" ? "" : `${label}: `}${reader.selectorOf(list)} > ${reader.selectorOf(blocks[0])}`;
    const grid = parts.gridOf(blocks, "blocks", name);
    grids.push({ ...grid, total: group.length > 10_000 ? group.length : blocks.length });
  }
  return grids;
}

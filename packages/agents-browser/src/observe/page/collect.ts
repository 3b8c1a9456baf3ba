/// <reference lib="dom" />
import type { Chooser } from "./choose.ts";
import type { Covers } from "../../visible/page/covers.ts";
import type { Dom } from "../../visible/page/dom.ts";
import type { Names } from "./names.ts";
import type { Neighbours } from "./neighbours.ts";
import type { CollectRequest, RawElement, RawSnapshot } from "./raw-snapshot.ts";
import type { States } from "./states.ts";
import type { Texts } from "../../visible/page/texts.ts";
import type { Candidate, Walker } from "./walk.ts";
import type { Words } from "./words.ts";

/** What the collector is made of; new for every look, since each keeps what it found out. */
export interface CollectorParts {
  readonly dom: Dom;
  readonly walk: Walker;
  readonly choose: Chooser;
  readonly coverOf: Covers;
  readonly texts: Texts;
  readonly names: Names;
  readonly words: Words;
  readonly neighbourOf: Neighbours;
  readonly states: States;
}

/** Looks at the whole frame once. `idOf` gives an element its lasting number. */
export function createCollector(parts: CollectorParts) {
  const { dom, walk, choose, coverOf, texts, names, words, neighbourOf, states } = parts;

  /** A machine that is busy may take all the time away before anything is listed. */
  const leastListed = 50;

  return function collect(
    request: CollectRequest,
    idOf: (element: Element) => number,
  ): { snapshot: RawSnapshot; elements: Element[] } {
    const startedAt = dom.now();
    const walked = walk(request.maxNodes, startedAt + request.budgetMs * 0.6);
    const endsAt = startedAt + request.budgetMs * 0.9;
    const chosen = choose(walked.candidates, request.maxElements);
    let isTruncated = walked.isTruncated || chosen.length < walked.candidates.length;
    const blocked = new Set<Candidate>();
    const listed: Candidate[] = [];
    for (const candidate of chosen) {
      if (listed.length >= leastListed && dom.now() > endsAt) {
        isTruncated = true;
        break;
      }
      const cover = coverOf(candidate);
      if (cover === "hidden") continue;
      if (cover === "blocked") blocked.add(candidate);
      candidate.index = listed.length;
      listed.push(candidate);
    }

    const describe = (candidate: Candidate): RawElement => {
      const { element, role, isInteractive, box, sight, reads } = candidate;
      let outer = candidate.outer;
      while (outer && outer.index < 0) outer = outer.outer;
      const found = words.of(element, sight.style);
      let { name, source } = names.of(candidate);
      if (name === "" && (isInteractive || role === "img" || role === "progressbar" || role === "meter")) {
        const isField =
          /^(?:textbox|searchbox|combobox|listbox|spinbutton|slider|checkbox|radio|switch|progressbar|meter)$/.test(
            role,
          );
        const neighbour = isField ? neighbourOf(candidate, listed) : "";
        const word = neighbour === "" ? words.nameFrom(found.words, found.iconWords) : "";
        if (neighbour !== "") [name, source] = [neighbour, "neighbour"];
        else if (word !== "") [name, source] = [word, "words"];
      }
      const text = reads === "none" ? "" : texts.of(element, 1000, reads === "inline");
      const x = (box.left + box.right) / 2;
      const y = (box.top + box.bottom) / 2;
      const { view } = sight.areas;
      return {
        id: idOf(element),
        parent: outer?.index,
        role,
        name,
        nameSource: source,
        tag: dom.tag(element),
        words: found.words,
        text,
        x: box.left,
        y: box.top,
        width: box.right - box.left,
        height: box.bottom - box.top,
        isInView: x >= view.left && x <= view.right && y >= view.top && y <= view.bottom,
        isInteractive,
        isCovered: blocked.has(candidate) || undefined,
        ...states.of(candidate),
        ...(role === "iframe" && {
          insideX: box.left + element.clientLeft + Number.parseFloat(sight.style.paddingLeft),
          insideY: box.top + element.clientTop + Number.parseFloat(sight.style.paddingTop),
        }),
      };
    };

    const elements: RawElement[] = [];
    for (const candidate of listed) {
      if (elements.length >= leastListed && dom.now() > startedAt + request.budgetMs) {
        isTruncated = true;
        break;
      }
      elements.push(describe(candidate));
    }
    const { innerWidth, innerHeight, scrollX, scrollY } = window;
    const { scrollWidth = 0, scrollHeight = 0 } = dom.scroller() ?? dom.root() ?? {};
    return {
      snapshot: {
        elements,
        viewport: [innerWidth, innerHeight, scrollX, scrollY, scrollWidth, scrollHeight],
        title: dom.title().slice(0, 1000),
        lookedAt: walked.lookedAt,
        isTruncated,
      },
      elements: listed.slice(0, elements.length).map(({ element }) => element),
    };
  };
}

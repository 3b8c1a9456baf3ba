/// <reference lib="dom" />
import type { createCollector } from "./collect.ts";
import type { Dom } from "../../visible/page/dom.ts";
import type { createReader, ReadRequest } from "./read-text.ts";
import type { CollectRequest } from "./raw-snapshot.ts";

/** Elements that can be asked for. */
interface Kept {
  readonly snapshotId: string;
  readonly elements: ReadonlyMap<number, WeakRef<Element>>;
}

/** What the engine is made of. */
export interface EngineParts {
  readonly dom: Dom;
  createCollect(): ReturnType<typeof createCollector>;
  createRead(): ReturnType<typeof createReader>;
}

/**
 * The selector engine that carries out our questions. Playwright runs it in a world of its own: the page's scripts
 * see neither it nor its state, and what they did to the built-in objects does not reach it. A question is
 * `name=` and JSON in URI encoding; the answer to "collect" is the text of an element that is in no document.
 */
export function createEngine({ dom, createCollect, createRead }: EngineParts) {
  const ids = new WeakMap<Element, number>();
  let lastId = 0;
  /** The elements of the latest snapshot, and the frames of the latest reading. */
  const kept: { collect?: Kept; read?: Kept } = {};

  const idOf = (element: Element): number => {
    const known = ids.get(element);
    if (known !== undefined) return known;
    lastId += 1;
    ids.set(element, lastId);
    return lastId;
  };

  const keep = (snapshotId: string, elements: readonly Element[]): Kept => ({
    snapshotId,
    elements: new Map(elements.map((element) => [idOf(element), new WeakRef(element)])),
  });
  /** Answers are strings, and only elements can be given back: one that is in no document carries it. */
  const carry = (answer: unknown): Element[] => {
    const carrier = dom.create("template");
    carrier.setAttribute("answer", JSON.stringify(answer));
    return [carrier];
  };

  const collect = (request: CollectRequest): Element[] => {
    const { snapshot, elements } = createCollect()(request, idOf);
    kept.collect = keep(request.snapshotId, elements);
    return carry(snapshot);
  };
  const read = (request: ReadRequest): Element[] => {
    const { reading, frames } = createRead()(request, idOf);
    kept.read = keep(request.snapshotId, frames);
    return carry(reading);
  };
  const find = (request: { readonly snapshotId: string; readonly id: number }): Element[] => {
    const from = [kept.collect, kept.read].find((some) => some?.snapshotId === request.snapshotId);
    const element = from?.elements.get(request.id)?.deref();
    return element && dom.isConnected(element) ? [element] : [];
  };
  /** To the given place, or a screen further down; answers where that is and how far it goes. */
  const scroll = (request: { readonly to?: number }): Element[] => {
    const { scrollY, innerHeight } = window;
    window.scrollTo({ top: request.to ?? scrollY + innerHeight * 0.9, behavior: "instant" });
    return carry([window.scrollY, (dom.scroller() ?? dom.root())?.scrollHeight ?? 0, innerHeight]);
  };

  return {
    queryAll(_root: Node, body: string): Element[] {
      const question = JSON.parse(decodeURIComponent(body));
      switch (question.ask) {
        case "collect":
          return collect(question);
        case "read":
          return read(question);
        case "scroll":
          return scroll(question);
        default:
          return find(question);
      }
    },
  };
}

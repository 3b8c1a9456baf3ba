/// <reference lib="dom" />
import type { createCollector } from "./collect.ts";
import type { Dom } from "./dom.ts";
import type { CollectRequest } from "./raw-snapshot.ts";

/** What the engine is made of. */
export interface EngineParts {
  readonly dom: Dom;
  createCollect(): ReturnType<typeof createCollector>;
}

/**
 * The selector engine that carries out our questions. Playwright runs it in a world of its own: the page's scripts
 * see neither it nor its state, and what they did to the built-in objects does not reach it. A question is
 * `name=` and JSON in URI encoding; the answer to "collect" is the text of an element that is in no document.
 */
export function createEngine({ dom, createCollect }: EngineParts) {
  const ids = new WeakMap<Element, number>();
  let lastId = 0;
  let latest: { snapshotId: string; elements: Map<number, WeakRef<Element>> } | undefined;

  const idOf = (element: Element): number => {
    const known = ids.get(element);
    if (known !== undefined) return known;
    lastId += 1;
    ids.set(element, lastId);
    return lastId;
  };

  const collect = (request: CollectRequest): Element => {
    const { snapshot, elements } = createCollect()(request, idOf);
    const byId = new Map(elements.map((element) => [idOf(element), new WeakRef(element)]));
    latest = { snapshotId: request.snapshotId, elements: byId };
    const carrier = dom.create("template");
    carrier.setAttribute("answer", JSON.stringify(snapshot));
    return carrier;
  };

  const find = (request: { readonly snapshotId: string; readonly id: number }): Element[] => {
    if (latest?.snapshotId !== request.snapshotId) return [];
    const element = latest.elements.get(request.id)?.deref();
    return element && dom.isConnected(element) ? [element] : [];
  };

  return {
    queryAll(_root: Node, body: string): Element[] {
      const question = JSON.parse(decodeURIComponent(body));
      return question.ask === "collect" ? [collect(question)] : find(question);
    },
  };
}

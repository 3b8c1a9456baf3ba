import type { Arrangement } from "./arrange-tasks.ts";
import type { SiblingGroup, SiblingItem } from "./fold-siblings.ts";

/** What stands in the picture, before it has its place. */
export type GraphNode =
  | { readonly kind: "run"; readonly id: "run" }
  | { readonly kind: "task"; readonly id: string }
  | { readonly kind: "group"; readonly id: string; readonly group: SiblingGroup; readonly isOpen: boolean }
  /** Where the results of a strategy come together. */
  | { readonly kind: "end"; readonly id: "end" };

interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** What is visible of a run, and what leads to what. */
export interface VisibleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The visible graph of an arrangement in which the groups in `open` are open. */
export function buildGraph(
  { shape, top, children, dependencies }: Arrangement,
  open: ReadonlySet<string>,
  { hasRun, hasEnd }: { readonly hasRun: boolean; readonly hasEnd: boolean },
): VisibleGraph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  /** The visible node that stands for a task. */
  const shownAs = new Map<string, string>();
  const connect = (from: readonly string[], to: string): void => {
    for (const id of from) edges.push({ from: id, to });
  };
  const show = (item: SiblingItem, from: readonly string[], isChain: boolean): readonly string[] => {
    if (typeof item === "string") {
      nodes.push({ kind: "task", id: item });
      shownAs.set(item, item);
      connect(from, item);
      showAll(children.get(item) ?? [], [item], false);
      return [item];
    }
    const isOpen = open.has(item.key);
    nodes.push({ kind: "group", id: item.key, group: item, isOpen });
    connect(from, item.key);
    if (isOpen) return showAll(item.items, [item.key], isChain);
    for (const id of item.ids) shownAs.set(id, item.key);
    return [item.key];
  };
  const showAll = (
    items: readonly SiblingItem[],
    from: readonly string[],
    isChain: boolean,
  ): readonly string[] => {
    if (!isChain) return items.flatMap((item) => show(item, from, false));
    return items.reduce<readonly string[]>((before, item) => show(item, before, true), from);
  };
  const start = hasRun ? ["run"] : [];
  if (hasRun) nodes.push({ kind: "run", id: "run" });
  const exits = showAll(top, shape === "graph" ? [] : start, shape === "chain");
  if (shape === "graph") connectGraph(dependencies, shownAs, start, edges);
  if (hasEnd) {
    nodes.push({ kind: "end", id: "end" });
    connect(exits, "end");
  }
  return { nodes, edges };
}

function connectGraph(
  dependencies: ReadonlyMap<string, readonly string[]>,
  shownAs: ReadonlyMap<string, string>,
  start: readonly string[],
  edges: GraphEdge[],
): void {
  const known = new Set<string>();
  for (const [taskId, needed] of dependencies) {
    const to = shownAs.get(taskId);
    if (to === undefined) continue;
    for (const id of needed.length === 0 ? start : needed) {
      const from = shownAs.get(id) ?? id;
      const key = `${from} ${to}`;
      if (from === to || known.has(key) || (!shownAs.has(id) && id !== "run")) continue;
      known.add(key);
      edges.push({ from, to });
    }
  }
}

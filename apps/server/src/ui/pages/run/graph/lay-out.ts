import { Graph, layout } from "@dagrejs/dagre";
import type { GraphNode, VisibleGraph } from "./build-graph.ts";

/** Where a node stands: its upper left corner, in pixels of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const nodeWidth = 232;
export const nodeHeight = 68;
const rankGap = 64;
const rowGap = 16;
/** Beyond so many nodes, ranks are filled from the top: that takes no time to speak of. */
const mostForDagre = 250;

/** Places the nodes from left to right, what leads to something left of it. */
export function layOut({ nodes, edges }: VisibleGraph): ReadonlyMap<string, Place> {
  if (nodes.length > mostForDagre) return stack({ nodes, edges });
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", ranksep: rankGap, nodesep: rowGap, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: nodeWidth, height: nodeHeight });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const places = new Map(
    nodes.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(id) as { readonly x?: number; readonly y?: number };
      return [id, { x: x - nodeWidth / 2, y: y - nodeHeight / 2 }];
    }),
  );
  return putFirstOnTop(places);
}

/** Siblings stand in their order from top to bottom; the layout itself does not care which end is up. */
function putFirstOnTop(places: Map<string, Place>): ReadonlyMap<string, Place> {
  let downwards = 0;
  const lastOf = new Map<number, number>();
  for (const { x, y } of places.values()) {
    const above = lastOf.get(x);
    if (above !== undefined) downwards += Math.sign(y - above);
    lastOf.set(x, y);
  }
  if (downwards >= 0) return places;
  return new Map([...places].map(([id, { x, y }]) => [id, { x, y: -y }]));
}

/** Ranks by the longest way to each node; within a rank in the order of the nodes. */
function stack({ nodes, edges }: VisibleGraph): ReadonlyMap<string, Place> {
  const incoming = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = incoming.get(to);
    if (known === undefined) incoming.set(to, [from]);
    else known.push(from);
  }
  const ranks = new Map<string, number>();
  const rows: number[] = [];
  const places = new Map<string, Place>();
  const place = ({ id }: GraphNode): void => {
    const before = (incoming.get(id) ?? []).map((from) => ranks.get(from) ?? 0);
    const rank = before.reduce((most, value) => Math.max(most, value + 1), 0);
    ranks.set(id, rank);
    const row = (rows[rank] = (rows[rank] ?? -1) + 1);
    places.set(id, { x: rank * (nodeWidth + rankGap), y: row * (nodeHeight + rowGap) });
  };
  nodes.forEach(place);
  return places;
}

import { Graph, layout } from "@dagrejs/dagre";
import type { VisibleGraph } from "./build-graph.ts";

/** Where a node stands: its upper left corner, in pixels of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Which way a picture is read: from left to right, or from top to bottom. */
export type Flow = "right" | "down";

export const nodeWidth = 240;
export const nodeHeight = 80;
const rankGap = 56;
const rankGapDown = 32;
const rowGap = 16;
/** Larger pictures, and those in which one node leads to more than `mostBeside`, are read from the top. */
const mostCentred = 60;
const mostBeside = 10;

/** Whether a picture is read like an outline, whatever room there is. */
export function isOutline({ nodes, edges }: VisibleGraph): boolean {
  return nodes.length > mostCentred || findWidest(edges) > mostBeside;
}

/** Places the nodes so that what leads to something stands before it: left of it, or above it. */
export function layOut({ nodes, edges }: VisibleGraph, flow: Flow = "right"): ReadonlyMap<string, Place> {
  if (isOutline({ nodes, edges })) return layOutFromTop({ nodes, edges });
  const graph = new Graph();
  graph.setGraph({
    rankdir: flow === "right" ? "LR" : "TB",
    ranksep: flow === "right" ? rankGap : rankGapDown,
    nodesep: rowGap,
    marginx: 0,
    marginy: 0,
  });
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
  return putInOrder(places, flow);
}

/** The most edges that leave one node. */
function findWidest(edges: VisibleGraph["edges"]): number {
  const leaving = new Map<string, number>();
  for (const { from } of edges) leaving.set(from, (leaving.get(from) ?? 0) + 1);
  return Math.max(0, ...leaving.values());
}

/** Siblings stand in their order from top to bottom, or from left to right; the layout itself does not care which end is first. */
function putInOrder(places: Map<string, Place>, flow: Flow): ReadonlyMap<string, Place> {
  let forwards = 0;
  const lastOf = new Map<number, number>();
  for (const { x, y } of places.values()) {
    const [rank, row] = flow === "right" ? [x, y] : [y, x];
    const before = lastOf.get(rank);
    if (before !== undefined) forwards += Math.sign(row - before);
    lastOf.set(rank, row);
  }
  if (forwards >= 0) return places;
  return new Map([...places].map(([id, { x, y }]) => [id, flow === "right" ? { x, y: -y } : { x: -x, y }]));
}

/**
 * Ranks by the longest way to each node, the first child beside its parent and every other one below what the one
 * before it leads to: a tree that is read from the top, like an outline.
 */
function layOutFromTop({ nodes, edges }: VisibleGraph): ReadonlyMap<string, Place> {
  const incoming = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = incoming.get(to);
    if (known === undefined) incoming.set(to, [from]);
    else known.push(from);
  }
  const ranks = new Map<string, number>();
  const rows = new Map<string, number>();
  /** The first row that is free in each rank. */
  const free: number[] = [];
  for (const { id } of nodes) {
    const before = incoming.get(id) ?? [];
    const rank = before.reduce((most, from) => Math.max(most, (ranks.get(from) ?? 0) + 1), 0);
    let row = rows.get(before[0] ?? "") ?? 0;
    for (let index = rank; index < free.length; index++) row = Math.max(row, free[index] ?? 0);
    ranks.set(id, rank);
    rows.set(id, row);
    free[rank] = row + 1;
  }
  return new Map(
    nodes.map(({ id }) => [
      id,
      { x: (ranks.get(id) ?? 0) * (nodeWidth + rankGap), y: (rows.get(id) ?? 0) * (nodeHeight + rowGap) },
    ]),
  );
}

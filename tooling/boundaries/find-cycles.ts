import { posix } from "node:path";
import type { Problem } from "../support/problem.ts";
import type { ImportGraph } from "./import-graph.ts";

type Neighbours = ReadonlyMap<string, readonly string[]>;

/** The groups of nodes that reach each other (strongly connected components with a cycle in them). */
function findTangles(graph: Neighbours): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const tangles: string[][] = [];
  const visit = (node: string): void => {
    order.set(node, order.size);
    let low = order.size - 1;
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (onStack.has(next)) low = Math.min(low, lowest.get(next) ?? order.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low !== order.get(node)) return;
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) onStack.delete(member);
    if (members.length > 1 || graph.get(node)?.includes(node)) tangles.push(members);
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return tangles;
}

/** The shortest way from a node back to itself. */
function findShortestCycle(graph: Neighbours, start: string): string[] {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of graph.get(path[path.length - 1]) ?? []) {
      if (next === start) return [...path, start];
      if (seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
  return [start];
}

function selectEdges(graph: ImportGraph, withTypes: boolean): Neighbours {
  return new Map(
    [...graph.files].map(([file, edges]) => {
      const chosen = edges.filter((edge) => withTypes || !edge.isType).map((edge) => edge.target);
      return [
        file,
        [...new Set(chosen)].filter((target) => target !== undefined && graph.files.has(target)),
      ] as [string, string[]];
    }),
  );
}

/**
 * Finds files that import each other in a circle.
 * Circles of values break at run time. Circles that only types close are a matter of taste within one folder,
 * whose files describe one thing together; across folders they would undo the layers, and are named as such.
 */
export function findCycles(graph: ImportGraph): Problem[] {
  const describe = (edges: Neighbours, kind: string, concerns: (members: string[]) => boolean): Problem[] =>
    findTangles(edges)
      .filter(concerns)
      .map((members) => {
        const cycle = findShortestCycle(edges, members.toSorted()[0]);
        return {
          file: cycle[0],
          message: `imports itself through ${kind}: ${cycle.join(" → ")}; move what both need into a file of its own`,
        };
      });
  const ofValues = describe(selectEdges(graph, false), "values", () => true);
  const known = new Set(ofValues.map((problem) => problem.file));
  const ofTypes = describe(selectEdges(graph, true), "types", crossesFolders).filter(
    ({ file }) => !known.has(file),
  );
  return [...ofValues, ...ofTypes];
}

function crossesFolders(files: string[]): boolean {
  return new Set(files.map((file) => posix.dirname(file))).size > 1;
}

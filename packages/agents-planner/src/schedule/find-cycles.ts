interface Ordered {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/**
 * Groups of steps that wait for one another, each group once, ids in the order given.
 *
 * Strongly connected components by two depth-first passes (Kosaraju), without recursion. A step that only depends on
 * itself is no group.
 */
export function findCycles(steps: readonly Ordered[]): string[][] {
  const forward = new Map<string, string[]>();
  const backward = new Map<string, string[]>(steps.map((step) => [step.id, []]));
  for (const { id, dependsOn } of steps) {
    const edges = forward.get(id) ?? [];
    forward.set(id, edges);
    for (const dependency of dependsOn) {
      if (!backward.has(dependency)) continue;
      edges.push(dependency);
      backward.get(dependency)?.push(id);
    }
  }
  const finished: string[] = [];
  const seen = new Set<string>();
  for (const id of forward.keys()) walk(id, forward, seen, (done) => finished.push(done));
  const order = new Map([...forward.keys()].map((id, index) => [id, index]));
  const assigned = new Set<string>();
  const groups: string[][] = [];
  for (const id of finished.reverse()) {
    const group: string[] = [];
    walk(id, backward, assigned, (member) => group.push(member));
    if (group.length > 1)
      groups.push(group.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0)));
  }
  return groups;
}

/** Visits what can be reached and is not yet in `seen`; reports each node when all behind it is done. */
function walk(
  start: string,
  edges: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
  report: (id: string) => void,
): void {
  if (seen.has(start)) return;
  seen.add(start);
  const path = [{ id: start, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const neighbour = edges.get(top.id)?.[top.next];
    top.next += 1;
    if (neighbour === undefined) {
      report(top.id);
      path.pop();
    } else if (!seen.has(neighbour)) {
      seen.add(neighbour);
      path.push({ id: neighbour, next: 0 });
    }
  }
}

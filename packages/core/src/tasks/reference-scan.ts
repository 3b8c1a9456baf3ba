import { isPlainObject } from "../json/plain-object.ts";

/** An object of the input that stands for something else. */
export interface Marker {
  readonly kind: "reference" | "literal";
  readonly node: object;
  /** What stands under `$fromTask` or `$literal`. */
  readonly content: unknown;
  /** Keys and list positions that lead from the input to it. */
  readonly place: readonly (string | number)[];
}

/** The markers of an input in reading order, and which containers hold which. */
export interface MarkerScan {
  readonly markers: readonly Marker[];
  readonly parents: ReadonlyMap<object, readonly object[]>;
}

const quickDepth = 100;
const quickNodes = 100_000;
let nodesLeft = 0;

/**
 * A quick look without bookkeeping: `false` is certain, `true` asks for `findMarkers`.
 *
 * It gives up, with `true`, on values so deep or so large that they may be cyclic.
 */
export function mayHoldMarkers(input: unknown): boolean {
  if (typeof input !== "object" || input === null) return false;
  nodesLeft = quickNodes;
  return looksMarked(input, quickDepth);
}

function looksMarked(node: object, depthLeft: number): boolean {
  nodesLeft -= 1;
  if (depthLeft === 0 || nodesLeft <= 0) return true;
  if (Array.isArray(node)) {
    for (const item of node) {
      if (typeof item === "object" && item !== null && looksMarked(item as object, depthLeft - 1))
        return true;
    }
    return false;
  }
  if (!isPlainObject(node)) return false;
  for (const key of Object.keys(node)) {
    if (key === "$fromTask" || key === "$literal") return true;
    const part = node[key];
    if (typeof part === "object" && part !== null && looksMarked(part, depthLeft - 1)) return true;
  }
  return false;
}

interface Arrival {
  readonly from: Arrival | undefined;
  readonly key: string | number;
  readonly node: unknown;
}

/** Finds every marker, each object visited once; cycles and any depth are fine. */
export function findMarkers(input: unknown): MarkerScan {
  const markers: Marker[] = [];
  const parents = new Map<object, object[]>();
  const pending: Arrival[] = [{ from: undefined, key: "", node: input }];
  for (let arrival = pending.pop(); arrival !== undefined; arrival = pending.pop()) {
    const { node, from } = arrival;
    if (!Array.isArray(node) && !isPlainObject(node)) continue;
    const known = parents.get(node);
    if (known !== undefined) {
      known.push(from!.node as object);
      continue;
    }
    parents.set(node, from === undefined ? [] : [from.node as object]);
    const kind = tellKind(node);
    if (kind !== undefined) {
      const content = (node as Record<string, unknown>)[kind === "reference" ? "$fromTask" : "$literal"];
      markers.push({ kind, node, content, place: tracePlace(arrival) });
      continue;
    }
    const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
    for (const key of keys.reverse()) {
      pending.push({ from: arrival, key, node: (node as Record<string | number, unknown>)[key] });
    }
  }
  return { markers, parents };
}

/** A marker has one key only; anything else with such a key is data. */
function tellKind(node: object): Marker["kind"] | undefined {
  const keys = Object.keys(node);
  if (keys.length !== 1 || Array.isArray(node)) return undefined;
  if (keys[0] === "$fromTask") return "reference";
  return keys[0] === "$literal" ? "literal" : undefined;
}

function tracePlace(arrival: Arrival): readonly (string | number)[] {
  const place: (string | number)[] = [];
  for (let step: Arrival = arrival; step.from !== undefined; step = step.from) place.push(step.key);
  return place.reverse();
}

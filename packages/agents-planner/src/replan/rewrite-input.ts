import { literal, readPath } from "@convoke/core";

/** What becomes of a reference: it points elsewhere, its value is known, it goes away, or it stays. */
export type Rewriting =
  | { readonly kind: "keep" }
  | { readonly kind: "drop" }
  | { readonly kind: "point"; readonly id: string }
  | { readonly kind: "value"; readonly result: unknown };

/** A rewritten input, and the references for whose path the known result has nothing. */
export interface RewrittenInput {
  readonly input: unknown;
  readonly missing: readonly { readonly id: string; readonly path: string }[];
}

/** As deep as JSON may nest in the orchestrator. */
const deepest = 2000;

/** Stands for a part that goes away. */
const gone = Symbol("gone");

/**
 * Rewrites the references in a step's input; everything else stays the same object.
 *
 * A known result arrives as `literal`, so that data that looks like a reference is kept. Where a reference goes away,
 * so does its property or its place in the list; of an input that is nothing but a reference, nothing is left.
 */
export function rewriteInput(input: unknown, rewrite: (id: string) => Rewriting): RewrittenInput {
  const missing: { id: string; path: string }[] = [];
  const known = new Map<object, unknown>();

  function replace({ id, path = "" }: { id: string; path?: string }, marker: object): unknown {
    const rewriting = rewrite(id);
    switch (rewriting.kind) {
      case "keep":
        return marker;
      case "drop":
        return gone;
      case "point":
        return { $fromTask: path === "" ? { id: rewriting.id } : { id: rewriting.id, path } };
      case "value": {
        const reading = readPath(rewriting.result, path);
        if (!reading.found) missing.push({ id, path });
        // A step may complete without a result: then there is nothing to put in.
        return reading.value === undefined ? gone : literal(reading.value);
      }
    }
  }

  function visit(part: unknown, depth: number): unknown {
    if (typeof part !== "object" || part === null || depth > deepest) return part;
    if (known.has(part)) return known.get(part);
    const reference = readReference(part);
    if (reference === "literal") return part;
    // An object that contains itself stays as it is: no plan that can be stored holds one.
    known.set(part, part);
    const rewritten =
      reference !== undefined
        ? replace(reference, part)
        : Array.isArray(part)
          ? visitList(part, depth)
          : visitProperties(part, depth);
    known.set(part, rewritten);
    return rewritten;
  }

  function visitList(list: readonly unknown[], depth: number): unknown {
    const items = list.map((item) => visit(item, depth + 1));
    return items.some((item, index) => item !== list[index]) ? items.filter((item) => item !== gone) : list;
  }

  function visitProperties(part: object, depth: number): unknown {
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== Object.prototype && prototype !== null) return part;
    const entries = Object.entries(part);
    const visited = entries.map(([key, value]) => [key, visit(value, depth + 1)] as const);
    if (visited.every(([, value], index) => value === entries[index]?.[1])) return part;
    return Object.fromEntries(visited.filter(([, value]) => value !== gone));
  }

  const rewritten = visit(input, 0);
  return { input: rewritten === gone ? undefined : rewritten, missing };
}

/** A marker has one key only; anything else with such a key is data. */
function readReference(part: object): { id: string; path?: string } | "literal" | undefined {
  const keys = Object.keys(part);
  if (keys.length !== 1 || Array.isArray(part)) return undefined;
  if (keys[0] === "$literal") return "literal";
  if (keys[0] !== "$fromTask") return undefined;
  const source = (part as { $fromTask: unknown }).$fromTask;
  if (typeof source !== "object" || source === null || !("id" in source) || typeof source.id !== "string") {
    return undefined;
  }
  return "path" in source && typeof source.path === "string"
    ? { id: source.id, path: source.path }
    : { id: source.id };
}

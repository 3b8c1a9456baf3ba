import { fromTask } from "@convoke/core";

/** Where a step's input is no JSON, and why. */
export interface UnserializablePart {
  /** As in `items[2].name`; empty for the input itself. */
  readonly path: string;
  readonly reason: string;
}

const deepest = 1000;
/** Objects and lists that are looked into; what is larger cannot be a step's input. */
const mostParts = 200_000;
/** Values in all of them together. */
const mostValues = 1_000_000;

interface Visit {
  readonly value: unknown;
  readonly path: string;
  /** The objects around it, the nearest first. */
  readonly around: Surrounding | undefined;
  /** What stands under `$literal` is data, whatever it looks like. */
  readonly isLiteral: boolean;
}

interface Surrounding {
  readonly object: object;
  readonly outside: Surrounding | undefined;
  readonly depth: number;
}

/** Finds the first part of a value that cannot be written as JSON; `undefined` when all can. Never throws. */
export function findUnserializable(value: unknown): UnserializablePart | undefined {
  const open: Visit[] = [{ value, path: "", around: undefined, isLiteral: false }];
  const sound = new Set<object>();
  let parts = 0;
  let values = 0;
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { path, around } = visit;
    const reason =
      describeRefusal(visit.value) ?? (visit.isLiteral ? undefined : describeReference(visit.value));
    if (reason !== undefined) return { path, reason };
    if (typeof visit.value !== "object" || visit.value === null) continue;
    const object = visit.value;
    if (surrounds(around, object)) return { path, reason: "it contains itself" };
    // what is shared is looked at once: a small object can stand for a huge text
    if (sound.has(object)) continue;
    sound.add(object);
    parts += 1;
    const depth = (around?.depth ?? 0) + 1;
    if (depth > deepest)
      return { path: path.slice(0, 200), reason: `it is nested more than ${deepest} deep` };
    if (parts > mostParts) return { path, reason: `it has more than ${mostParts} parts` };
    const inner: Surrounding = { object, outside: around, depth };
    try {
      values += Array.isArray(object) ? object.length : 0;
      if (values > mostValues) return { path, reason: `it has more than ${mostValues} values` };
      const isLiteral = visit.isLiteral || isMarker(object, "$literal");
      const entries = Array.isArray(object)
        ? Array.from(object as readonly unknown[], (item, index) => [`[${index}]`, item] as const)
        : Object.entries(object).map(([key, item]) => [path === "" ? key : `.${key}`, item] as const);
      for (const [key, item] of entries.reverse()) {
        // properties without a value are not written
        if (item === undefined && !Array.isArray(object)) continue;
        open.push({ value: item, path: joinPath(path, key), around: inner, isLiteral });
      }
    } catch {
      return { path, reason: "reading it throws" };
    }
  }
  return undefined;
}

/** Core takes an object for a marker that has this key and no other. */
function isMarker(value: object, key: "$literal" | "$fromTask"): boolean {
  return !Array.isArray(value) && Object.hasOwn(value, key) && Object.keys(value).length === 1;
}

/** Why a reference to another step cannot be resolved, whatever that step gives. */
function describeReference(value: unknown): string | undefined {
  try {
    if (typeof value !== "object" || value === null || !isMarker(value, "$fromTask")) return undefined;
    const source: unknown = (value as { readonly $fromTask: unknown }).$fromTask;
    const { id, path, ...others } = Object(source) as { id?: unknown; path?: unknown };
    if (typeof id !== "string" || Object.keys(others).length > 0)
      return "a reference must be { $fromTask: { id } } or { $fromTask: { id, path } } with texts";
    fromTask(id, path as string | undefined);
    return undefined;
  } catch {
    return 'the path of a reference must be text such as "items[0].name"';
  }
}

function joinPath(path: string, key: string): string {
  const joined = `${path}${key}`;
  return joined.length <= 400 ? joined : `${joined.slice(0, 200)}…`;
}

function surrounds(around: Surrounding | undefined, object: object): boolean {
  for (let ring = around; ring !== undefined; ring = ring.outside) if (ring.object === object) return true;
  return false;
}

function describeRefusal(value: unknown): string | undefined {
  switch (typeof value) {
    case "undefined":
      return "it is undefined";
    case "function":
      return "it is a function";
    case "symbol":
      return "it is a symbol";
    case "bigint":
      return "it is a bigint";
    case "number":
      return Number.isFinite(value) ? undefined : `it is ${value}`;
    case "object":
      return value === null ? undefined : describeObject(value);
    default:
      return undefined;
  }
}

/** Built-in objects whose content JSON would lose without a word. */
const opaque =
  /^\[object (?:Map|Set|WeakMap|WeakSet|WeakRef|Promise|RegExp|Error|ArrayBuffer|SharedArrayBuffer)\]$/;

function describeObject(value: object): string | undefined {
  try {
    if (value instanceof Date && Number.isNaN(value.getTime())) return "it is a date that does not exist";
    if (Array.isArray(value) || ("toJSON" in value && typeof value.toJSON === "function")) return undefined;
    const tag = Object.prototype.toString.call(value);
    return opaque.test(tag) || ArrayBuffer.isView(value)
      ? `JSON would lose the content of a ${tag.slice("[object ".length, -1)}`
      : undefined;
  } catch {
    return "reading it throws";
  }
}

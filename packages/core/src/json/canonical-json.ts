import { ErrorCode } from "../errors/error-code.ts";
import { describeThrown, OrchestrationError } from "../errors/orchestration-error.ts";
import { convertForJson, describeRefusal, maxJsonDepth } from "./json-value.ts";
import { setOwn } from "./plain-object.ts";
import { formatPath } from "./read-path.ts";

/** Where a value cannot be written as JSON, and why. */
export interface UnserializablePart {
  /** As `readPath` reads it; empty for the value itself. */
  readonly path: string;
  readonly reason: string;
}

const refused = Symbol("refused");

/**
 * Writes a value as JSON text that is the same for equal data: keys sorted by code unit, no spaces.
 *
 * `undefined` properties are dropped, `-0` is `0`, `toJSON` is honoured. Throws `not_serializable` with
 * the path for what JSON cannot say: functions, symbols, bigints, NaN and infinities, cycles, `undefined`
 * in lists or as the whole value, maps, sets, buffers, and nesting beyond 2,000 levels.
 *
 * @example
 * canonicalJson({ b: 1, a: undefined, c: [-0] }); // '{"b":1,"c":[0]}'
 */
export function canonicalJson(value: unknown): string {
  return tryWriteJson(value, true) ?? throwUnserializable(value);
}

/**
 * Writes a value as JSON text with the keys in their own order; throws like `canonicalJson`. `undefined` stays `undefined`.
 *
 * Mere data is written by the engine, which is several times faster than anything that looks at each value.
 */
export function writeJson<Value>(value: Value): Value extends undefined ? undefined : string {
  const text =
    value === undefined
      ? undefined
      : isMereData(value, 0)
        ? JSON.stringify(value)
        : (tryWriteJson(value, false) ?? throwUnserializable(value));
  return text as Value extends undefined ? undefined : string;
}

/**
 * The text of a value, or `undefined` where `canonicalJson` would throw; never throws.
 *
 * With `sorted: false` the keys stay in their own order.
 */
export function tryWriteJson(value: unknown, sorted: boolean): string | undefined {
  try {
    return write(convertForJson(value, ""), sorted, []);
  } catch {
    return undefined; // a getter, a proxy or a toJSON of the caller's threw
  }
}

/** Says where a value cannot be written as JSON; an absent (`undefined`) value is fine, as it is not written. */
export function findUnserializable(value: unknown): UnserializablePart | undefined {
  return value === undefined ? undefined : inspect(value, "", [], []);
}

/**
 * Copies a value as writing and reading it as JSON would: plain objects, lists and primitives.
 *
 * Shares nothing with the original; a key `__proto__` stays data; `undefined` stays `undefined`.
 * Throws `not_serializable` like `canonicalJson`.
 */
export function copyJson<Value>(value: Value): Value {
  if (value === undefined) return value;
  let copied: unknown;
  try {
    copied = copy(convertForJson(value, ""), []);
  } catch {
    copied = refused;
  }
  return (copied === refused ? throwUnserializable(value) : copied) as Value;
}

/** True for what the engine writes just as this module does, with nothing of it left out or asked for its own form. */
function isMereData(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth === maxJsonDepth || "toJSON" in value) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) if (!isMereData(value[index], depth + 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key in value) {
    const property = (value as Record<string, unknown>)[key];
    if (property !== undefined && !isMereData(property, depth + 1)) return false;
  }
  return true;
}

function write(value: unknown, sorted: boolean, ancestors: object[]): string | undefined {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return Number.isFinite(value) ? `${value}` : undefined;
  if (value === null || typeof value === "boolean") return `${value}`;
  if (typeof value !== "object" || !mayEnter(value, ancestors)) return undefined;
  ancestors.push(value);
  let text = "";
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item = write(convertForJson(value[index], `${index}`), sorted, ancestors);
      if (item === undefined) return undefined;
      text += index === 0 ? item : `,${item}`;
    }
    text = `[${text}]`;
  } else {
    const keys = Object.keys(value);
    if (sorted && keys.length > 1) keys.sort();
    for (const key of keys) {
      const property = convertForJson((value as Record<string, unknown>)[key], key);
      if (property === undefined) continue;
      const item = write(property, sorted, ancestors);
      if (item === undefined) return undefined;
      text += `${text === "" ? "" : ","}${quote(key)}:${item}`;
    }
    text = `{${text}}`;
  }
  ancestors.pop();
  return text;
}

// What JSON has to escape, and surrogates, which it escapes when they stand alone.
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** As JSON.stringify does, but several times faster for plain text. */
function quote(text: string): string {
  return text.length < 200 && !needsEscape.test(text) ? `"${text}"` : JSON.stringify(text);
}

function copy(value: unknown, ancestors: object[]): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : refused;
  if (typeof value === "string" || value === null || typeof value === "boolean") return value;
  if (typeof value !== "object" || !mayEnter(value, ancestors)) return refused;
  ancestors.push(value);
  let result: unknown;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const item = copy(convertForJson(value[index], `${index}`), ancestors);
      if (item === refused) return refused;
      items.push(item);
    }
    result = items;
  } else {
    const properties: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const property = convertForJson((value as Record<string, unknown>)[key], key);
      if (property === undefined) continue;
      const item = copy(property, ancestors);
      if (item === refused) return refused;
      setOwn(properties, key, item);
    }
    result = properties;
  }
  ancestors.pop();
  return result;
}

function mayEnter(value: object, ancestors: readonly object[]): boolean {
  return (
    ancestors.length < maxJsonDepth && !ancestors.includes(value) && describeRefusal(value) === undefined
  );
}

function inspect(
  original: unknown,
  key: string,
  segments: (string | number)[],
  ancestors: object[],
): UnserializablePart | undefined {
  const refuse = (reason: string): UnserializablePart => ({ path: formatPath(segments), reason });
  try {
    const value = convertForJson(original, key);
    if (value === undefined && typeof segments.at(-1) === "string") return undefined;
    const reason = describeRefusal(value);
    if (reason !== undefined) return refuse(reason);
    if (typeof value !== "object" || value === null) return undefined;
    if (ancestors.includes(value)) return refuse("the value contains itself");
    if (ancestors.length >= maxJsonDepth) return refuse(`it nests deeper than ${maxJsonDepth} levels`);
    ancestors.push(value);
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    for (const part of keys) {
      segments.push(part);
      const found = inspect(
        (value as Record<string | number, unknown>)[part],
        `${part}`,
        segments,
        ancestors,
      );
      if (found !== undefined) return found;
      segments.pop();
    }
    ancestors.pop();
    return undefined;
  } catch (error) {
    return refuse(`reading it threw: ${describeThrown(error)}`);
  }
}

function throwUnserializable(value: unknown): never {
  const part = inspect(value, "", [], []) ?? {
    path: "",
    reason: "it answers differently each time it is read",
  };
  const place = part.path === "" ? "The value" : `The value at "${shorten(part.path)}"`;
  throw new OrchestrationError(ErrorCode.NOT_SERIALIZABLE, `${place} is not JSON: ${part.reason}`, {
    details: { ...part },
  });
}

function shorten(path: string): string {
  return path.length <= 200 ? path : `${path.slice(0, 100)}…${path.slice(-100)}`;
}

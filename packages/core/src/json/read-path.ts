/** What a path leads to. */
export interface PathReading {
  readonly found: boolean;
  /** `undefined` when nothing was found. */
  readonly value: unknown;
}

const missing: PathReading = { found: false, value: undefined };
const isOwnAndEnumerable = Object.prototype.propertyIsEnumerable;

/**
 * Reads the part of a value that a path names; the empty path is the whole value.
 *
 * Keys are separated by dots, list positions are written `items.0` or `items[0]`; a backslash makes the
 * next character part of the key. Only what JSON would show is found: own enumerable properties that
 * are not `undefined`, never the prototype's, never a list's `length`. A malformed path finds nothing.
 *
 * @example
 * readPath({ items: [{ name: "a" }] }, "items[0].name"); // { found: true, value: "a" }
 * readPath({ "v1.2": true }, "v1\\.2");                  // { found: true, value: true }
 */
export function readPath(value: unknown, path: string): PathReading {
  const segments = parsePath(path);
  if (segments === undefined) return missing;
  if (segments.length === 0) return { found: true, value };
  let current = value;
  for (const segment of segments) {
    if (typeof current !== "object" || current === null) return missing;
    if (!isOwnAndEnumerable.call(current, segment)) return missing;
    current = (current as Record<string, unknown>)[segment];
  }
  return current === undefined ? missing : { found: true, value: current };
}

/** Splits a path into its keys; `undefined` when it is malformed (`a..b`, `a.`, `a[0`, `a[0]b`, a final `\`). */
export function parsePath(path: string): readonly string[] | undefined {
  if (path === "") return [];
  if (!/[.[\\]/.test(path)) return [path];
  const segments: string[] = [];
  let index = 0;
  while (index < path.length) {
    const bracketed = path[index] === "[";
    if (bracketed) index += 1;
    let segment = "";
    for (; index < path.length; index += 1) {
      let character = path.charAt(index);
      if (bracketed ? character === "]" : character === "." || character === "[") break;
      if (character === "\\") {
        index += 1;
        if (index === path.length) return undefined;
        character = path.charAt(index);
      }
      segment += character;
    }
    if (bracketed ? path[index] !== "]" : segment === "") return undefined;
    segments.push(segment);
    if (bracketed) index += 1;
    if (index === path.length || path[index] === "[") continue;
    if (path[index] !== ".") return undefined;
    index += 1;
    if (index === path.length || path[index] === "[") return undefined;
  }
  return segments;
}

/** Writes keys (text) and list positions (numbers) as the path that `readPath` reads. */
export function formatPath(segments: readonly (string | number)[]): string {
  let path = "";
  for (const segment of segments) {
    if (typeof segment === "number") path += `[${segment}]`;
    else if (segment === "") path += "[]";
    else path += (path === "" ? "" : ".") + segment.replace(/[.[\\]/g, "\\$&");
  }
  return path;
}

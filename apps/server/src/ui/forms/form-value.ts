/*
 * What stands in a form: JSON as it will be sent, with two additions. `undefined` is what was not filled in, and a number or a
 * JSON text that cannot be read stays as it was typed, so that nothing that somebody wrote is lost.
 */

/** A text in a JSON field that is no JSON yet. */
export interface UnreadJson {
  readonly $unread: string;
}

/** An object in a form. */
export type FormObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON text that cannot be read. */
export function isUnread(value: unknown): value is UnreadJson {
  return isObject(value) && typeof value.$unread === "string" && Object.keys(value).length === 1;
}

/** Whether a value is an object with properties, no list and not `null`. */
export function isObject(value: unknown): value is FormObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object with one property changed; `undefined` takes it away. An empty object becomes `undefined`. */
export function withProperty(value: unknown, name: string, part: unknown): FormObject | undefined {
  const { [name]: _, ...rest } = isObject(value) ? value : {};
  if (part === undefined) return Object.keys(rest).length === 0 ? undefined : rest;
  // Keeps the order in which things were filled in.
  return isObject(value) && name in value ? { ...value, [name]: part } : { ...rest, [name]: part };
}

/** What is sent: without what was not filled in. */
export function toJson(value: unknown): unknown {
  if (isUnread(value)) return undefined;
  if (Array.isArray(value)) return value.map((each) => toJson(each) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, toJson(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

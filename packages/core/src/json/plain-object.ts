/**
 * True for objects that are mere data: literals, parsed JSON, `Object.create(null)`, of any realm.
 *
 * Class instances, arrays, maps and buffers are not.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // The `Object.prototype` of another realm is the only prototype without one of its own.
  return Object.getPrototypeOf(prototype) === null && !Array.isArray(value);
}

/** Sets an own property; `__proto__` becomes data too, where an assignment would change the prototype. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

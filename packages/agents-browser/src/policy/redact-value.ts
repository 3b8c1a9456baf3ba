/** What is replaced by what. */
interface Replacement {
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Nothing that is worth telling is nested deeper. */
const deepest = 200;

/** Replaces in every text of a list or an object, its names included; what is neither stays as it is. */
export function createRedactor(replacements: readonly Replacement[]): <Value>(value: Value) => Value {
  const redactText = (text: string): string => {
    let redacted = text;
    for (const { pattern, replacement } of replacements)
      redacted = redacted.replace(pattern, () => replacement);
    return redacted;
  };
  const redact = (value: unknown, depth: number, above: ReadonlySet<object>): unknown => {
    if (typeof value === "string") return redactText(value);
    if (typeof value === "number" || typeof value === "bigint") {
      const text = String(value);
      const redacted = redactText(text);
      return redacted === text ? value : redacted;
    }
    if (typeof value !== "object" || value === null) return value;
    if (above.has(value) || depth > deepest) return "[left out]";
    const path = new Set(above).add(value);
    if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, path));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [redactText(name), redact(item, depth + 1, path)]),
    );
  };
  return <Value>(value: Value): Value =>
    replacements.length === 0 ? value : (redact(value, 0, new Set()) as Value);
}

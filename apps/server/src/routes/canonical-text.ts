/** JSON text that is the same for equal data: keys sorted, `undefined` properties left out. For what was JSON, which nests no deeper than a body may. */
export function writeCanonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeCanonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${writeCanonical(part)}`);
  return `{${parts.join(",")}}`;
}

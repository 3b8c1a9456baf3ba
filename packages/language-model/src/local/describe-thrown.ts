/** The message of whatever was thrown, in one line. */
export function describeThrown(value: unknown): string {
  const message = value instanceof Error ? value.message || value.name : String(value);
  return message.slice(0, 2_000).replace(/\s+/g, " ").trim().slice(0, 300);
}

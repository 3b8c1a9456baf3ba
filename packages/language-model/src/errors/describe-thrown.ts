/** The message of whatever was thrown. */
export function describeThrown(error: unknown): string {
  try {
    if (error instanceof Error) return String(error.message) || error.name;
    return String(error);
  } catch {
    return "an error that cannot be shown as text";
  }
}

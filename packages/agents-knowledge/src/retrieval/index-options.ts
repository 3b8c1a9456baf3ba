import { ErrorCode, OrchestrationError } from "@convoke/core";

/** Makes the error of an option that cannot be used. */
export function createRefusal(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}

/** A value as an error shows it, cut short. */
export function showValue(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
}

/**
 * Refuses what is no object of options, and names that exist nowhere, with the one that was meant if it shows.
 * `what` takes the options; `prefix` stands before their names when it is an option itself, as `limits.` does.
 */
export function requireOptions(what: string, options: unknown, names: readonly string[], prefix = ""): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw createRefusal(what, `${what} is ${showValue(options)}; pass an object of ${names.join(", ")}.`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const hint = findNearest(unknown, names);
  throw createRefusal(
    `${prefix}${unknown}`,
    `${what}: unknown option "${unknown}"${hint === undefined ? "." : `; did you mean "${hint}"?`} ` +
      `What can be set is ${names.join(", ")}.`,
  );
}

/** The name of which the asked one is a beginning, or that is one of it. */
function findNearest(asked: string, names: readonly string[]): string | undefined {
  const small = asked.toLowerCase();
  return names.find((name) => {
    const other = name.toLowerCase();
    return small.length > 2 && (other.startsWith(small) || small.startsWith(other));
  });
}

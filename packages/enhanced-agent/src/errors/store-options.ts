import { ErrorCode, nearestName, OrchestrationError } from "@convoke/core";

/** Throws `invalid_argument` for what is no object of these options, with the name that was meant if it shows. */
export function requireStoreOptions(where: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    refuse(`${where}: pass an object { ${names.join(", ")} }, not ${show(options)}.`);
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    refuse(`${where}: unknown option "${name}"; use ${names.join(", ")}.${hint}`);
  }
}

/** Throws `invalid_argument` for a limit that is no whole number from `least`. */
export function requireLimit(where: string, name: string, value: unknown, least = 1): void {
  if (Number.isSafeInteger(value) && (value as number) >= least) return;
  refuse(`${where}: ${name} must be a whole number from ${least}, not ${show(value)}.`);
}

/** Throws `invalid_argument` for what is no text, or an empty one where `allowEmpty` is left out. */
export function requireText(where: string, name: string, value: unknown, allowEmpty = false): void {
  if (typeof value === "string" && (allowEmpty || value !== "")) return;
  refuse(
    `${where}: ${name} must be ${allowEmpty ? "a text" : "a text that is not empty"}, not ${show(value)}.`,
  );
}

/** Throws `invalid_argument` for what is no finite number from 0. */
export function requireAmount(where: string, name: string, value: unknown): void {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return;
  refuse(`${where}: ${name} must be a finite number from 0, not ${show(value)}.`);
}

/** Throws `invalid_argument` with this message. */
export function refuse(message: string): never {
  throw new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message);
}

/** A value as a message shows it, cut short. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
  if (typeof value !== "object" || value === null) return String(value).slice(0, 100);
  return Array.isArray(value) ? "a list" : "an object";
}

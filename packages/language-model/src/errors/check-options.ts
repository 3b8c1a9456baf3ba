import { nearestName } from "@convoke/core";
import { ModelError } from "./model-error.ts";

/** The error of an option that cannot be used. `message` must not show a value that may be secret. */
export function createRefusal(option: string, message: string): ModelError {
  return new ModelError("invalid_options", message, { details: { option } });
}

/**
 * Refuses what is no object of options, and names that exist nowhere, with the one that was meant if it shows.
 *
 * @example
 * requireOptions("openAiModel", { modle: "x" }, ["model"]); // throws: unknown option "modle": … Did you mean "model"?
 */
export function requireOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw createRefusal(what, `${what}: the options are no object. Pass an object of ${names.join(", ")}.`);
  }
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, names);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  // Whoever passes a key as a name has it shown cut.
  const shown = unknown.length > 40 ? `${unknown.slice(0, 20)}…` : unknown;
  throw createRefusal(shown, `${what}: unknown option "${shown}": use ${names.join(", ")}.${hint}`);
}

/** What `requireNumber` accepts. */
export interface NumberRange {
  readonly least: number;
  readonly most?: number;
  readonly isWhole?: boolean;
}

/** Refuses what is no number of the range. */
export function requireNumber(
  option: string,
  value: unknown,
  { least, most = Number.MAX_VALUE, isWhole = false }: NumberRange,
): number {
  const fits =
    typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (fits) return value;
  const upper = most === Number.MAX_VALUE ? "" : ` to ${most}`;
  const shown = typeof value === "number" ? String(value) : typeof value;
  throw createRefusal(
    option,
    `${option} is ${shown}; pass a ${isWhole ? "whole " : ""}number from ${least}${upper}.`,
  );
}

import { ErrorCode, OrchestrationError } from "@convoke/core";
import { BrowserError } from "../errors/browser-error.ts";
import { countTokens } from "./count-tokens.ts";

/** How a goal uses its language model. */
export interface ModelOptions {
  /** Tokens that one reply may have. @default 800 */
  readonly maxOutputTokens: number;
  /** How often in a row the model is asked to mend a reply that cannot be read, from 0 to 2. @default 2 */
  readonly maxRepairs: number;
  /** Tokens of all that a call says about the goal, the page and the steps so far, beside the fixed rules. @default 4000 */
  readonly maxInputTokens: number;
}

const ranges = {
  maxOutputTokens: { least: 100, greatest: 100_000, usual: 800 },
  maxRepairs: { least: 0, greatest: 2, usual: 2 },
  maxInputTokens: { least: 2_500, greatest: 4_000, usual: 4_000 },
} as const satisfies Record<keyof ModelOptions, object>;

/** Fills in the defaults; throws `invalid_argument` for unknown names and for what is no whole number in range. */
export function completeModelOptions(options: Partial<ModelOptions> = {}): ModelOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw refuse("modelOptions", `modelOptions is ${show(options)}; pass an object of ${listNames()}.`);
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(ranges, name));
  if (unknown !== undefined) {
    throw refuse(
      `modelOptions.${unknown}`,
      `modelOptions: unknown option "${unknown.slice(0, 100)}". What can be set is ${listNames()}.`,
    );
  }
  return {
    maxOutputTokens: complete("maxOutputTokens", options.maxOutputTokens),
    maxRepairs: complete("maxRepairs", options.maxRepairs),
    maxInputTokens: complete("maxInputTokens", options.maxInputTokens),
  };
}

const mostSteps = { least: 1, greatest: 200, usual: 25 };

/** The number of steps; throws `invalid_argument` for what is no whole number from 1 to 200. */
export function completeSteps(steps: unknown): number {
  const { least, greatest, usual } = mostSteps;
  if (steps === undefined) return usual;
  if (typeof steps === "number" && Number.isInteger(steps) && steps >= least && steps <= greatest)
    return steps;
  throw refuse(
    "maxSteps",
    `maxSteps is ${show(steps)}; pass a whole number from ${least} to ${greatest}, or leave it out for ${usual}.`,
  );
}

/** The goal has to leave room for the page. */
const shareOfGoal = 0.25;

/** Throws `invalid_program` for a goal that is none, or too long to be told with every page. */
export function checkGoal(goal: unknown, { maxInputTokens }: ModelOptions): void {
  if (typeof goal !== "string" || goal.trim() === "") {
    throw new BrowserError("invalid_program", `goal is ${show(goal)}; say in words what to do on the page.`);
  }
  const most = Math.floor(maxInputTokens * shareOfGoal);
  const tokens = countTokens(JSON.stringify(goal));
  if (tokens <= most) return;
  throw new BrowserError(
    "invalid_program",
    `The goal takes about ${tokens} tokens; say it in ${most} at most, about ${most * 3} characters, or divide it into several.`,
  );
}

function complete(name: keyof ModelOptions, value: unknown): number {
  const { least, greatest, usual } = ranges[name];
  if (value === undefined) return usual;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= greatest)
    return value;
  throw refuse(
    `modelOptions.${name}`,
    `modelOptions.${name} is ${show(value)}; pass a whole number from ${least} to ${greatest}.`,
  );
}

function listNames(): string {
  return Object.keys(ranges).join(", ");
}

function show(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 100);
  } catch {
    return typeof value;
  }
}

function refuse(option: string, message: string): OrchestrationError {
  return new OrchestrationError(ErrorCode.INVALID_ARGUMENT, message, { details: { option } });
}

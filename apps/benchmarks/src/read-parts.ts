import { parseArgs } from "node:util";

/** What a benchmark of several parts is asked for. */
export interface PartsRequest<Part extends string> {
  readonly wanted: ReadonlySet<Part>;
  /** Less is measured, for an order of magnitude. */
  readonly quick: boolean;
  readonly json: boolean;
  /** Whether a bound that is missed ends the program with exit code 1, where that has to be asked for. */
  readonly check: boolean;
}

/**
 * Reads `--only PART[,PART]`, `--quick`, `--json` and, where `hasCheck`, `--check`; `undefined` after `--help`, which prints
 * `usage`. Throws for options and parts that there are not.
 */
export function readParts<const Part extends string>(
  parts: readonly Part[],
  usage: string,
  { parameters = process.argv.slice(2), hasCheck = false } = {},
): PartsRequest<Part> | undefined {
  const flag = { type: "boolean", default: false } as const;
  const options = { only: { type: "string" }, quick: flag, json: flag, help: flag } as const;
  const { only, quick, json, help, ...rest } = parseArgs({
    args: parameters,
    options: hasCheck ? { ...options, check: flag } : options,
  }).values;
  if (help) {
    console.log(usage);
    return undefined;
  }
  const names = only?.split(",") ?? parts;
  const unknown = names.find((name) => !parts.includes(name as Part));
  if (unknown !== undefined) throw new Error(`There is no part “${unknown}”.`);
  return {
    wanted: new Set(names as readonly Part[]),
    quick,
    json,
    check: "check" in rest && rest.check === true,
  };
}

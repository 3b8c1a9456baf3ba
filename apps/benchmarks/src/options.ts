import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface BenchmarkOptions {
  /** Print the measurements for a machine to read. */
  readonly json: boolean;
  /** Fewer and shorter rounds: enough to see an order of magnitude, not to compare. */
  readonly quick: boolean;
  /** Fail when Convoke is not as fast as it has to be. */
  readonly check: boolean;
}

/** Reads the command line; throws for an option that there is not. */
export function readOptions(parameters: readonly string[]): BenchmarkOptions {
  const flag = { type: "boolean", default: false } as const;
  return parseArgs({ args: [...parameters], options: { json: flag, quick: flag, check: flag } }).values;
}

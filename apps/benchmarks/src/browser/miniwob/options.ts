import { parseArgs } from "node:util";
import type { Half } from "./halves.ts";

/** What the command line asks for. */
export interface MiniwobOptions {
  readonly folder: string | undefined;
  readonly tasks: readonly string[] | undefined;
  readonly half: Half;
  readonly seeds: readonly number[];
  readonly check: boolean;
  readonly json: string | undefined;
  readonly atOnce: number;
  readonly isVerbose: boolean;
}

const isHalf = (text: string): text is Half => ["development", "kept", "all"].includes(text);

/** Reads the command line; throws for what it cannot mean. */
export function readOptions(args: readonly string[]): MiniwobOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      folder: { type: "string" },
      tasks: { type: "string" },
      half: { type: "string", default: "development" },
      seeds: { type: "string", default: "10" },
      check: { type: "boolean", default: false },
      json: { type: "string" },
      "at-once": { type: "string", default: "1" },
      verbose: { type: "boolean", default: false },
    },
  });
  if (!isHalf(values.half))
    throw new Error(`--half is development, kept or all, not ${JSON.stringify(values.half)}`);
  return {
    folder: values.folder,
    tasks: values.tasks?.split(",").map((name) => name.trim()),
    half: values.half,
    seeds: Array.from({ length: readCount("--seeds", values.seeds, 1000) }, (_, index) => index + 1),
    check: values.check,
    json: values.json,
    atOnce: readCount("--at-once", values["at-once"], 8),
    isVerbose: values.verbose,
  };
}

function readCount(name: string, text: string, most: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
  return count;
}

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
  readonly isHelpWanted: boolean;
}

const isHalf = (text: string): text is Half => ["development", "kept", "all"].includes(text);

/** What the command line takes. */
export const help = `node apps/benchmarks/src/browser/miniwob/main.ts [options]
  --folder PATH   the folder "html" of the package; fetched by pip when left out (or MINIWOB_FOLDER)
  --half NAME     development (1st, 3rd, … task by name), kept, or all; default development
  --tasks A,B     only these tasks
  --seeds N       episodes of each task, with the seeds 1 to N; default 10
  --at-once N     episodes at the same time, at most 8; default 1
  --json FILE     writes every episode
  --check         fails when the development half is under its bound
  --verbose       tells every episode as it ends
  --help          tells this`;

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
      help: { type: "boolean", default: false },
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
    isHelpWanted: values.help,
  };
}

function readCount(name: string, text: string, most: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
  return count;
}

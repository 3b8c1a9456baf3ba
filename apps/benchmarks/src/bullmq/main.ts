import { describeFigures } from "./describe-figures.ts";
import { measureTakeOver } from "./measure-take-over.ts";
import { measureThroughputs } from "./measure-throughput.ts";
import { measureWorkers } from "./measure-workers.ts";
import { type BullmqFigures, findMisses } from "./requirements.ts";
import { readParts } from "../read-parts.ts";

const parts = ["throughput", "workers", "take-over"] as const;
type Part = (typeof parts)[number];

const usage = `What @convoke/engine-bullmq does on a Redis of the benchmark's own, in several processes.

  npx --yes pnpm@12.21.0 bench bullmq [--only PART[,PART]] [--quick] [--json]

Parts: ${parts.join(", ")}. --quick measures less, for an order of magnitude. Ends with exit code 1 when a requirement
is missed.`;

async function main(parameters: string[]): Promise<void> {
  const request = readParts(parts, usage, { parameters });
  if (request === undefined) return;
  const { wanted, quick, json } = request;
  const figures = await measure(wanted, quick);
  const misses = findMisses(figures);
  if (json) console.log(JSON.stringify({ figures, misses }, undefined, 2));
  else {
    console.log(describeFigures(figures));
    console.log(misses.length === 0 ? "\nEvery requirement is met." : `\nMissed:\n- ${misses.join("\n- ")}`);
  }
  if (misses.length > 0) process.exitCode = 1;
}

async function measure(wanted: ReadonlySet<Part>, isQuick: boolean): Promise<BullmqFigures> {
  const load = isQuick ? { rounds: 3, tasks: 1_000 } : { rounds: 15, tasks: 1_000 };
  return {
    throughput: wanted.has("throughput")
      ? await measureThroughputs({ ...load, inFlight: 200, concurrency: 100 })
      : undefined,
    workers: wanted.has("workers")
      ? await measureWorkers({ rounds: isQuick ? 1 : 3, tasks: 400, workMs: 20, concurrency: 4 })
      : undefined,
    takeOver: wanted.has("take-over") ? await measureTakeOver(isQuick ? 2 : 5) : undefined,
  };
}

/** Runs the benchmark with what stands behind its name on the command line. */
export async function runBullmq(parameters: readonly string[]): Promise<void> {
  try {
    await main([...parameters]);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}

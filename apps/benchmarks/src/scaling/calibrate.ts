import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { systemRuntime } from "@convoke/core";
import { measureHolding } from "../bullmq/measure-holding.ts";
import { measureThroughputs } from "../bullmq/measure-throughput.ts";
import { measureWorkers } from "../bullmq/measure-workers.ts";
import { type Calibration, calibrationFile, type Costs } from "./calibration.ts";

/** Measures on this machine what the simulation begins with, and writes it beside this file. */
export async function calibrate(): Promise<Calibration> {
  const noOp = { inFlight: 200, concurrency: 100 };
  const { stored } = await measureThroughputs({ ...noOp, rounds: 5, tasks: 5_000 });
  const work = await measureWorkers({ rounds: 3, tasks: 400, workMs: 20, concurrency: 4 });
  const { workMs, concurrency, inFlight, one, two } = work;
  const calibration: Calibration = {
    command: "npx --yes pnpm@12.21.0 bench scaling --calibrate",
    measuredOn: new Date(systemRuntime.now()).toISOString().slice(0, 10),
    cores: availableParallelism(),
    cpuUs: roundCosts(stored.cpuUs),
    holdingUs: roundCosts(await measureHolding({ attempts: 1_000, seconds: 10 })),
    roundTripMs: round(stored.roundTripMs),
    checks: {
      noOp: { ...noOp, tasksPerSecond: round(stored.tasksPerSecond) },
      work: { workMs, concurrency, inFlight, oneWorker: round(one), twoWorkers: round(two) },
    },
  };
  await writeFile(calibrationFile, `${JSON.stringify(calibration, undefined, 2)}\n`);
  return calibration;
}

function roundCosts({ coordinator, worker, redis }: Costs): Costs {
  return { coordinator: round(coordinator), worker: round(worker), redis: round(redis) };
}

/** To two decimals. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

import { writeFile } from "node:fs/promises";
import { systemRuntime } from "@convoke/core";
import { measureHolding } from "../bullmq/measure-holding.ts";
import { measureThroughputs } from "../bullmq/measure-throughput.ts";
import { measureWorkers } from "../bullmq/measure-workers.ts";
import { type Calibration, calibrationFile, type Costs, type Point } from "./calibration.ts";

/** Measures on this machine what the simulation begins with, and writes it beside this file. */
export async function calibrate(): Promise<Calibration> {
  const noOp = { inFlight: 200, concurrency: 100 };
  const { stored } = await measureThroughputs({ ...noOp, rounds: 3, tasks: 3_000 });
  const work = await measureWorkers({ rounds: 2, tasks: 400, workMs: 20, concurrency: 4 });
  const { workMs, concurrency, inFlight, one, two, stretches } = work;
  const calibration: Calibration = {
    command: "npx --yes pnpm@12.21.0 bench scaling --calibrate",
    measuredOn: new Date(systemRuntime.now()).toISOString().slice(0, 10),
    cpuUs: roundCosts(stored.cpuUs),
    holdingUs: roundCosts(await measureHolding({ attempts: 1_000, seconds: 8 })),
    roundTripMs: round(stored.roundTripMs),
    checks: {
      noOp: { ...noOp, ...describePoint(stored.tasksPerSecond, stored.stretch) },
      work: {
        workMs,
        concurrency,
        inFlight,
        oneWorker: describePoint(one, stretches[0]),
        twoWorkers: describePoint(two, stretches[1]),
      },
    },
  };
  await writeFile(calibrationFile, `${JSON.stringify(calibration, undefined, 2)}\n`);
  return calibration;
}

function describePoint(tasksPerSecond: number, stretch: number): Point {
  return { tasksPerSecond: round(tasksPerSecond), stretch: round(stretch) };
}

function roundCosts({ coordinator, worker, redis }: Costs): Costs {
  return { coordinator: round(coordinator), worker: round(worker), redis: round(redis) };
}

/** To two decimals. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

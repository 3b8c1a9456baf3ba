import { findStretch } from "./cpu-time.ts";
import { findMedian } from "./measure-throughput.ts";
import type { Settings } from "./messages.ts";
import { type Process, startProcess } from "./start-process.ts";
import { startRedis } from "./start-redis.ts";

/** Tasks a second with one worker and with two. */
export interface WorkerScaling {
  readonly workMs: number;
  readonly concurrency: number;
  readonly inFlight: number;
  readonly one: number;
  readonly two: number;
  /** How much longer computing took because the machine had other things to do, with one and with two. */
  readonly stretches: readonly [number, number];
}

/** Work on a timer, in workers with so little concurrency that they are what limits. */
export async function measureWorkers(options: {
  readonly rounds: number;
  readonly tasks: number;
  readonly workMs: number;
  readonly concurrency: number;
}): Promise<WorkerScaling> {
  const { rounds, tasks, workMs, concurrency } = options;
  const inFlight = 8 * concurrency;
  const redis = await startRedis();
  const settings: Settings = {
    connection: redis.connection,
    prefix: "bench",
    concurrency,
    workMs,
    isStored: true,
  };
  const open: Process[] = [];
  const start = async (role: "convoke-worker" | "convoke-coordinator"): Promise<Process> => {
    const started = await startProcess(role, settings);
    open.push(started);
    return started;
  };
  try {
    await start("convoke-worker");
    const coordinator = await start("convoke-coordinator");
    const measure = async (): Promise<{ readonly rate: number; readonly stretch: number }> => {
      const readTurns = () => [redis, ...open].map((started) => started.readTurns());
      const turns = readTurns();
      const rates: number[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const elapsedMs = await coordinator.apply({ tasks, inFlight });
        if (round > 0) rates.push((tasks / elapsedMs) * 1_000);
      }
      return { rate: findMedian(rates), stretch: findStretch(turns, readTurns()) };
    };
    const one = await measure();
    await start("convoke-worker");
    const two = await measure();
    const stretches = [one.stretch, two.stretch] as const;
    return { workMs, concurrency, inFlight, one: one.rate, two: two.rate, stretches };
  } finally {
    for (const started of open) await started.kill();
    await redis.stop();
  }
}

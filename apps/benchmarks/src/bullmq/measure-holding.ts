import { delay, systemRuntime } from "@convoke/core";
import type { Costs } from "../scaling/calibration.ts";
import type { Settings } from "./messages.ts";
import { startProcess } from "./start-process.ts";
import { startRedis } from "./start-redis.ts";

/** Processor time of an attempt that goes on, in microseconds a second, for each process; what idle ones take is left out. */
export async function measureHolding({
  attempts,
  seconds,
}: {
  readonly attempts: number;
  readonly seconds: number;
}): Promise<Costs> {
  const redis = await startRedis();
  const settings: Settings = {
    connection: redis.connection,
    prefix: "bench",
    concurrency: attempts,
    workMs: 600_000,
    isStored: true,
  };
  const worker = await startProcess("convoke-worker", settings);
  const coordinator = await startProcess("convoke-coordinator", settings);
  const never = new AbortController().signal;
  async function watch(): Promise<readonly number[]> {
    const read = (): number[] => [coordinator.readCpuMs(), worker.readCpuMs(), redis.readCpuMs()];
    const before = read();
    const from = systemRuntime.now();
    await delay(systemRuntime, seconds * 1_000, never);
    const elapsedMs = systemRuntime.now() - from;
    return read().map((ms, at) => ((ms - before[at]!) / elapsedMs) * 1_000_000);
  }
  try {
    const idle = await watch();
    const started = worker.nextStart(attempts);
    coordinator.apply({ tasks: attempts, inFlight: attempts }).catch(() => undefined);
    await started;
    const held = await watch();
    const [one, two, three] = held.map((us, at) => Math.max(0, (us - idle[at]!) / attempts));
    return { coordinator: one!, worker: two!, redis: three! };
  } finally {
    await Promise.all([coordinator.kill(), worker.kill()]);
    await redis.stop();
  }
}

import { systemRuntime } from "@convoke/core";
import type { Settings } from "./messages.ts";
import { type Process, startProcess } from "./start-process.ts";
import { startRedis } from "./start-redis.ts";

/** Milliseconds from a SIGKILL to the start of the repeated attempt, of every round. */
export interface TakeOver {
  readonly worker: readonly number[];
  readonly coordinator: readonly number[];
}

/** Kills the worker that has an attempt, and then the coordinator that has the run, with all defaults of Convoke. */
export async function measureTakeOver(rounds: number): Promise<TakeOver> {
  const redis = await startRedis();
  try {
    const worker: number[] = [];
    const coordinator: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      worker.push(await killWorker(redis.connection, `worker-${round}`));
      coordinator.push(await killCoordinator(redis.connection, `coordinator-${round}`));
    }
    return { worker, coordinator };
  } finally {
    await redis.stop();
  }
}

const task = { tasks: 1, inFlight: 1 };

async function killWorker(connection: string, prefix: string): Promise<number> {
  const settings = describe(connection, prefix);
  return withProcesses(async (keep) => {
    const first = keep(await startProcess("convoke-worker", settings));
    const second = keep(await startProcess("convoke-worker", settings));
    const coordinator = keep(await startProcess("convoke-coordinator", settings));
    const started = Promise.race([
      first.nextStart().then(() => [first, second] as const),
      second.nextStart().then(() => [second, first] as const),
    ]);
    ignore(coordinator.apply(task));
    const [dies, lives] = await started;
    return measureKill(dies, lives);
  });
}

async function killCoordinator(connection: string, prefix: string): Promise<number> {
  const settings = describe(connection, prefix);
  return withProcesses(async (keep) => {
    const worker = keep(await startProcess("convoke-worker", settings));
    const dies = keep(await startProcess("convoke-coordinator", settings));
    keep(await startProcess("convoke-coordinator", settings));
    const started = worker.nextStart();
    ignore(dies.apply(task));
    await started;
    return measureKill(dies, worker);
  });
}

async function measureKill(dies: Process, starts: Process): Promise<number> {
  const again = starts.nextStart();
  const killedAt = systemRuntime.now();
  dies.child.kill("SIGKILL");
  await again;
  return systemRuntime.now() - killedAt;
}

/** Work that lasts until its process ends. */
function describe(connection: string, prefix: string): Settings {
  return { connection, prefix, concurrency: 10, workMs: 600_000, isStored: true };
}

async function withProcesses(
  measure: (keep: (started: Process) => Process) => Promise<number>,
): Promise<number> {
  const open: Process[] = [];
  try {
    return await measure((started) => {
      open.push(started);
      return started;
    });
  } finally {
    for (const { child } of open) child.kill("SIGKILL");
  }
}

/** Who gives the work out is killed before it is through. */
function ignore(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}

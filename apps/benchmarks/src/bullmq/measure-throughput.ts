import { findStretch, type Turns } from "./cpu-time.ts";
import type { Settings } from "./messages.ts";
import { type Process, type Role, startProcess } from "./start-process.ts";
import { type RedisProcess, startRedis } from "./start-redis.ts";

/** How fast tasks go through, and what one costs each process. */
export interface Throughput {
  /** Median over the rounds. */
  readonly tasksPerSecond: number;
  readonly rounds: readonly number[];
  /** A task that is alone, in milliseconds: the tenth best of a hundred, so that other work on the machine tells little. */
  readonly roundTripMs: number;
  /** How much longer computing took because the machine had other things to do. */
  readonly stretch: number;
  /** Processor time of one task in microseconds, over all rounds. */
  readonly cpuUs: { readonly coordinator: number; readonly worker: number; readonly redis: number };
}

export interface ThroughputOptions {
  readonly rounds: number;
  readonly tasks: number;
  readonly inFlight: number;
  readonly concurrency: number;
}

type Contestant = "bare" | "engine" | "stored";
const roles: Readonly<Record<Contestant, readonly [Role, Role]>> = {
  bare: ["bare-producer", "bare-worker"],
  engine: ["convoke-coordinator", "convoke-worker"],
  stored: ["convoke-coordinator", "convoke-worker"],
};

/** Tasks that do nothing: a bare queue, an orchestrator without a store and one with a store, in turn on one Redis each. */
export async function measureThroughputs(
  options: ThroughputOptions,
): Promise<Readonly<Record<Contestant, Throughput>>> {
  const names = ["bare", "engine", "stored"] as const;
  const open: (Topology & { readonly name: Contestant })[] = [];
  try {
    for (const name of names) open.push({ name, ...(await start(name, options)) });
    const results = open.map(({ name }) => ({
      name,
      rounds: [] as number[],
      stretches: [] as number[],
      cpu: [0, 0, 0],
    }));
    // The first round compiles, and is not counted.
    for (let round = 0; round <= options.rounds; round += 1) {
      for (const [at, topology] of open.entries()) {
        const before = topology.readCpuMs();
        const turns = topology.readTurns();
        const elapsedMs = await topology.giver.apply(options);
        if (round === 0) continue;
        const after = topology.readCpuMs();
        results[at]!.stretches.push(findStretch(turns, topology.readTurns()));
        results[at]!.rounds.push((options.tasks / elapsedMs) * 1_000);
        results[at]!.cpu = results[at]!.cpu.map((sum, part) => sum + after[part]! - before[part]!);
      }
    }
    const roundTrips: number[] = [];
    for (const { giver } of open) {
      const times: number[] = [];
      for (let count = 0; count < 100; count += 1) times.push(await giver.apply({ tasks: 1, inFlight: 1 }));
      roundTrips.push(times.sort((one, other) => one - other)[10]!);
    }
    const entries = results.map(({ name, rounds, stretches, cpu }, at): [Contestant, Throughput] => {
      const [coordinator, worker, redis] = cpu.map((ms) => (ms * 1_000) / (options.tasks * options.rounds));
      return [
        name,
        {
          tasksPerSecond: findMedian(rounds),
          rounds,
          roundTripMs: roundTrips[at]!,
          stretch: findMedian(stretches),
          cpuUs: { coordinator: coordinator!, worker: worker!, redis: redis! },
        },
      ];
    });
    return Object.fromEntries(entries) as Record<Contestant, Throughput>;
  } finally {
    for (const { stop } of open) await stop();
  }
}

interface Topology {
  readonly giver: Process;
  readonly readCpuMs: () => readonly number[];
  readonly readTurns: () => readonly Turns[];
  stop(): Promise<void>;
}

async function start(name: Contestant, { concurrency }: ThroughputOptions): Promise<Topology> {
  const redis: RedisProcess = await startRedis();
  const settings: Settings = {
    connection: redis.connection,
    prefix: "bench",
    concurrency,
    workMs: 0,
    isStored: name === "stored",
  };
  const [giverRole, workerRole] = roles[name];
  const worker = await startProcess(workerRole, settings);
  const giver = await startProcess(giverRole, settings);
  return {
    giver,
    readCpuMs: () => [giver.readCpuMs(), worker.readCpuMs(), redis.readCpuMs()],
    readTurns: () => [giver.readTurns(), worker.readTurns(), redis.readTurns()],
    async stop() {
      await Promise.all([giver.kill(), worker.kill()]);
      await redis.stop();
    },
  };
}

export function findMedian(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1]!;
}

/** How one does beside another: the median over rounds that followed each other, since the machine is not always the same. */
export function compareRounds(one: Throughput, other: Throughput): number {
  return findMedian(one.rounds.map((rate, round) => rate / other.rounds[round]!));
}

import { startLoadClient } from "./apply-load.ts";
import type { ServerProcess } from "./start-process.ts";

/** No-op tasks over HTTP beside a bare handler, in one run. */
export interface ThroughputFigure {
  readonly perSecond: number;
  readonly barePerSecond: number;
  /** Of the medians of the rates. */
  readonly rateRatio: number;
  /** Processor time of the whole process, in microseconds. */
  readonly cpuUs: number;
  readonly bareCpuUs: number;
  /** What the bare handler takes for a request, of what the server takes: the median of the rounds, which the bound is for. */
  readonly ratio: number;
  /** Of the rounds. */
  readonly leastRatio: number;
  readonly greatestRatio: number;
}

export interface ThroughputOptions {
  readonly rounds: number;
  readonly requests: number;
  readonly connections: number;
}

/** The rounds are interleaved, and every other one runs backwards, so that what else the machine does meets both. */
export async function measureThroughput(
  server: ServerProcess,
  bare: ServerProcess,
  { rounds, requests, connections }: ThroughputOptions,
): Promise<ThroughputFigure> {
  const client = startLoadClient();
  const own = { process: server, rates: [] as number[], cpuUs: [] as number[] };
  const yardstick = { process: bare, rates: [] as number[], cpuUs: [] as number[] };
  const contestants = [own, yardstick];
  try {
    for (const { process } of contestants)
      await client.apply({ url: process.url, connections, requests: requests * 2 });
    for (let round = 0; round < rounds; round++) {
      for (const { process, rates, cpuUs } of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const before = process.readCpuMs();
        const { perSecond } = await client.apply({ url: process.url, connections, requests });
        cpuUs.push(((process.readCpuMs() - before) / requests) * 1_000);
        rates.push(perSecond);
      }
    }
  } finally {
    client.stop();
  }
  const perSecond = medianOf(own.rates);
  const barePerSecond = medianOf(yardstick.rates);
  const ratios = yardstick.cpuUs.map((us, round) => us / (own.cpuUs[round] ?? Number.NaN));
  return {
    perSecond,
    barePerSecond,
    rateRatio: perSecond / barePerSecond,
    cpuUs: medianOf(own.cpuUs),
    bareCpuUs: medianOf(yardstick.cpuUs),
    ratio: medianOf(ratios),
    leastRatio: Math.min(...ratios),
    greatestRatio: Math.max(...ratios),
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

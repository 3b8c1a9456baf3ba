import { startLoadClient } from "./apply-load.ts";
import type { ServerProcess } from "./start-process.ts";

/** No-op tasks over HTTP beside a bare handler, in one run. */
export interface ThroughputFigure {
  readonly perSecond: number;
  readonly barePerSecond: number;
  /** Of the medians. */
  readonly ratio: number;
  /** Of the processor time a request takes, for the record. */
  readonly cpuRatio: number;
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
  const contestants = [
    { process: server, rates: [] as number[], cpuMs: 0 },
    { process: bare, rates: [] as number[], cpuMs: 0 },
  ];
  try {
    for (const { process } of contestants)
      await client.apply({ url: process.url, connections, requests: requests * 2 });
    for (let round = 0; round < rounds; round++) {
      for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const before = contestant.process.readCpuMs();
        const { perSecond } = await client.apply({ url: contestant.process.url, connections, requests });
        contestant.cpuMs += contestant.process.readCpuMs() - before;
        contestant.rates.push(perSecond);
      }
    }
  } finally {
    client.stop();
  }
  const [own, yardstick] = [contestants[0]!, contestants[1]!];
  const perSecond = medianOf(own.rates);
  const barePerSecond = medianOf(yardstick.rates);
  return {
    perSecond,
    barePerSecond,
    ratio: perSecond / barePerSecond,
    cpuRatio: yardstick.cpuMs / own.cpuMs,
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

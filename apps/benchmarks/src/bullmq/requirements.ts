import type { TakeOver } from "./measure-take-over.ts";
import { compareRounds, type Throughput } from "./measure-throughput.ts";
import type { WorkerScaling } from "./measure-workers.ts";

/** What was measured; parts that were left out are `undefined`. */
export interface BullmqFigures {
  readonly throughput?: Readonly<Record<"bare" | "engine" | "stored", Throughput>> | undefined;
  readonly workers?: WorkerScaling | undefined;
  readonly takeOver?: TakeOver | undefined;
}

const leastShare = 0.6;
const longestTakeOverMs = 5_000;
const leastScaling = 1.6;

/** What was to be reached and was not, in words. */
export function findMisses({ throughput, workers, takeOver }: BullmqFigures): string[] {
  const misses: string[] = [];
  if (throughput !== undefined) {
    const share = compareRounds(throughput.engine, throughput.bare);
    if (!(share >= leastShare))
      misses.push(`tasks/s are ${toPercent(share)} of a bare queue, not ${toPercent(leastShare)}`);
  }
  if (workers !== undefined) {
    const ratio = workers.two / workers.one;
    if (!(ratio >= leastScaling))
      misses.push(`two workers do ${ratio.toFixed(2)} × what one does, not ${leastScaling} ×`);
  }
  for (const [who, times] of Object.entries(takeOver ?? {}) as [string, readonly number[]][]) {
    const longest = Math.max(...times);
    if (!(longest <= longestTakeOverMs))
      misses.push(`the take-over of a ${who} took ${longest} ms, not ${longestTakeOverMs}`);
  }
  return misses;
}

export function toPercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

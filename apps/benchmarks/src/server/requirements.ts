import type { DashboardFigure } from "./measure-dashboard.ts";
import type { MemoryFigure } from "./measure-memory.ts";
import type { ReadFigure } from "./measure-reads.ts";
import type { SubscribersFigure } from "./measure-subscribers.ts";
import type { ThroughputFigure } from "./measure-throughput.ts";

/** What was measured; what was not asked for is missing. */
export interface ServerFigures {
  readonly memoryThroughput?: ThroughputFigure;
  readonly durableThroughput?: ThroughputFigure;
  readonly reads?: ReadFigure;
  readonly subscribers?: SubscribersFigure;
  readonly memory?: MemoryFigure;
  readonly dashboard?: DashboardFigure;
}

/** What a bare handler takes of the processor for a request, of what the server takes. */
export const leastRatio = { memory: 0.4, durable: 0.2 } as const;
export const mostReadMs = 10;
export const mostSubscriberBytes = 300e6;
/** From a fifth of the tasks to all of them; a heap that breathes moves by as much. */
export const mostGrowthBytes = 24e6;
export const mostDashboardBytes = 250e3;

/** Describes each requirement that the figures miss. */
export function findMisses(figures: ServerFigures): string[] {
  const { memoryThroughput, durableThroughput, reads, subscribers, memory, dashboard } = figures;
  const misses: string[] = [];
  const check = (isMet: boolean, miss: string): void => void (isMet || misses.push(miss));
  if (memoryThroughput !== undefined)
    check(
      memoryThroughput.ratio >= leastRatio.memory,
      `tasks in memory: ${showShare(memoryThroughput.ratio)} of a bare handler, at least ${showShare(leastRatio.memory)} are required`,
    );
  if (durableThroughput !== undefined)
    check(
      durableThroughput.ratio >= leastRatio.durable,
      `durable tasks: ${showShare(durableThroughput.ratio)} of a bare handler, at least ${showShare(leastRatio.durable)} are required`,
    );
  if (reads !== undefined)
    check(
      reads.p99Ms <= mostReadMs,
      `reading a task: ${reads.p99Ms.toFixed(1)} ms for 99 of 100, at most ${mostReadMs} are allowed`,
    );
  if (subscribers !== undefined) {
    check(subscribers.isComplete, "subscribers: not everybody was told everything, once and in order");
    check(
      subscribers.residentBytes < mostSubscriberBytes,
      `subscribers: ${showMegabytes(subscribers.residentBytes)}, less than ${showMegabytes(mostSubscriberBytes)} is required`,
    );
  }
  if (memory !== undefined)
    check(
      memory.growthBytes <= mostGrowthBytes,
      `memory: grew by ${showMegabytes(memory.growthBytes)}, at most ${showMegabytes(mostGrowthBytes)} is allowed`,
    );
  if (dashboard !== undefined)
    check(
      dashboard.gzipBytes <= mostDashboardBytes,
      `dashboard: ${(dashboard.gzipBytes / 1e3).toFixed(0)} kB, at most ${mostDashboardBytes / 1e3} kB are allowed`,
    );
  return misses;
}

export function showShare(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`;
}

export function showMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

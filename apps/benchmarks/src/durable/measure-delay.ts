import { monitorEventLoopDelay } from "node:perf_hooks";
import { nextTurn } from "./next-turn.ts";

/** Milliseconds by which a timer comes late. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /**
   * The same for 99 of 100 by the processor time that this thread took: without what other programs took meanwhile. Collections
   * of garbage count with what they took of this thread.
   */
  readonly cpuP99: number;
}

const resolutionMs = 1;

/** Measures how late timers come while work goes on; the work has to let the loop turn. */
export async function measureDelay(work: () => Promise<unknown>): Promise<LoopDelay> {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  const turns = watchTurns();
  histogram.enable();
  await work();
  histogram.disable();
  // Each value is the time between two wakings, of which the pause that was asked for is a part.
  const read = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  return {
    p50: read(histogram.percentile(50)),
    p99: read(histogram.percentile(99)),
    most: read(histogram.max),
    cpuP99: findPercentile(await turns.end(), 0.99),
  };
}

/** What a timer of a millisecond would have had to wait for, in milliseconds of processor time. */
function watchTurns(): { end(): Promise<number[]> } {
  const delays: number[] = [];
  let isOver = false;
  const readCpu = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  const watching = (async () => {
    for (let last = readCpu(); !isOver;) {
      await nextTurn();
      const now = readCpu();
      if (now - last < resolutionMs) continue;
      delays.push(now - last - resolutionMs);
      last = now;
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return delays;
    },
  };
}

function findPercentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { sqliteStore } from "@convoke/core/sqlite";
import { countTransactions } from "./count-transactions.ts";
import { applyLoad, createOrchestrator, type Load } from "./load.ts";
import { createRawRows, type RawRow } from "./raw-rows.ts";
import type { RawWork } from "./raw-thread.ts";
import { recordWrites } from "./record-writes.ts";

/** Settled tasks beside raw commits of the same rows. */
export interface ThroughputFigure {
  readonly inFlight: number;
  /** Tasks whose end was on the disk, per second; the median of the rounds. */
  readonly perSecond: number;
  /** The same tasks' rows, committed raw in groups of the same size. */
  readonly rawPerSecond: number;
  /** Writes (runs opened, commits) that shared a transaction, on average. */
  readonly groupSize: number;
  /** The median of the rounds' ratios. */
  readonly ratio: number;
  readonly leastRatio: number;
  readonly greatestRatio: number;
}

/** Measures in turns: a round of tasks, and the rows of that very round. */
export async function measureThroughput(
  folder: string,
  load: Load,
  rounds: number,
): Promise<ThroughputFigure> {
  const measured: { readonly rate: number; readonly rawRate: number; readonly group: number }[] = [];
  // The first round, in which everything is compiled, does not count.
  for (let round = 0; round <= rounds; round++) {
    const path = join(folder, `throughput-${load.inFlight}-${round}.db`);
    const figure = await measureRound(path, load);
    if (round > 0) measured.push(figure);
  }
  const ratios = measured.map(({ rate, rawRate }) => rate / rawRate).sort((left, right) => left - right);
  return {
    inFlight: load.inFlight,
    perSecond: findMedian(measured.map(({ rate }) => rate)),
    rawPerSecond: findMedian(measured.map(({ rawRate }) => rawRate)),
    groupSize: findMedian(measured.map(({ group }) => group)),
    ratio: findMedian(ratios),
    leastRatio: ratios[0]!,
    greatestRatio: ratios.at(-1)!,
  };
}

async function measureRound(path: string, load: Load) {
  const sqlite = await sqliteStore({ path, maxSettledTasks: Infinity });
  const { store, recorded } = recordWrites(sqlite);
  const orchestrator = createOrchestrator(store);
  const before = countTransactions(path);
  const start = performance.now();
  const tasks = await applyLoad(orchestrator, load);
  const ms = performance.now() - start;
  const group = recorded.length / (countTransactions(path) - before);
  await orchestrator.close();
  await sqlite.close();
  const rawMs = await commitRaw(`${path}.raw`, createRawRows(recorded), group);
  return { rate: (tasks / ms) * 1_000, rawRate: (tasks / rawMs) * 1_000, group };
}

async function commitRaw(path: string, writes: readonly RawRow[][], groupSize: number): Promise<number> {
  // A file with the same tables and indexes.
  await (await sqliteStore({ path })).close();
  const groups: RawRow[][] = [];
  for (let from = 0, taken = 0; taken < writes.length; from += groupSize) {
    const end = Math.round(from + groupSize);
    groups.push(writes.slice(taken, end).flat());
    taken = end;
  }
  const thread = new Worker(new URL("./raw-thread.ts", import.meta.url), {
    workerData: { path, groups } satisfies RawWork,
  });
  const [[ms]] = (await Promise.all([once(thread, "message"), once(thread, "exit")])) as [[number], unknown];
  return ms;
}

export function findMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

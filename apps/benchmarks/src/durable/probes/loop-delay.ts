import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqliteStore } from "@convoke/core/sqlite";
import { applyLoad, createOrchestrator, type Load } from "../load.ts";
import { type LoopDelay, measureDelay } from "../measure-delay.ts";

// How long the event loop of a process lets timers wait under load, with a store in a file and without any; in turns.

/** What the probe prints. */
export interface LoopDelays {
  readonly durable: LoopDelay;
  readonly withoutStore: LoopDelay;
}

const median = (delays: readonly LoopDelay[], name: keyof LoopDelay): number =>
  delays.map((delay) => delay[name]).sort((left, right) => left - right)[Math.floor(delays.length / 2)]!;

const summarize = (delays: readonly LoopDelay[]): LoopDelay => ({
  p50: median(delays, "p50"),
  p99: median(delays, "p99"),
  cpuP99: median(delays, "cpuP99"),
  most: Math.max(...delays.map(({ most }) => most)),
});

const [inFlight, tasks, rounds] = process.argv.slice(2).map(Number) as [number, number, number];
const load: Load = { inFlight, tasks, runEvery: 10 };
const folder = mkdtempSync(join(tmpdir(), "convoke-loop-delay-"));
try {
  const store = await sqliteStore({ path: join(folder, "runs.db") });
  const durable = createOrchestrator(store);
  const alone = createOrchestrator();
  const delays: { readonly durable: LoopDelay[]; readonly withoutStore: LoopDelay[] } = {
    durable: [],
    withoutStore: [],
  };
  // The first round, in which everything is compiled, does not count.
  for (let round = 0; round <= rounds; round++) {
    const withStore = await measureDelay(() => applyLoad(durable, load));
    const without = await measureDelay(() => applyLoad(alone, { ...load, givesWay: true }));
    if (round === 0) continue;
    delays.durable.push(withStore);
    delays.withoutStore.push(without);
  }
  await Promise.all([durable.close(), alone.close()]);
  await store.close();
  const figure: LoopDelays = {
    durable: summarize(delays.durable),
    withoutStore: summarize(delays.withoutStore),
  };
  console.log(JSON.stringify(figure));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { openOrchestrator } from "../prepare-runs.ts";

// A process of its own goes on with what another one has left in a file.

/** Milliseconds since just before the file was opened. */
export interface ResumeTimes {
  /** The file is open: tables checked, leases of the dead ended. */
  readonly opened: number;
  /** `resume` has answered: every run is claimed, loaded and begun. */
  readonly takenUp: number;
  /** Every task that had not settled, and whose turn it is, executes again. */
  readonly goesOn: number;
  /** Every run has ended. */
  readonly settled: number;
  /** Processor time until it goes on, of all threads. */
  readonly cpuGoesOn: number;
}

const [path, expected] = [process.argv[2]!, Number(process.argv[3])];
const allExecute = Promise.withResolvers<void>();
const mayEnd = Promise.withResolvers<void>();
let executing = 0;

const cpuBefore = process.cpuUsage();
const start = performance.now();
const { store, orchestrator } = await openOrchestrator(path, async () => {
  if (++executing === expected) allExecute.resolve();
  await mayEnd.promise;
});
const opened = performance.now() - start;
const handles = await orchestrator.resume();
const takenUp = performance.now() - start;
await allExecute.promise;
const goesOn = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
mayEnd.resolve();
await Promise.all(handles.map(({ settled }) => settled));
const settled = performance.now() - start;
await orchestrator.close();
await store.close();
console.log(
  JSON.stringify({
    opened,
    takenUp,
    goesOn,
    settled,
    cpuGoesOn: (user + system) / 1_000,
  } satisfies ResumeTimes),
);

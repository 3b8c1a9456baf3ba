import { formatTable } from "../report/format-table.ts";
import type { Calibration, Point } from "./calibration.ts";
import { type Cell, type CellOutcome, simulateCell } from "./simulate-cell.ts";

const works = [0, 20, 1_000, 30_000] as const;
const concurrency = 100;
const seed = 8;

/** The simulation beside what was measured, with as little of the processor as the machine had left. */
export function describeChecks(calibration: Calibration): string {
  const { noOp, work } = calibration.checks;
  const shared = { coordinators: 1, seed };
  const rows: readonly (readonly [string, Point, Cell])[] = [
    [
      "no work, 1 worker",
      noOp,
      { ...shared, workers: 1, concurrency: noOp.concurrency, workMs: 0, load: { inFlight: noOp.inFlight } },
    ],
    ...[1, 2].map((workers): readonly [string, Point, Cell] => [
      `${work.workMs} ms of work, ${workers} worker${workers === 1 ? "" : "s"} with ${work.concurrency} slots`,
      workers === 1 ? work.oneWorker : work.twoWorkers,
      {
        ...shared,
        workers,
        concurrency: work.concurrency,
        workMs: work.workMs,
        load: { inFlight: work.inFlight },
      },
    ]),
  ];
  return formatTable(
    ["one machine, all processes", "computing took", "measured", "simulated", "difference"],
    rows.map(([name, { tasksPerSecond: measured, stretch }, cell]) => {
      const { tasksPerSecond } = simulateCell({ ...cell, stretch }, calibration);
      const difference = Math.round((tasksPerSecond / measured - 1) * 100);
      return [
        name,
        `${stretch.toFixed(1)} ×`,
        showRate(measured),
        showRate(tasksPerSecond),
        `${difference > 0 ? "+" : ""}${difference} %`,
      ];
    }),
  );
}

/** Tasks a second by workers, for each length of work, and what is busy then. */
export function describeWorkers(calibration: Calibration): string {
  const counts = [1, 2, 4, 8, 16, 64];
  return formatTable(
    [`workers of ${concurrency} slots`, ...works.map(nameWork)],
    counts.map((workers) => [
      String(workers),
      ...works.map((workMs) => {
        const outcome = simulateCell(createCell({ coordinators: 1, workers, workMs }), calibration);
        return `${showRate(outcome.tasksPerSecond)} (${nameLimit(outcome)})`;
      }),
    ]),
  );
}

/** Tasks without work a second, by coordinators on one Redis and by Redis with two coordinators each. */
export function describeShards(calibration: Calibration): string {
  const measure = (coordinators: number, workers: number): CellOutcome =>
    simulateCell(createCell({ coordinators, workers, workMs: 0 }), calibration);
  const rows = [
    ...[1, 2, 4].map((coordinators) => ({ shards: 1, coordinators, workers: 4 })),
    ...[2, 4, 8].map((shards) => ({ shards, coordinators: 2, workers: 4 })),
  ];
  return formatTable(
    ["Redis servers", "coordinators", "workers", "tasks/s", "limited by"],
    rows.map(({ shards, coordinators, workers }) => {
      const outcome = measure(coordinators, workers);
      // Prefixes share nothing: each is a system of its own.
      return [
        String(shards),
        String(shards * coordinators),
        String(shards * workers),
        showRate(shards * outcome.tasksPerSecond),
        nameLimit(outcome),
      ];
    }),
  );
}

/** What a task takes beyond its work, by how much of what one Redis bears is asked of it. */
export function describeLatency(calibration: Calibration): string {
  const shape = { coordinators: 2, workers: 4, workMs: 0 };
  const most = simulateCell(createCell(shape), calibration).tasksPerSecond;
  return formatTable(
    ["load", "tasks/s", "p50", "p99"],
    [0.1, 0.5, 0.8, 0.95].map((share) => {
      const load = { perSecond: most * share };
      const { overheadsMs } = simulateCell({ ...createCell(shape), load }, calibration);
      const at = (part: number): string =>
        `${overheadsMs[Math.floor(overheadsMs.length * part)]!.toFixed(1)} ms`;
      return [`${Math.round(share * 100)} %`, showRate(load.perSecond), at(0.5), at(0.99)];
    }),
  );
}

/** As many in flight as keep every slot and every thread busy. */
function createCell(shape: Pick<Cell, "coordinators" | "workers" | "workMs">): Cell {
  const inFlight = Math.round(1.2 * shape.workers * concurrency) + 200;
  return { ...shape, concurrency, load: { inFlight }, seed };
}

/** What is busy for most of the time. */
function nameLimit({ use }: CellOutcome): string {
  const threads = [
    ["coordinator", use.coordinators],
    ["Redis", use.redis],
    ["worker", use.workers],
  ] as const;
  const [name, share] = threads.reduce((most, next) => (next[1] > most[1] ? next : most));
  // Slots are taken as well while their tasks wait for a thread.
  return share >= 0.9 || use.slots < 0.9 ? name : "slots";
}

function nameWork(workMs: number): string {
  return workMs === 0 ? "no work" : workMs < 1_000 ? `${workMs} ms` : `${workMs / 1_000} s`;
}

function showRate(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : String(rate < 1_000 ? Math.round(rate) : Math.round(rate / 10) * 10);
}

import { type Calibration, findHopMs } from "./calibration.ts";
import { createEventQueue } from "./event-queue.ts";
import { createRandom, drawExponential } from "./random.ts";
import { createStation, type Station } from "./station.ts";

/** One Redis with the coordinators and workers that share its prefix. */
export interface Cell {
  readonly coordinators: number;
  readonly workers: number;
  /** Attempts that a worker has at once. */
  readonly concurrency: number;
  /** How long one takes, on average; each up to a fifth more or less. */
  readonly workMs: number;
  /** Tasks in flight at any time, or tasks that come in a second, independently of each other. */
  readonly load: { readonly inFlight: number } | { readonly perSecond: number };
  /** How much longer computing takes because the machine has other things to do. @default 1 */
  readonly stretch?: number;
  readonly seed: number;
}

/** What a cell does once it has got going. */
export interface CellOutcome {
  readonly tasksPerSecond: number;
  /** From coming in to being settled, without the work itself, in milliseconds, sorted. */
  readonly overheadsMs: readonly number[];
  /** The share of time in which each was busy. */
  readonly use: {
    readonly coordinators: number;
    readonly workers: number;
    readonly redis: number;
    readonly slots: number;
  };
}

/** Plays a cell through, event by event; the same cell gives the same outcome. */
export function simulateCell(cell: Cell, calibration: Calibration): CellOutcome {
  const { coordinators, workers, concurrency, workMs, load, stretch = 1, seed } = cell;
  const { cpuUs, holdingUs } = calibration;
  const hopMs = findHopMs(calibration);
  const events = createEventQueue();
  const random = createRandom(seed);
  const createThreads = (count: number): Station[] =>
    Array.from({ length: count }, () => createStation(events, 1));
  const coordinatorThreads = createThreads(coordinators);
  const workerThreads = createThreads(workers);
  const [redis] = createThreads(1) as [Station];
  const slots = createStation(events, workers * concurrency);
  const busy = workerThreads.map(() => 0);
  const warmMs = 2 * workMs + 2_000;
  const endMs = warmMs + Math.max(8_000, 2 * workMs);
  const overheadsMs: number[] = [];
  let settled = 0;
  let begun = 0;

  /** Computes on a thread that does one thing at a time. */
  function compute(thread: Station, us: number, then: () => void): void {
    thread.acquire(() =>
      events.schedule(drawExponential(random, (us * stretch) / 1_000), () => {
        thread.release();
        then();
      }),
    );
  }
  const travel = (then: () => void): void => events.schedule(hopMs, then);
  /** There, through Redis, and on. */
  const passRedis = (then: () => void): void =>
    travel(() => compute(redis, cpuUs.redis / 4, () => travel(then)));

  function beginTask(onSettled: () => void): void {
    const startedAt = events.now();
    const coordinator = coordinatorThreads[(begun += 1) % coordinators]!;
    const takesMs = workMs * (0.8 + 0.4 * random());
    compute(coordinator, cpuUs.coordinator / 2, () =>
      passRedis(() =>
        slots.acquire(() => {
          const at = findFreest(busy);
          const thread = workerThreads[at]!;
          busy[at]! += 1;
          compute(thread, cpuUs.worker / 2, () =>
            passRedis(() =>
              events.schedule(takesMs, () =>
                compute(thread, cpuUs.worker / 2, () =>
                  passRedis(() => {
                    busy[at]! -= 1;
                    slots.release();
                    compute(coordinator, cpuUs.coordinator / 2, () =>
                      passRedis(() => {
                        settled += 1;
                        if (events.now() > warmMs) overheadsMs.push(events.now() - startedAt - takesMs);
                        onSettled();
                      }),
                    );
                  }),
                ),
              ),
            ),
          );
        }),
      ),
    );
  }

  /** What attempts cost while they go on, once a second. */
  function hold(): void {
    const all = busy.reduce((sum, count) => sum + count, 0);
    const nothing = (): void => undefined;
    for (const [at, count] of busy.entries())
      if (count > 0) compute(workerThreads[at]!, count * holdingUs.worker, nothing);
    if (all > 0) {
      compute(redis, all * holdingUs.redis, nothing);
      for (const thread of coordinatorThreads)
        compute(thread, (all * holdingUs.coordinator) / coordinators, nothing);
    }
    events.schedule(1_000, hold);
  }
  events.schedule(1_000, hold);

  if ("inFlight" in load) {
    const again = (): void => beginTask(again);
    // They do not come all at once: work that takes long would stay in step.
    for (let count = 0; count < load.inFlight; count += 1) events.schedule(random() * (workMs + 100), again);
  } else {
    const arrive = (): void => {
      beginTask(() => undefined);
      events.schedule(drawExponential(random, 1_000 / load.perSecond), arrive);
    };
    arrive();
  }

  events.runUntil(warmMs);
  const settledBefore = settled;
  const threads = [...coordinatorThreads, ...workerThreads, redis, slots];
  for (const station of threads) station.resetUse();
  events.runUntil(endMs);
  const average = (stations: readonly Station[]): number =>
    stations.reduce((sum, station) => sum + station.readUse(), 0) / stations.length;
  return {
    tasksPerSecond: ((settled - settledBefore) / (endMs - warmMs)) * 1_000,
    overheadsMs: overheadsMs.sort((one, other) => one - other),
    use: {
      coordinators: average(coordinatorThreads),
      workers: average(workerThreads),
      redis: redis.readUse(),
      slots: slots.readUse(),
    },
  };
}

function findFreest(busy: readonly number[]): number {
  let freest = 0;
  for (let at = 1; at < busy.length; at += 1) if (busy[at]! < busy[freest]!) freest = at;
  return freest;
}

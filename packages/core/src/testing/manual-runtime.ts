import { ErrorCode, OrchestrationError, type Runtime } from "../index.ts";
import { createSplitMix } from "./split-mix.ts";

/** What `createManualRuntime` can be told. */
export interface ManualRuntimeOptions {
  /** Where the clock starts, in milliseconds since 1970-01-01 UTC. @default 0 */
  readonly startMs?: number;
  /** A whole number; the same seed gives the same random numbers. @default 1 */
  readonly seed?: number;
}

/** A runtime whose time passes only when a test says so. */
export interface ManualRuntime extends Runtime {
  /** Timers that are armed. */
  readonly pendingTimers: number;
  /**
   * Lets `ms` pass: fires the timers that become due, in order of their time, and lets everything that
   * each of them has set off run before the next. Rejects with what a timer's callback throws.
   */
  advance(ms: number): Promise<void>;
  /** Lets time pass up to the next timer; rejects with `invalid_argument` when none is armed. */
  advanceToNextTimer(): Promise<void>;
}

interface Timer {
  readonly dueAt: number;
  readonly callback: () => void;
}

/** Taken when the module loads, so that a test runner's fake timers do not stop it. */
const runSoon = globalThis.setImmediate;

/** Resolves when every promise continuation that is ready now, or made ready by one, has run. */
function runContinuations(): Promise<void> {
  return new Promise((resolve) => runSoon(resolve));
}

/**
 * Creates a runtime for tests: its clock stands still until `advance`, its ids are `id1`, `id2`, …, and
 * its random numbers follow from the seed.
 *
 * @example
 * const runtime = createManualRuntime({ startMs: 1_000 });
 * const settled = orchestrator.delegateTask({ agentType: "slow", description: "…", timeoutMs: 5_000 });
 * await runtime.advance(5_000);
 * (await settled).status; // "failed"
 */
export function createManualRuntime({ startMs = 0, seed = 1 }: ManualRuntimeOptions = {}): ManualRuntime {
  if (!Number.isFinite(startMs)) throw createInvalidArgument("startMs", startMs, "a number of milliseconds");
  if (!Number.isSafeInteger(seed)) throw createInvalidArgument("seed", seed, "a whole number");
  const random = createSplitMix(seed);
  const timers: Timer[] = [];
  let now = startMs;
  let lastId = 0;
  let queue = Promise.resolve();

  function arm(timer: Timer): void {
    let low = 0;
    let high = timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (timers[middle].dueAt > timer.dueAt) high = middle;
      else low = middle + 1;
    }
    timers.splice(low, 0, timer);
  }

  async function passUntil(target: number): Promise<void> {
    await runContinuations();
    while (timers.length > 0 && timers[0].dueAt <= target) {
      const timer = timers.shift();
      if (timer === undefined) break;
      now = Math.max(now, timer.dueAt);
      timer.callback();
      await runContinuations();
    }
    now = Math.max(now, target);
  }

  /** Runs one passage of time after the other, whoever asks. */
  function enqueue(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  }

  return {
    now: () => now,
    createId: () => `id${++lastId}`,
    random,
    schedule(callback, delayMs) {
      if (Number.isNaN(delayMs)) throw createInvalidArgument("delayMs", delayMs, "a number of milliseconds");
      const timer = { dueAt: now + Math.max(0, delayMs), callback };
      arm(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index !== -1) timers.splice(index, 1);
      };
    },
    get pendingTimers() {
      return timers.length;
    },
    async advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms))) throw createInvalidArgument("ms", ms, "a number from 0 up");
      return enqueue(() => passUntil(now + ms));
    },
    advanceToNextTimer: () =>
      enqueue(async () => {
        await runContinuations();
        const next = timers.at(0);
        if (next === undefined || next.dueAt === Infinity) {
          throw new OrchestrationError(
            ErrorCode.INVALID_ARGUMENT,
            "No timer is armed, so there is none to advance to. Check `pendingTimers` first.",
          );
        }
        await passUntil(next.dueAt);
      }),
  };
}

function createInvalidArgument(name: string, value: number, expected: string): OrchestrationError {
  return new OrchestrationError(
    ErrorCode.INVALID_ARGUMENT,
    `The manual runtime cannot use ${name} = ${String(value)}. Pass ${expected}.`,
    { details: { argument: name } },
  );
}

import { awaitUnlessAborted } from "@convoke/core";
import type { ProviderContext } from "./search-provider.ts";

/** How many answers are kept, and for how long. */
export interface QueryCacheOptions<Value> {
  readonly maxEntries: number;
  readonly timeToLiveMs: number;
  /** Whether an answer is good enough to be given again. */
  readonly isWorthKeeping: (value: Value) => boolean;
}

/** An answer, and whether it was kept (`cached`), is under way for somebody else (`joined`), or was started now. */
interface CacheAnswer<Value> {
  readonly origin: "cached" | "joined" | "started";
  readonly value: Promise<Value>;
}

/** Answers of queries by their keys. */
export interface QueryCache<Value> {
  /** True while `open` would not start anything. */
  has(key: string, now: number): boolean;
  /** The value rejects with the signal's reason as soon as it aborts, whatever becomes of the query. */
  open(
    key: string,
    context: ProviderContext,
    start: (context: ProviderContext) => Promise<Value>,
  ): CacheAnswer<Value>;
}

interface Flight<Value> {
  readonly controller: AbortController;
  readonly result: Promise<Value>;
  waiting: number;
}

/**
 * Creates a cache that answers equal queries once, also those under way. A query under way stops when the last who
 * waits for it has gone; failures are not kept; the answer that was used longest ago makes room for a new one.
 */
export function createQueryCache<Value>(options: QueryCacheOptions<Value>): QueryCache<Value> {
  const { maxEntries, timeToLiveMs, isWorthKeeping } = options;
  /** The least recently used comes first. */
  const entries = new Map<string, { readonly value: Value; readonly endsAt: number }>();
  const flights = new Map<string, Flight<Value>>();

  function find(key: string, now: number): Value | undefined {
    const entry = entries.get(key);
    if (entry === undefined || entry.endsAt > now) return entry?.value;
    entries.delete(key);
    return undefined;
  }

  function keep(key: string, value: Value, now: number): void {
    entries.delete(key);
    entries.set(key, { value, endsAt: now + timeToLiveMs });
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
  }

  function launch(
    key: string,
    { runtime }: ProviderContext,
    start: (context: ProviderContext) => Promise<Value>,
  ): Flight<Value> {
    const controller = new AbortController();
    const result = start({ runtime, signal: controller.signal }).then(
      (value) => {
        if (flights.get(key) === flight && isWorthKeeping(value)) keep(key, value, runtime.now());
        land();
        return value;
      },
      (error: unknown) => {
        land();
        throw error;
      },
    );
    // Those who wait handle the failure; when all have gone, nobody is left to.
    result.catch(() => {});
    const flight: Flight<Value> = { controller, result, waiting: 0 };
    const land = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flights.set(key, flight);
    return flight;
  }

  async function wait(key: string, flight: Flight<Value>, signal: AbortSignal): Promise<Value> {
    flight.waiting += 1;
    try {
      return await awaitUnlessAborted(signal, () => flight.result);
    } finally {
      flight.waiting -= 1;
      if (signal.aborted && flight.waiting === 0 && flights.get(key) === flight) {
        flights.delete(key);
        flight.controller.abort(signal.reason);
      }
    }
  }

  return {
    has: (key, now) => flights.has(key) || find(key, now) !== undefined,
    open(key, context, start) {
      if (context.signal.aborted) return { origin: "joined", value: Promise.reject(context.signal.reason) };
      const value = find(key, context.runtime.now());
      if (value !== undefined) {
        const entry = entries.get(key);
        // To the end of the line of those that make room.
        entries.delete(key);
        if (entry !== undefined) entries.set(key, entry);
        return { origin: "cached", value: Promise.resolve(value) };
      }
      const joined = flights.get(key);
      const flight = joined ?? launch(key, context, start);
      return {
        origin: joined === undefined ? "started" : "joined",
        value: wait(key, flight, context.signal),
      };
    },
  };
}

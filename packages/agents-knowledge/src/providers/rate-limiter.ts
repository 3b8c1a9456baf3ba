import type { ProviderContext } from "./search-provider.ts";
import { SearchError } from "./search-error.ts";

/** A line before one provider. */
export interface RateLimiter {
  /**
   * Resolves when it is the caller's turn. Rejects with `rate_limited` at once when that would take too long, and
   * with the signal's reason as soon as it aborts.
   */
  acquire(context: ProviderContext): Promise<void>;
  /** Lets nobody pass until then, in milliseconds since 1970-01-01 UTC. */
  pause(until: number): void;
}

/** How fast the line moves and how long it may become. */
export interface RateLimiterOptions {
  readonly provider: string;
  /** Unlimited when left out. */
  readonly requestsPerSecond?: number | undefined;
  /** @default 30_000 */
  readonly maxWaitMs?: number;
  /** @default 100 */
  readonly maxWaiting?: number;
}

interface Waiting extends ProviderContext {
  readonly enter: () => void;
  readonly refuse: (reason: unknown) => void;
}

/** Creates a bucket of one token that fills in `1 / requestsPerSecond`, and a line of those who wait for it. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { provider, requestsPerSecond, maxWaitMs = 30_000, maxWaiting = 100 } = options;
  const intervalMs = requestsPerSecond === undefined ? 0 : 1000 / requestsPerSecond;
  const line: Waiting[] = [];
  let nextAt = -Infinity;
  let cancelTimer: (() => void) | undefined;

  const measureWait = (place: number, now: number): number => Math.max(0, nextAt + place * intervalMs - now);

  /** Lets pass whose turn has come, and arms a timer for the next. */
  function move(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    for (let head = line.at(0); head !== undefined; head = line.at(0)) {
      const now = head.runtime.now();
      if (nextAt > now) {
        cancelTimer = head.runtime.schedule(move, nextAt - now);
        return;
      }
      line.shift();
      nextAt = now + intervalMs;
      head.enter();
    }
  }

  function queue({ signal, runtime }: ProviderContext): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        line.splice(line.indexOf(waiting), 1);
        reject(signal.reason);
        move();
      };
      const waiting: Waiting = {
        signal,
        runtime,
        enter() {
          signal.removeEventListener("abort", leave);
          resolve();
        },
        refuse(reason) {
          signal.removeEventListener("abort", leave);
          reject(reason);
        },
      };
      signal.addEventListener("abort", leave, { once: true });
      line.push(waiting);
      move();
    });
  }

  function createRefusal(waitMs: number): SearchError {
    return new SearchError(
      `${provider} is asked too often: the next turn is in ${Math.ceil(waitMs)} ms and ${line.length} are waiting; ask later, or raise requestsPerSecond if your plan allows.`,
      { provider, reason: "rate_limited", retryAfterMs: Math.ceil(waitMs) },
    );
  }

  return {
    async acquire(context) {
      context.signal.throwIfAborted();
      const now = context.runtime.now();
      const waitMs = measureWait(line.length, now);
      if (waitMs > maxWaitMs || line.length >= maxWaiting) throw createRefusal(waitMs);
      if (line.length > 0 || waitMs > 0) return queue(context);
      nextAt = now + intervalMs;
    },
    pause(until) {
      nextAt = Math.max(nextAt, until);
      const kept = line.filter(({ runtime }, place) => measureWait(place, runtime.now()) <= maxWaitMs);
      for (const late of line.splice(kept.length))
        late.refuse(createRefusal(measureWait(0, late.runtime.now())));
      move();
    },
  };
}

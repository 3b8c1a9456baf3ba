import type { Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { nameLife } from "../wire/names.ts";

/** How long a coordinator that was there counts as living without another look, in milliseconds. */
const trustedMs = 1_500;
/** How long a coordinator is looked after when nothing of it is under way, in milliseconds. */
const rememberedMs = 10_000;
/** One look may come between an outage of Redis and the next sign of life. */
const looksUntilGone = 2;

/** Knows which coordinators live. */
export interface Lives {
  /** Whether a coordinator lives, by a look that is hardly older than a second. */
  isAlive(coordinator: string): boolean | Promise<boolean>;
  /** Looks after all of them in one go; to be called about once a second. `onGone` hears of those that are gone. */
  look(busy: ReadonlySet<string>): Promise<void>;
}

export function watchLives(
  redis: Redis,
  prefix: string,
  runtime: Runtime,
  onGone: (coordinator: string) => void,
): Lives {
  const known = new Map<string, { seenAt: number; neededAt: number; misses: number }>();

  async function ask(coordinator: string): Promise<boolean> {
    const askedAt = runtime.now();
    const isThere = (await redis.exists(nameLife(prefix, coordinator))) === 1;
    if (isThere) known.set(coordinator, { seenAt: askedAt, neededAt: askedAt, misses: 0 });
    return isThere;
  }

  return {
    isAlive(coordinator) {
      const life = known.get(coordinator);
      const now = runtime.now();
      if (life !== undefined && life.misses === 0 && now - life.seenAt < trustedMs) {
        life.neededAt = now;
        return true;
      }
      return ask(coordinator);
    },
    async look(busy) {
      const askedAt = runtime.now();
      for (const [coordinator, life] of known) {
        if (!busy.has(coordinator) && askedAt - life.neededAt > rememberedMs) known.delete(coordinator);
      }
      const coordinators = [...known.keys()];
      if (coordinators.length === 0) return;
      const values = await redis.mget(coordinators.map((coordinator) => nameLife(prefix, coordinator)));
      for (const [index, coordinator] of coordinators.entries()) {
        const life = known.get(coordinator);
        if (life === undefined) continue;
        if (values[index] !== null) {
          life.seenAt = askedAt;
          life.misses = 0;
          continue;
        }
        life.misses++;
        if (life.misses < looksUntilGone) continue;
        known.delete(coordinator);
        onGone(coordinator);
      }
    },
  };
}

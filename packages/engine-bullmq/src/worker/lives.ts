import type { Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { nameLife } from "../wire/names.ts";

/** How long what was seen of a coordinator counts without another look at most, in milliseconds. */
const trustedMs = 1_500;
/** How long a coordinator is looked after when nothing of it is under way, in milliseconds. */
const rememberedMs = 10_000;
/** One look may come between an outage of Redis and the next sign of life. */
const looksUntilGone = 2;

/** Whether a generation is in force, or the coordinator lives on in another one, or not at all. */
export type Standing = "in-force" | "over" | "gone";

/** Knows which coordinators live, and in which generation. */
export interface Lives {
  /** How a generation stands now: one that is in force has not ended before this moment. */
  judge(coordinator: string, generation: number): Standing | Promise<Standing>;
  /** Looks after all of them in one go; to be called about once a second. `onGone` hears of those that are gone. */
  look(busy: ReadonlySet<string>): Promise<void>;
}

interface Life {
  readonly generation: string;
  /** It does not end before, by the clock of this process. */
  readonly lastsUntil: number;
}

interface KnownLife {
  life: Life;
  neededAt: number;
  misses: number;
}

export function watchLives(
  redis: Redis,
  prefix: string,
  runtime: Runtime,
  onGone: (coordinator: string) => void,
): Lives {
  const known = new Map<string, KnownLife>();

  /** The time that is left is asked for first: should a new life begin in between, too little is believed. */
  async function see(coordinators: readonly string[]): Promise<readonly (Life | undefined)[]> {
    const keys = coordinators.map((coordinator) => nameLife(prefix, coordinator));
    const askedAt = runtime.now();
    // Commands of one turn travel in one go, in this order.
    const timesLeft = Promise.all(keys.map((key) => redis.pttl(key)));
    const [generations, left] = await Promise.all([redis.mget(keys), timesLeft]);
    return generations.map((generation, index) => {
      const leftMs = left[index] ?? 0;
      if (generation === null) return undefined;
      // One without an end is nobody's of today.
      return { generation, lastsUntil: askedAt + (leftMs === -1 ? trustedMs : Math.min(leftMs, trustedMs)) };
    });
  }

  async function ask(coordinator: string, generation: string): Promise<Standing> {
    for (;;) {
      const [life] = await see([coordinator]);
      if (life === undefined) return "gone";
      const now = runtime.now();
      known.set(coordinator, { life, neededAt: now, misses: 0 });
      if (life.generation !== generation) return "over";
      // It may have ended while the answer was under way.
      if (now < life.lastsUntil) return "in-force";
    }
  }

  return {
    judge(coordinator, generation) {
      const entry = known.get(coordinator);
      const now = runtime.now();
      const text = String(generation);
      if (entry !== undefined && entry.life.generation === text && now < entry.life.lastsUntil) {
        entry.neededAt = now;
        return "in-force";
      }
      return ask(coordinator, text);
    },
    async look(busy) {
      const now = runtime.now();
      for (const [coordinator, { neededAt }] of known) {
        if (!busy.has(coordinator) && now - neededAt > rememberedMs) known.delete(coordinator);
      }
      const coordinators = [...known.keys()];
      if (coordinators.length === 0) return;
      const lives = await see(coordinators);
      for (const [index, coordinator] of coordinators.entries()) {
        const entry = known.get(coordinator);
        const life = lives[index];
        if (entry === undefined) continue;
        if (life !== undefined) {
          entry.life = life;
          entry.misses = 0;
          continue;
        }
        entry.life = { ...entry.life, lastsUntil: 0 };
        entry.misses++;
        if (entry.misses < looksUntilGone) continue;
        known.delete(coordinator);
        onGone(coordinator);
      }
    },
  };
}

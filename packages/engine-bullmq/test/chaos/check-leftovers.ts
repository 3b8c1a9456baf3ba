import { Redis } from "ioredis";

/** What BullMQ keeps of a queue without jobs: settings and counters. */
const ofQueues = /:(?:meta|id|events|marker|pc)$/;

/** Longest life of what a dead process leaves, in milliseconds. */
const longestLifeMs = 60_000;

/** Redis holds the store, and nothing else that stays. */
export async function checkLeftovers(port: number, prefix: string, ofStore: RegExp): Promise<string[]> {
  const redis = new Redis({ host: "127.0.0.1", port });
  try {
    const problems: string[] = [];
    let cursor = "0";
    do {
      const [next, keys] = await redis.scan(cursor, "COUNT", 1_000);
      cursor = next;
      for (const key of keys) {
        if (!key.startsWith(`${prefix}:`)) problems.push(`key ${key} has another prefix`);
        else if (!ofStore.test(key.slice(prefix.length + 1)) && !ofQueues.test(key)) {
          const life = await redis.pttl(key);
          if (life === -1) problems.push(`key ${key} (${await redis.type(key)}) is left for ever`);
          if (life > longestLifeMs) problems.push(`key ${key} is left for ${life} ms`);
        }
      }
    } while (cursor !== "0");
    return problems;
  } finally {
    redis.disconnect();
  }
}

import type { Redis } from "ioredis";

/**
 * Subscribes a connection that `openConnection` has opened to a channel, again whenever it comes again; resolves with the
 * first time, and rejects when Redis refuses it.
 *
 * ioredis would subscribe again by itself, and leave the failure to nobody: a connection that is closed in this moment would
 * end its process.
 */
export async function subscribe(redis: Redis, channel: string): Promise<void> {
  await redis.subscribe(channel);
  redis.on("ready", () => redis.subscribe(channel).catch(() => undefined));
}

import { Redis, type RedisOptions } from "ioredis";
import { defineForWaiting } from "./define-for-waiting.ts";

/**
 * Where Redis is: a URL (`redis://user:password@host:6379/1`, `rediss://` for TLS), the path of a socket (`/run/redis.sock`), or
 * options of ioredis (`{ host, port, password, db, tls }`). How connections wait, and come again, is ours to decide.
 */
export type ConnectionOptions = string | RedisOptions;

/**
 * Opens a connection that waits through an outage: commands are kept until Redis is there again, and sent in the order in
 * which they were given. `blocking` is for a connection that waits within commands; without `resend`, who has sent what a
 * lost connection has not answered sends it again.
 */
export function openConnection(
  connection: ConnectionOptions,
  { blocking = false, resend = true } = {},
): Redis {
  const options: RedisOptions = {
    maxRetriesPerRequest: null,
    enableReadyCheck: true,
    autoResendUnfulfilledCommands: resend,
    enableOfflineQueue: resend,
    enableAutoPipelining: !blocking,
    // A network that swallows everything is noticed by the silence.
    ...(resend && { socketTimeout: blocking ? 10_000 : 5_000 }),
    // Where ioredis closes a connection that has gone already, its process lives for so long.
    disconnectTimeout: 500,
    // A Redis that loads its data says how long that takes. ioredis sleeps so long, also when the connection is closed meanwhile.
    maxLoadingRetryTime: 500,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
    lazyConnect: false,
    // See `subscribe`.
    autoResubscribe: false,
    // Nothing is given up, and numbers are numbers, whatever else the connection is used for.
    commandTimeout: undefined,
    stringNumbers: false,
  };
  const redis =
    typeof connection === "string"
      ? new Redis(connection, options)
      : new Redis({ ...connection, ...options });
  // It connects again by itself; without a listener, ioredis writes every try to the console.
  redis.on("error", () => undefined);
  redis.on("close", () => forgetSilence(redis));
  if (!blocking) defineForWaiting(redis);
  return redis;
}

/**
 * ioredis lets the timer of a lost connection go on: it would keep the process alive, leave the next connection without a
 * timer of its own, and end it when it strikes.
 */
function forgetSilence(redis: Redis): void {
  const timed = redis as unknown as { socketTimeoutTimer: ReturnType<typeof setTimeout> | undefined };
  clearTimeout(timed.socketTimeoutTimer);
  timed.socketTimeoutTimer = undefined;
}

/** Closes a connection at once, whatever it is doing; what waits for it rejects. */
export function closeConnection(redis: Redis): void {
  // A second time, ioredis would wait two seconds for the end of what has ended.
  if (redis.status === "end") return;
  forgetUnanswered(redis);
  redis.disconnect();
  if (redis.status !== "reconnecting") return;
  // Between two tries ioredis would leave it open for ever what becomes of the commands that wait for the next one.
  redis.connect().catch(() => undefined);
  redis.disconnect();
}

/**
 * ioredis keeps what a lost connection has left unanswered aside until the next one is ready, and forgets it when there is none:
 * who waits for it would wait for ever.
 */
function forgetUnanswered(redis: Redis): void {
  const inside = redis as unknown as { prevCommandQueue?: UnansweredCommands | null };
  const unanswered = inside.prevCommandQueue;
  inside.prevCommandQueue = null;
  for (let item = unanswered?.shift(); item !== undefined; item = unanswered?.shift()) {
    item.command.reject(new Error("Connection is closed."));
  }
}

interface UnansweredCommands {
  shift(): { readonly command: { reject(error: Error): void } } | undefined;
}

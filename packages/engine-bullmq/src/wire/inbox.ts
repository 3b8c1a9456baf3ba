import type { Redis } from "ioredis";

/** How long an inbox outlives the last message to it, should its owner be gone, in milliseconds. */
const inboxLifeMs = 60_000;
const batchSize = 500;

/** Messages for one process, each handed on once, in the order in which a sender has sent them. */
export interface Inbox {
  /** Stops reading; resolves when nothing is handed on any more, and the inbox is gone. */
  close(): Promise<void>;
}

/** Sends a message to a process; resolves when Redis has it. Messages given at once travel in one go. */
export async function sendMessage(redis: Redis, inbox: string, message: object): Promise<void> {
  await redis.pipeline().xadd(inbox, "*", "m", JSON.stringify(message)).pexpire(inbox, inboxLifeMs).exec();
}

/**
 * Reads the messages that come to `inbox`. `blocking` is a connection of its own, `redis` one for everything else.
 *
 * A stream, and not a list: a reply that the network loses is read again from the last message that was handed on.
 */
export function openInbox(
  blocking: Redis,
  redis: Redis,
  inbox: string,
  onMessages: (messages: readonly unknown[]) => void,
): Inbox {
  let isClosed = false;
  let last = "0-0";

  async function read(): Promise<void> {
    while (!isClosed) {
      try {
        const answer = await blocking.xread("COUNT", batchSize, "BLOCK", 5_000, "STREAMS", inbox, last);
        const entries = answer?.[0]?.[1] ?? [];
        if (entries.length === 0 || isClosed) continue;
        last = entries[entries.length - 1][0];
        onMessages(entries.map(([, fields]) => JSON.parse(fields[1]) as unknown));
        // What was handed on is not kept.
        redis.xtrim(inbox, "MINID", last).catch(() => undefined);
      } catch {
        // The connection is closed, or was cut: it comes again by itself.
        if (isClosed || blocking.status === "end") return;
      }
    }
  }

  const reading = read();
  return {
    async close() {
      isClosed = true;
      blocking.disconnect();
      await reading;
      await redis.del(inbox).catch(() => undefined);
    },
  };
}

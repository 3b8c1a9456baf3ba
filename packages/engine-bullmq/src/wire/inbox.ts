import { closeConnection } from "../connection/connection.ts";
import type { Redis } from "ioredis";
import { delay, systemRuntime } from "@convoke/core";

/** How long an inbox outlives the last message to it, should its owner be gone, in milliseconds. */
const inboxLifeMs = 60_000;
const batchSize = 100;

/** Messages that share one entry of a stream, at most; larger ones share less. */
const messagesPerEntry = 100;
const lengthPerEntry = 1_048_576;

/** How long to wait before an entry is sent again that Redis has not taken. */
const retryMs = 100;

/**
 * Messages for one process, each handed on once or, after the loss of a connection, twice; in the order in which a sender has
 * sent them, as far as none had to be sent again.
 */
export interface Inbox {
  /** Stops reading; resolves when nothing is handed on any more, and the inbox is gone. */
  close(): Promise<void>;
}

/** What is sent to one inbox at the end of this turn. */
interface Outgoing {
  readonly texts: string[];
  readonly sent: Promise<void>;
}

const outgoing = new WeakMap<Redis, Map<string, Outgoing>>();

/**
 * Sends a message to a process; resolves when Redis has it. Messages of one turn travel in one go. Rejects once the
 * connection is closed, and when Redis refuses the message.
 */
export function sendMessage(redis: Redis, inbox: string, message: object): Promise<void> {
  let inboxes = outgoing.get(redis);
  if (inboxes === undefined) outgoing.set(redis, (inboxes = new Map()));
  const text = JSON.stringify(message);
  const begun = inboxes.get(inbox);
  if (begun !== undefined) {
    begun.texts.push(text);
    return begun.sent;
  }
  const texts = [text];
  const sent = Promise.resolve().then(() => {
    inboxes.delete(inbox);
    return sendTexts(redis, inbox, texts);
  });
  inboxes.set(inbox, { texts, sent });
  return sent;
}

async function sendTexts(redis: Redis, inbox: string, texts: readonly string[]): Promise<void> {
  const entries = partEntries(texts);
  for (;;) {
    const pipeline = redis.pipeline();
    for (const entry of entries) pipeline.xadd(inbox, "*", ...entry);
    const answers = await pipeline.pexpire(inbox, inboxLifeMs).exec();
    // A connection that is lost half way through the answers leaves it open what Redis has taken.
    const first = answers?.findIndex(([error]) => error !== null) ?? 0;
    if (first < 0 || first >= entries.length) return;
    const [error] = answers?.[first] ?? [];
    if (redis.status === "end" || isRefusal(error)) throw error;
    entries.splice(0, first);
    await delay(systemRuntime, retryMs, never);
  }
}

const never = new AbortController().signal;

/** Something that Redis itself has said: asking again changes nothing. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === "ReplyError" &&
    !/^(LOADING|BUSY|MASTERDOWN|TRYAGAIN)/.test(error.message)
  );
}

function partEntries(texts: readonly string[]): string[][] {
  const entries: string[][] = [];
  let entry: string[] = [];
  let length = 0;
  for (const text of texts) {
    if (entry.length >= 2 * messagesPerEntry || (entry.length > 0 && length + text.length > lengthPerEntry)) {
      entries.push(entry);
      entry = [];
      length = 0;
    }
    entry.push("m", text);
    length += text.length;
  }
  entries.push(entry);
  return entries;
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
  onMessage: (message: object) => void,
): Inbox {
  let isClosed = false;
  let last = "0-0";

  function handOn(message: object): void {
    try {
      onMessage(message);
    } catch {
      // Written by another version, or by somebody else: nothing in an inbox may stop what comes after it.
    }
  }

  async function read(): Promise<void> {
    while (!isClosed) {
      try {
        const answer = await blocking.xread("COUNT", batchSize, "BLOCK", 5_000, "STREAMS", inbox, last);
        const entries = answer?.[0]?.[1] ?? [];
        if (entries.length === 0 || isClosed) continue;
        last = entries[entries.length - 1][0];
        for (const message of entries.flatMap(([, fields]) => readFields(fields))) handOn(message);
        // What was handed on is not kept.
        redis.xtrim(inbox, "MINID", last).catch(() => undefined);
      } catch {
        // The connection is closed, or was cut: it comes again by itself.
        if (isClosed || blocking.status === "end") return;
        await delay(systemRuntime, retryMs, never);
      }
    }
  }

  const reading = read();
  return {
    async close() {
      isClosed = true;
      closeConnection(blocking);
      await reading;
      await redis.del(inbox).catch(() => undefined);
    },
  };
}

function readFields(fields: readonly string[]): object[] {
  const messages: object[] = [];
  for (let index = 1; index < fields.length; index += 2) {
    try {
      const message = JSON.parse(fields[index]) as unknown;
      if (typeof message === "object" && message !== null) messages.push(message);
    } catch {
      // Not one of ours.
    }
  }
  return messages;
}

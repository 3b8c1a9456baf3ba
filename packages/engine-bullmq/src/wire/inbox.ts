import { closeConnection } from "../connection/connection.ts";
import type { Redis } from "ioredis";
import { delay, systemRuntime } from "@convoke/core";
import { isRefusal } from "./refusal.ts";

/** How long an inbox outlives the last message to it, should its owner be gone, in milliseconds. */
const inboxLifeMs = 60_000;
const batchSize = 100;

/** Messages that share one entry of a stream, at most; larger ones share less. */
const messagesPerEntry = 100;
const lengthPerEntry = 1_048_576;

/** How long to wait before what Redis has not taken is sent again: twice as long each time, up to the limit, in milliseconds. */
const retryMs = 100;
const longestRetryMs = 400;

/** How long one look lasts when nothing comes, in milliseconds. */
const lookMs = 1_000;

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

/** What is on its way over one connection. */
interface Post {
  readonly outgoing: Map<string, Outgoing>;
  /** By inbox, what Redis has not taken at first: it goes before whatever comes after it. */
  readonly retries: Map<string, Promise<void>>;
}

const posts = new WeakMap<Redis, Post>();

/**
 * Sends a message to a process; resolves when Redis has it. Messages of one turn travel in one go. What Redis refuses for a
 * moment is sent again; rejects with what it refuses for good (`isRefusal`), and once the connection is closed.
 */
export function sendMessage(redis: Redis, inbox: string, message: object): Promise<void> {
  let post = posts.get(redis);
  if (post === undefined) posts.set(redis, (post = { outgoing: new Map(), retries: new Map() }));
  const { outgoing, retries } = post;
  const text = JSON.stringify(message);
  const begun = outgoing.get(inbox);
  if (begun !== undefined) {
    begun.texts.push(text);
    return begun.sent;
  }
  const texts = [text];
  const sent = Promise.resolve()
    .then(() => whenNothingWaits(retries, inbox))
    .then(() => {
      outgoing.delete(inbox);
      return sendTexts(redis, inbox, texts, retries);
    });
  outgoing.set(inbox, { texts, sent });
  return sent;
}

function whenNothingWaits(retries: Post["retries"], inbox: string): Promise<void> | undefined {
  return retries.get(inbox)?.then(() => whenNothingWaits(retries, inbox));
}

async function sendTexts(
  redis: Redis,
  inbox: string,
  texts: readonly string[],
  retries: Post["retries"],
): Promise<void> {
  const entries = partEntries(texts);
  if (await sendEntries(redis, inbox, entries)) return;
  // Others may be on their way, and be refused after these: each waits for those before it.
  const earlier = retries.get(inbox);
  const { promise, resolve } = Promise.withResolvers<void>();
  retries.set(inbox, promise);
  try {
    await earlier;
    for (let waitMs = retryMs; ; waitMs = Math.min(2 * waitMs, longestRetryMs)) {
      await delay(systemRuntime, waitMs, never);
      if (await sendEntries(redis, inbox, entries)) return;
    }
  } finally {
    if (retries.get(inbox) === promise) retries.delete(inbox);
    resolve();
  }
}

/** Drops the entries that Redis has taken; true when none is left. */
async function sendEntries(redis: Redis, inbox: string, entries: string[][]): Promise<boolean> {
  const pipeline = redis.pipeline();
  for (const entry of entries) pipeline.xadd(inbox, "*", ...entry);
  const answers = await pipeline.pexpire(inbox, inboxLifeMs).exec();
  // A connection that is lost half way through the answers leaves it open what Redis has taken.
  const first = answers?.findIndex(([error]) => error !== null) ?? 0;
  if (first < 0 || first >= entries.length) return true;
  const [error] = answers?.[first] ?? [];
  if (redis.status === "end" || isRefusal(error)) throw error;
  entries.splice(0, first);
  return false;
}

const never = new AbortController().signal;

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
  let isBack = false;
  blocking.on("ready", () => (isBack = true));

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
        const answer = await blocking.xread("COUNT", batchSize, "BLOCK", lookMs, "STREAMS", inbox, last);
        if (isBack) {
          // Another server may give ids by another clock, and these be less than the last.
          isBack = false;
          last = "0-0";
          continue;
        }
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

import type { Redis } from "ioredis";
import { openConnection } from "../../src/connection/connection.ts";
import { openInbox, sendMessage } from "../../src/wire/inbox.ts";
import type { AttemptJob, CoordinatorMessage, WorkerMessage } from "../../src/wire/messages.ts";
import { nameBell, nameInbox, nameQueue } from "../../src/wire/names.ts";
import { connection } from "./redis.ts";

/** A worker whose every word is written by the test. */
export interface WorkerByHand {
  readonly workerId: string;
  say(coordinator: string, message: WorkerMessage): Promise<void>;
  /** The next message that comes to it. */
  hear(): Promise<CoordinatorMessage>;
  close(): Promise<void>;
}

export function createWorkerByHand(redis: Redis, prefix: string, workerId: string): WorkerByHand {
  const heard: CoordinatorMessage[] = [];
  const waiting: ((message: CoordinatorMessage) => void)[] = [];
  const blocking = openConnection(connection, { blocking: true });
  const inbox = openInbox(blocking, redis, nameInbox(prefix, workerId), (message) => {
    const next = waiting.shift();
    if (next === undefined) heard.push(message as CoordinatorMessage);
    else next(message as CoordinatorMessage);
  });
  return {
    workerId,
    say: (coordinator, message) => sendMessage(redis, nameInbox(prefix, coordinator), message),
    async hear() {
      return heard.shift() ?? new Promise((resolve) => waiting.push(resolve));
    },
    close: () => inbox.close(),
  };
}

/** Reads what waits in the queue of an agent, the first to be taken first. */
export async function readJobs(
  redis: Redis,
  prefix: string,
  type: string,
  name: string,
): Promise<AttemptJob[]> {
  const queue = `${prefix}:${nameQueue(type, name)}`;
  const ids = await redis.zrange(`${queue}:prioritized`, 0, -1);
  const texts = await Promise.all(ids.map((id) => redis.hget(`${queue}:${id}`, "data")));
  return texts.filter((text) => text !== null).map((text) => JSON.parse(text) as AttemptJob);
}

/** Calls of the bell, one after another. */
export interface Ears {
  next(): Promise<string>;
  close(): void;
}

export async function listen(prefix: string): Promise<Ears> {
  const subscriber = openConnection(connection, { blocking: true });
  const heard: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  subscriber.on("message", (_channel, text) => {
    const next = waiting.shift();
    if (next === undefined) heard.push(text);
    else next(text);
  });
  await subscriber.subscribe(nameBell(prefix));
  return {
    async next() {
      return heard.shift() ?? new Promise((resolve) => waiting.push(resolve));
    },
    close: () => subscriber.disconnect(),
  };
}

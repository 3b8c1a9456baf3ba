import type { Redis } from "ioredis";
import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import { createReplyError, createUnreachableError, maxWaitMs } from "../connection/failure.ts";
import { type ScriptName, scripts } from "./scripts/scripts.ts";

/** What a script answers: a word for how it went, then what belongs to it. */
export type Reply = readonly [outcome: string, ...rest: unknown[]];

/** The way to Redis of one store. */
export interface Link {
  /** Runs a script that only reads. */
  read(script: ScriptName, args: readonly string[]): Promise<Reply>;
  /** Runs a script that writes: once, however often it has to be sent. */
  write(script: ScriptName, args: readonly string[]): Promise<Reply>;
  /** Waits for everything that was asked, and lets the connection go; later calls reject with `closed`. */
  close(): Promise<void>;
}

export interface LinkOptions {
  /** A connection that sends nothing again by itself. */
  readonly redis: Redis;
  readonly keyPrefix: string;
  readonly runtime: Runtime;
  /** Whether leases end by the clock of `runtime`, and not by that of Redis. */
  readonly tellsTime: boolean;
}

interface Call {
  readonly script: ScriptName;
  readonly args: readonly string[];
  readonly isWrite: boolean;
  readonly since: number;
  /** How often it was sent. */
  sent: number;
  sentAt: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that travel in one go. */
const batchSize = 256;
const watchMs = 1_000;
/** A call that was sent so often, and has waited for as long as one may, has met a Redis that keeps no scripts. */
const maxSent = 10;
/** A connection that answers nothing for so long is made anew. */
const maxSilenceMs = 5_000;

/**
 * Opens the way to Redis. What a lost connection has left unanswered is sent again, in the order in which it was asked for:
 * commits of one run build on one another. Each call has a number by which a script that writes knows it again.
 */
export function openLink({ redis, keyPrefix, runtime, tellsTime }: LinkOptions): Link {
  const instance = runtime.createId();
  const routingKey = `${keyPrefix}counters`;
  /** Unanswered, in the order of their numbers. */
  const pending = new Map<number, Call>();
  /** Numbers of those that are to be sent. */
  let queue: number[] = [];
  let lastNumber = 0;
  let state: "away" | "loading" | "ready" = "away";
  let connectionNumber = 0;
  let connectedAt = 0;
  /** When Redis has last answered anything. */
  let heardAt = 0;
  let watchAt = 0;
  let isFlushPlanned = false;
  let isClosed = false;
  let lastProblem: string | undefined;
  let stopWatch: (() => void) | undefined;
  let onIdle: (() => void) | undefined;

  function settle(number: number, finish: (call: Call) => void): void {
    const call = pending.get(number);
    if (call === undefined) return;
    pending.delete(number);
    finish(call);
    if (pending.size > 0) return;
    stopWatch?.();
    stopWatch = undefined;
    onIdle?.();
  }

  /** Ends calls that have waited too long; a connection that has fallen silent is made anew. */
  function watch(): void {
    stopWatch = undefined;
    const now = runtime.now();
    // Who was not running itself cannot tell what Redis did meanwhile.
    if (now - watchAt > watchMs) heardAt = now;
    for (const [number, call] of pending) {
      // While Redis answers, calls only wait for their turn.
      if (Math.max(call.since, heardAt) > now - maxWaitMs) break;
      settle(number, ({ reject }) => reject(createUnreachableError(lastProblem)));
    }
    const [oldest] = pending.values();
    if (oldest === undefined) return;
    planWatch();
    if (state === "away" || Math.max(connectedAt, heardAt, oldest.sentAt) > now - maxSilenceMs) return;
    state = "away";
    redis.disconnect(true);
  }

  function planWatch(): void {
    if (stopWatch !== undefined) return;
    watchAt = runtime.now() + watchMs;
    stopWatch = runtime.schedule(watch, watchMs);
  }

  function ask(script: ScriptName, args: readonly string[], isWrite: boolean): Promise<Reply> {
    if (isClosed) return Promise.reject(createClosedError());
    return new Promise((resolve, reject) => {
      const number = ++lastNumber;
      pending.set(number, {
        script,
        args,
        isWrite,
        since: runtime.now(),
        sent: 0,
        sentAt: 0,
        resolve,
        reject,
      });
      queue.push(number);
      planWatch();
      planFlush();
    });
  }

  function planFlush(): void {
    if (isFlushPlanned || state !== "ready") return;
    isFlushPlanned = true;
    queueMicrotask(() => {
      isFlushPlanned = false;
      flush();
    });
  }

  function flush(): void {
    if (state !== "ready") return;
    const numbers = queue;
    queue = [];
    for (let first = 0; first < numbers.length; first += batchSize) {
      send(numbers.slice(first, first + batchSize));
    }
  }

  function send(numbers: readonly number[]): void {
    const [oldest] = pending.keys();
    const now = tellsTime ? String(runtime.now()) : "";
    const sent: number[] = [];
    const pipeline = redis.pipeline();
    for (const number of numbers) {
      const call = pending.get(number);
      if (call === undefined) continue;
      const head = [keyPrefix, now];
      if (call.isWrite) head.push(instance, String(number), String(oldest), call.sent > 0 ? "1" : "0");
      call.sent += 1;
      call.sentAt = runtime.now();
      sent.push(number);
      // A list, and not arguments: a commit of many tasks has more of them than a call may have.
      pipeline.call("EVALSHA", [scripts[call.script].sha, 1, routingKey, ...head, ...call.args]);
    }
    const connection = connectionNumber;
    pipeline.exec().then(
      (results) => results !== null && receive(sent, results, connection),
      () => undefined, // The connection is lost: everything is sent again when it is back.
    );
  }

  function receive(
    numbers: readonly number[],
    results: readonly [error: Error | null, reply: unknown][],
    connection: number,
  ): void {
    heardAt = runtime.now();
    const unknown: number[] = [];
    for (const [index, [error, reply]] of results.entries()) {
      const number = numbers[index];
      if (error === null) settle(number, ({ resolve }) => resolve(reply as Reply));
      else if (error.name !== "ReplyError") continue;
      else if (error.message.startsWith("NOSCRIPT") && !isInVain(number)) unknown.push(number);
      else settle(number, ({ reject }) => reject(createReplyError(error.message)));
    }
    if (unknown.length === 0 || connection !== connectionNumber) return;
    // Somebody has emptied Redis' memory of scripts.
    queue = [...unknown, ...queue].sort((left, right) => left - right);
    if (state === "ready") void loadScripts();
  }

  function isInVain(number: number): boolean {
    const { sent = 0, since = 0 } = pending.get(number) ?? {};
    return sent > maxSent && since < heardAt - maxWaitMs;
  }

  /** Teaches Redis the scripts; nothing else is sent meanwhile, so that the order stays. */
  async function loadScripts(): Promise<void> {
    state = "loading";
    const connection = connectionNumber;
    const pipeline = redis.pipeline();
    for (const { text } of Object.values(scripts)) pipeline.script("LOAD", text);
    const results = await pipeline.exec().catch(() => null);
    if (connection !== connectionNumber || results === null) return;
    const error = results.find(([refusal]) => refusal?.name === "ReplyError")?.[0];
    state = "ready";
    if (error) refuseAll(error.message);
    else planFlush();
  }

  function refuseAll(message: string): void {
    for (const number of pending.keys()) {
      settle(number, ({ reject }) => reject(createReplyError(message)));
    }
  }

  redis.on("ready", () => {
    connectionNumber += 1;
    connectedAt = runtime.now();
    queue = [...pending.keys()];
    lastProblem = undefined;
    void loadScripts();
  });
  redis.on("close", () => {
    state = "away";
    connectionNumber += 1;
  });
  redis.on("error", (error: Error) => {
    lastProblem = error.message;
    if (error.name === "ReplyError") refuseAll(error.message);
  });

  return {
    read: (script, args) => ask(script, args, false),
    write: (script, args) => ask(script, args, true),
    async close() {
      isClosed = true;
      if (pending.size > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      const { status } = redis;
      const ended = new Promise<void>((resolve) => redis.once("end", () => resolve()));
      redis.disconnect();
      // Between two tries there is no connection whose end would be told.
      if (status !== "end" && status !== "reconnecting") await ended;
    },
  };
}

function createClosedError(): OrchestrationError {
  return new OrchestrationError(ErrorCode.CLOSED, "The store is closed. Open another one.");
}

import { ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { closeConnection, openConnection } from "../connection/connection.ts";
import { maxWaitMs } from "../connection/failure.ts";
import { createPatience } from "../connection/patience.ts";
import { subscribe } from "../connection/subscribe.ts";
import { type BellCall, readBell } from "../wire/bell.ts";
import { endsWithin } from "../wire/ends-within.ts";
import { openInbox, sendMessage } from "../wire/inbox.ts";
import type { CoordinatorMessage } from "../wire/messages.ts";
import { nameBell, nameInbox } from "../wire/names.ts";
import { explainRefusal } from "../wire/refusal.ts";
import { createEchoes } from "./echoes.ts";
import { type LifeSign, showLife } from "./life-sign.ts";
import type { ChosenEngineOptions } from "./options.ts";

/** What a Redis that does not answer any more may take to see us off. */
const farewellMs = 500;

/** What connects a coordinator with Redis and, through it, with the workers. */
export interface EngineLink {
  /** Names this process among all that work together. */
  readonly processId: string;
  readonly prefix: string;
  readonly redis: Redis;
  readonly runtime: Runtime;
  readonly life: LifeSign;
  /** Resolves once everything was received that stands in the inbox when this is called; rejects when that cannot be known. */
  heardAll(): Promise<void>;
  /** Resolves when Redis has the message, or the connection was closed; with `store_failed` when it is refused for good. */
  tell(workerId: string, message: CoordinatorMessage): Promise<OrchestrationError | undefined>;
  /**
   * Waits for an answer of Redis on behalf of a caller, whom `who` names: settles like `answer`, but rejects with `store_failed`
   * when Redis refuses, or is away for 10 seconds, and with `closed` once this is closed.
   */
  ask<Answer>(who: string, answer: Promise<Answer>): Promise<Answer>;
  /** Calls `listener` for everything that is called out on the bell; returns how to stop. */
  onBell(listener: (call: BellCall) => void): () => void;
  /** Tells the workers that this process is gone, and closes every connection. */
  close(): Promise<void>;
}

export interface LinkListeners {
  readonly onMessage: (message: object) => void;
  readonly onRebirth: () => void;
}

/** Opens the connections of a coordinator, and says that it lives, again and again; `ownsUntil` as for the sign of life. */
export function openEngineLink(
  { connection, prefix, runtime }: ChosenEngineOptions,
  { onMessage, onRebirth }: LinkListeners,
  ownsUntil: () => number,
): EngineLink {
  const processId = runtime.createId();
  const redis = openConnection(connection);
  const life = showLife({ redis, prefix, processId, runtime, ownsUntil, onRebirth });
  const blocking = openConnection(connection, { blocking: true });
  const inboxName = nameInbox(prefix, processId);
  const echoes = createEchoes((mark) => sendMessage(redis, inboxName, mark));
  const inbox = openInbox(blocking, redis, inboxName, (message) => {
    if (!echoes.hear(message)) onMessage(message);
  });
  const patience = createPatience(redis, runtime);
  const listeners = new Set<(call: BellCall) => void>();
  let ears: Redis | undefined;

  function listen(): Redis {
    const subscriber = openConnection(connection, { blocking: true });
    subscriber.on("message", (_channel, text) => {
      const call = readBell(text);
      if (call !== undefined) for (const listener of listeners) listener(call);
    });
    subscribe(subscriber, nameBell(prefix)).catch(() => undefined);
    return subscriber;
  }

  return {
    processId,
    prefix,
    redis,
    runtime,
    life,
    heardAll: echoes.await,
    tell(workerId, message) {
      const sent = sendMessage(redis, nameInbox(prefix, workerId), message);
      return sent.then(() => undefined, explainRefusal);
    },
    ask: (who, answer) =>
      patience.wait(answer, {
        unreachable: (said) => createUnreachableError(who, said),
        closed: () => new OrchestrationError(ErrorCode.CLOSED, `${who}: the engine was closed.`),
      }),
    onBell(listener) {
      listeners.add(listener);
      ears ??= listen();
      return () => listeners.delete(listener);
    },
    async close() {
      patience.end();
      echoes.end();
      if (ears !== undefined) closeConnection(ears);
      const isThere = redis.status === "ready";
      if (!isThere) closeConnection(redis);
      const farewell = Promise.allSettled([life.end(), inbox.close()]);
      if (isThere) await endsWithin(runtime, farewellMs, farewell);
      closeConnection(redis);
      await farewell;
    },
  };
}

function createUnreachableError(who: string, said: string): OrchestrationError {
  const message =
    `${who}: Redis cannot be reached (${said}). It was waited for ${maxWaitMs} ms: start it, or look at the address. ` +
    "What was sent may still take place when it is back.";
  return new OrchestrationError(ErrorCode.STORE_FAILED, message, { details: { problem: "unreachable" } });
}

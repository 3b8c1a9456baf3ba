import { delay, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import type { WorkerMessage } from "../wire/messages.ts";
import { nameInbox } from "../wire/names.ts";

/** How long an inbox outlives the last message to it, should its owner be gone, in milliseconds. */
const inboxLifeMs = 60_000;
const retryAfterMs = 100;

/** Sends messages to coordinators; what is sent in one go travels in one go, in the order in which it was given. */
export interface Outbox {
  /** Resolves when Redis has the message; is tried again until then, or until the outbox is closed. */
  send(coordinator: string, message: WorkerMessage): Promise<void>;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
  /** Lets the inboxes that were written to end some time after their owners; to be called about once a second. */
  renew(): Promise<void>;
}

export function createOutbox(redis: Redis, prefix: string, runtime: Runtime, closed: AbortSignal): Outbox {
  const renewed = new Set<string>();
  const touched = new Set<string>();
  const underWay = new Set<Promise<void>>();

  async function send(coordinator: string, message: WorkerMessage): Promise<void> {
    const inbox = nameInbox(prefix, coordinator);
    const text = JSON.stringify(message);
    touched.add(inbox);
    while (true) {
      try {
        const sent = redis.xadd(inbox, "*", "m", text);
        if (!renewed.has(inbox)) {
          renewed.add(inbox);
          redis.pexpire(inbox, inboxLifeMs).catch(() => undefined);
        }
        await sent;
        return;
      } catch {
        if (closed.aborted) return;
        await delay(runtime, retryAfterMs, closed).catch(() => undefined);
      }
    }
  }

  return {
    send(coordinator, message) {
      const sent = send(coordinator, message);
      underWay.add(sent);
      return sent.finally(() => underWay.delete(sent));
    },
    async settle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async renew() {
      const inboxes = [...touched];
      touched.clear();
      renewed.clear();
      await Promise.all(inboxes.map((inbox) => redis.pexpire(inbox, inboxLifeMs)));
    },
  };
}

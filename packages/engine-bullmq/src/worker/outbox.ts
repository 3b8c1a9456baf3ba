import type { OrchestrationError } from "@convoke/core";
import type { Redis } from "ioredis";
import { sendMessage } from "../wire/inbox.ts";
import type { WorkerMessage } from "../wire/messages.ts";
import { nameInbox } from "../wire/names.ts";
import { explainRefusal } from "../wire/refusal.ts";

/** Sends messages to coordinators, to each in the order in which they are given. */
export interface Outbox {
  /** Resolves when Redis has the message, or the connection was closed; with `store_failed` when it is refused for good. */
  send(coordinator: string, message: WorkerMessage): Promise<OrchestrationError | undefined>;
  /** Whether nothing is under way. */
  readonly isEmpty: boolean;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
}

export function createOutbox(redis: Redis, prefix: string): Outbox {
  const underWay = new Set<Promise<unknown>>();
  return {
    send(coordinator, message) {
      const sent = sendMessage(redis, nameInbox(prefix, coordinator), message)
        // What cannot be told any more is found out by the coordinator's own looks.
        .then(() => undefined, explainRefusal)
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
      return sent;
    },
    get isEmpty() {
      return underWay.size === 0;
    },
    async settle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

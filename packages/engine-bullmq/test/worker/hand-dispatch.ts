import { systemRuntime, type AttemptRequest } from "@convoke/core";
import { Queue } from "bullmq";
import { openConnection } from "../../src/connection/connection.ts";
import { writeBell } from "../../src/wire/bell.ts";
import { openInbox, sendMessage } from "../../src/wire/inbox.ts";
import type { CoordinatorMessage, WorkerMessage } from "../../src/wire/messages.ts";
import { nameBell, nameInbox, nameLife, nameQueue } from "../../src/wire/names.ts";
import { connection } from "../support/redis.ts";

/** A coordinator without an engine: dispatches by hand and writes down what workers say. */
export function openHandCoordinator(prefix: string) {
  const coordinator = systemRuntime.createId();
  const redis = openConnection(connection);
  const messages: WorkerMessage[] = [];
  const waiting = new Set<() => void>();
  const inbox = openInbox(
    openConnection(connection, { blocking: true }),
    redis,
    nameInbox(prefix, coordinator),
    (message) => {
      messages.push(message as WorkerMessage);
      for (const look of waiting) look();
    },
  );
  const life = nameLife(prefix, coordinator);

  return {
    redis,
    messages,
    /** Lives, in this generation, until it dies. */
    async live(generation = 1): Promise<void> {
      await redis.set(life, generation);
    },
    async die(): Promise<void> {
      await redis.del(life);
    },
    /** Puts an attempt at the agent `hand/<name>` into its queue. */
    async dispatch(
      name: string,
      attemptId: string,
      input?: unknown,
      generation = 1,
    ): Promise<{ readonly jobKey: string }> {
      const queue = new Queue(nameQueue("hand", name), { connection: redis, prefix, skipVersionCheck: true });
      const request: AttemptRequest = {
        taskId: `run/${attemptId}`,
        agentType: "hand",
        agentName: name,
        description: attemptId,
        input,
        attempt: 1,
      };
      const job = { attemptId, coordinator, generation, request, previous: [] };
      await queue.add("attempt", job, { jobId: attemptId, priority: 5 });
      await redis.publish(nameBell(prefix), writeBell("jobs", queue.name));
      return { jobKey: queue.toKey(attemptId) };
    },
    tell: (workerId: string, message: CoordinatorMessage) =>
      sendMessage(redis, nameInbox(prefix, workerId), message),
    /** What is sent to it is refused for good from now on. */
    async refuse(): Promise<void> {
      await redis.set(nameInbox(prefix, coordinator), "no stream");
    },
    /** Resolves with the first message that fits. */
    hear(fits: (message: WorkerMessage) => boolean): Promise<WorkerMessage> {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = messages.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    async close(): Promise<void> {
      await redis.del(life);
      await inbox.close();
      redis.disconnect();
    },
  };
}

import { Queue } from "bullmq";
import { delay } from "@convoke/core";
import { writeBell } from "../wire/bell.ts";
import type { AttemptJob } from "../wire/messages.ts";
import { nameBell } from "../wire/names.ts";
import type { EngineLink } from "./link.ts";

/** In the middle of what BullMQ takes. All jobs have a priority: those without would go before every other. */
const middlePriority = 2 ** 20;
const lastPriority = 2 ** 21 - 1;

/** How long to wait before what Redis has not taken is tried again. */
const retryMs = 100;
const jobsPerTurn = 500;

/** How long Redis remembers that a job was added: what a lost connection has not answered is sent again within that time. */
const resentWithinMs = 60_000;

/** The queue of one agent, as coordinators see it. */
export interface JobQueue {
  readonly name: string;
  /** Adds a job; the greater `priority`, the earlier it is taken. What is added in one turn travels in one go. */
  add(job: AttemptJob, priority: number): void;
  /** Takes a job out. False when a worker has it. */
  remove(attemptId: string): Promise<boolean>;
  /** Which jobs are there, waiting or with a worker. */
  which(attemptIds: readonly string[]): Promise<readonly boolean[]>;
  close(): Promise<void>;
}

/** Opens a queue over the connection of `link`; `isWanted` says whether a job that could not be added yet is still to be. */
export function openJobQueue(
  link: EngineLink,
  name: string,
  isWanted: (attemptId: string) => boolean,
): JobQueue {
  const { redis, prefix, runtime } = link;
  const queue = new Queue<AttemptJob, unknown, "attempt">(name, {
    connection: redis,
    prefix,
    skipVersionCheck: true,
    // Nobody reads BullMQ's own events.
    streams: { events: { maxLen: 100 } },
    // What becomes of an attempt is in the store, and dead letters are kept elsewhere.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  queue.on("error", () => undefined);
  const closed = new AbortController();
  const bell = writeBell("jobs", name);
  let coming: { job: AttemptJob; priority: number }[] = [];

  async function flush(): Promise<void> {
    const jobs = coming;
    coming = [];
    for (let from = 0; from < jobs.length; from += jobsPerTurn)
      await addAll(jobs.slice(from, from + jobsPerTurn));
  }

  async function addAll(jobs: readonly { job: AttemptJob; priority: number }[]): Promise<void> {
    for (;;) {
      try {
        // Once it is ready, it sends before this turn is over.
        await queue.waitUntilReady();
        const wanted = jobs.filter(({ job }) => isWanted(job.attemptId));
        if (wanted.length === 0) return;
        const added = queue.addBulk(
          wanted.map(({ job, priority }) => ({
            name: "attempt" as const,
            data: job,
            opts: {
              jobId: job.attemptId,
              priority: toBullmqPriority(priority),
              deduplication: { id: job.attemptId, ttl: resentWithinMs },
            },
          })),
        );
        // Over the same connection and later, so it rings after they were added.
        redis.publish(nameBell(prefix), bell).catch(() => undefined);
        await added;
        return;
      } catch {
        // A job that was added all the same is not added twice, even when it has been done in the meantime.
        await delay(runtime, retryMs, closed.signal);
      }
    }
  }

  return {
    name,
    add(job, priority) {
      if (coming.push({ job, priority }) > 1) return;
      Promise.resolve()
        .then(flush)
        .catch(() => undefined);
    },
    async remove(attemptId) {
      return (await queue.remove(attemptId)) === 1;
    },
    async which(attemptIds) {
      const found = await Promise.all(attemptIds.map((attemptId) => redis.exists(queue.toKey(attemptId))));
      return found.map((count) => count === 1);
    },
    async close() {
      closed.abort();
      await queue.close().catch(() => undefined);
    },
  };
}

function toBullmqPriority(priority: number): number {
  return Math.min(lastPriority, Math.max(1, Math.round(middlePriority - priority)));
}

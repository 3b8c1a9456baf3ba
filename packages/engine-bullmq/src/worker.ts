import { describeThrown, systemRuntime } from "@convoke/core";
import { openConnection } from "./connection/connection.ts";
import { subscribe } from "./connection/subscribe.ts";
import { createReplyError } from "./connection/failure.ts";
import { readBell } from "./wire/bell.ts";
import { isCoordinatorMessage } from "./wire/check-message.ts";
import { openInbox } from "./wire/inbox.ts";
import { defaultPrefix, nameBell, nameInbox } from "./wire/names.ts";
import { repeat } from "./wire/repeat.ts";
import { openAgentQueue } from "./worker/agent-queue.ts";
import { createAnnouncer, describeAgent } from "./worker/announcer.ts";
import { closeWorker } from "./worker/close-worker.ts";
import { fetchJobs } from "./worker/fetch-jobs.ts";
import { createHostedAttempts } from "./worker/hosted-attempts.ts";
import { watchLives } from "./worker/lives.ts";
import { createOutbox } from "./worker/outbox.ts";
import { createClosedError, watchStart } from "./worker/watch-start.ts";
import { checkTimeout, checkWorkerOptions, type WorkerOptions } from "./worker/worker-options.ts";

export type { RateLimit, WorkerOptions } from "./worker/worker-options.ts";

const lockMs = 3_000;
const tickMs = 1_000;
const defaultConcurrency = 10;
const defaultMaxPayloadBytes = 1_048_576;
const defaultMaxRecoveries = 3;
const defaultDrainMs = 30_000;

/** A process, or a part of one, that hosts agents for coordinators elsewhere. */
export interface Worker {
  /** As it announces itself. */
  readonly workerId: string;
  /**
   * Resolves when it has announced its agents and takes work. Rejects with `store_failed` when Redis refuses it, or has not
   * been reached within 10 seconds (the worker goes on trying, and this may be asked again), with `closed` once it is closed.
   */
  ready(): Promise<void>;
  /**
   * Takes nothing new and lets attempts end; after `timeoutMs` (30,000 milliseconds by default) aborts them and gives them
   * back, so that another worker has them at once. Closes the agents and all connections; may be called again. Rejects, when
   * all else is closed, with an `AggregateError` of what agents' `close` has thrown, and of a `timeout` for each that does not
   * end within 10 seconds.
   */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}

/**
 * Hosts agents: takes attempts from their queues in Redis, runs them here and tells the coordinators what came of it.
 * Throws `invalid_argument` or `duplicate_agent` for what it cannot use.
 *
 * @example
 * const worker = createWorker({ connection: "redis://127.0.0.1:6379", agents: [researcher], concurrency: 4 });
 * process.once("SIGTERM", () => worker.close());
 */
export function createWorker(options: WorkerOptions): Worker {
  checkWorkerOptions(options);
  const {
    connection,
    prefix = defaultPrefix,
    agents,
    concurrency = defaultConcurrency,
    rateLimits = [],
    maxPayloadBytes = defaultMaxPayloadBytes,
    maxRecoveries = defaultMaxRecoveries,
    runtime = systemRuntime,
  } = options;
  const workerId = runtime.createId();
  const redis = openConnection(connection);
  const blocking = openConnection(connection, { blocking: true });
  const subscriber = openConnection(connection, { blocking: true });

  const queues = agents.map((agent) =>
    openAgentQueue({
      agent,
      redis,
      prefix,
      lockMs,
      stalledIntervalMs: tickMs,
      maxRecoveries,
      limit: rateLimits.find(
        ({ agentType, agentName }) => agentType === agent.agentType && agentName === agent.name,
      ),
      runtime,
    }),
  );
  const outbox = createOutbox(redis, prefix);
  const lives = watchLives(redis, prefix, runtime, (coordinator) => attempts.abandon(coordinator));
  const attempts = createHostedAttempts({ workerId, outbox, maxPayloadBytes, runtime, lives });
  const fetcher = fetchJobs({ queues, concurrency, attempts, runtime });
  const announcer = createAnnouncer(redis, prefix, {
    workerId,
    agents: agents.map(describeAgent),
    concurrency,
  });
  const inbox = openInbox(blocking, redis, nameInbox(prefix, workerId), (message) => {
    if (isCoordinatorMessage(message)) attempts.handle(message);
  });

  let isDraining = false;
  let isListening = false;
  let isReady = false;
  let started = start();
  // Whoever does not ask need not hear of it.
  started.catch(() => undefined);
  subscriber.on("message", (_, text) => {
    const call = readBell(text);
    if (call?.kind !== "jobs") return;
    for (const queue of queues) if (call.queue === undefined || call.queue === queue.name) queue.ring();
    if (isReady) fetcher.pump();
  });

  /** Announces the worker once it can hear; takes work from then on. */
  async function start(): Promise<void> {
    try {
      if (!isListening) await subscribe(subscriber, nameBell(prefix));
      isListening = true;
      await announcer.announce(isDraining);
      await announcer.ring();
    } catch (error) {
      throw isDraining ? createClosedError() : createReplyError(describeThrown(error));
    }
    isReady = true;
    fetcher.pump();
  }

  /** What Redis has refused it may grant later: a worker that does not take work must not be announced. */
  async function tick(): Promise<void> {
    if (!isReady) {
      await (started = started.catch(start));
      return;
    }
    for (const queue of queues) queue.ring();
    fetcher.pump();
    attempts.remind(false);
    await Promise.all([
      announcer.announce(isDraining),
      lives.look(attempts.coordinators()),
      ...queues.map((queue) => queue.checkStalled()),
    ]);
  }

  redis.on("ready", () => attempts.remind(true));
  const stopTicks = [repeat(runtime, lockMs / 3, () => attempts.keepLocks()), repeat(runtime, tickMs, tick)];
  const startWatch = watchStart(() => started, redis, runtime);

  let closing: Promise<void> | undefined;
  return {
    workerId,
    ready: () => startWatch.ready(),
    async close({ timeoutMs = defaultDrainMs } = {}) {
      checkTimeout(timeoutMs);
      isDraining = true;
      startWatch.end();
      return (closing ??= closeWorker({
        timeoutMs,
        agents,
        queues,
        attempts,
        fetcher,
        outbox,
        announcer,
        inbox,
        connections: [redis, blocking, subscriber],
        runtime,
        stop() {
          for (const stopTick of stopTicks) stopTick();
        },
      }));
    },
  };
}

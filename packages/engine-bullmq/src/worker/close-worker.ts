import type { Agent, Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { closeConnection } from "../connection/connection.ts";
import type { Inbox } from "../wire/inbox.ts";
import type { AgentQueue } from "./agent-queue.ts";
import type { Announcer } from "./announcer.ts";
import type { JobFetcher } from "./fetch-jobs.ts";
import type { HostedAttempts } from "./hosted-attempts.ts";
import type { Outbox } from "./outbox.ts";

/** How long executors have to return after they were asked to, in milliseconds. */
const graceMs = 500;
/** How long the last words may take when Redis is away, in milliseconds. */
const partingMs = 2_000;

export interface ClosingParts {
  readonly timeoutMs: number;
  readonly agents: readonly Agent[];
  readonly queues: readonly AgentQueue[];
  readonly attempts: HostedAttempts;
  readonly fetcher: JobFetcher;
  readonly outbox: Outbox;
  readonly announcer: Announcer;
  readonly inbox: Inbox;
  readonly connections: readonly Redis[];
  readonly runtime: Runtime;
  /** Ends timers and what is tried again and again. */
  stop(): void;
}

/** Ends a worker in order; rejects, at the end of it all, with what the agents' `close` has thrown. */
export async function closeWorker(parts: ClosingParts): Promise<void> {
  const { timeoutMs, agents, queues, attempts, fetcher, outbox, announcer, inbox, connections, runtime } =
    parts;
  const isThere = (): boolean => connections.every(({ status }) => status === "ready");
  const drained = fetcher.drain();
  announcer
    .announce(runtime.now(), true)
    .then(() => announcer.ring())
    .catch(() => undefined);
  if (!(await endsWithin(runtime, timeoutMs, drained))) {
    await endsWithin(runtime, graceMs + partingMs, attempts.giveBack(graceMs));
  }
  // Without Redis there is nobody to take leave of.
  if (!isThere()) for (const connection of connections) closeConnection(connection);
  await endsWithin(runtime, partingMs, outbox.settle());
  const ends = await Promise.allSettled(agents.map(async (agent) => agent.close?.()));
  parts.stop();
  await endsWithin(runtime, partingMs, announcer.leave());
  const closed = Promise.all([inbox.close(), ...queues.map((queue) => queue.close())]);
  await endsWithin(runtime, partingMs, closed);
  for (const connection of connections) closeConnection(connection);
  const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  if (failures.length > 0) throw new AggregateError(failures, "Agents could not be closed.");
}

/** Waits for work, but not longer; its failure is as good as its end. */
async function endsWithin(runtime: Runtime, limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const cancel = runtime.schedule(() => resolve(false), limitMs);
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, promise]);
  } finally {
    cancel();
  }
}

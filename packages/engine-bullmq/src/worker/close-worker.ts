import { type Agent, ErrorCode, OrchestrationError, type Runtime } from "@convoke/core";
import type { Redis } from "ioredis";
import { closeConnection } from "../connection/connection.ts";
import { endsWithin } from "../wire/ends-within.ts";
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
/** How long the agents have to let go of what they hold, in milliseconds. */
const agentsMs = 10_000;

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
    .announce(true)
    .then(() => announcer.ring())
    .catch(() => undefined);
  const isIdle = (): boolean => attempts.coordinators().size === 0 && outbox.isEmpty;
  // Without Redis, only what is at work is worth waiting for: its end may still be told.
  const pointless = whenAway(connections, isIdle);
  if (!(await endsWithin(runtime, timeoutMs, Promise.race([drained, pointless])))) {
    await endsWithin(runtime, graceMs + partingMs, attempts.giveBack(graceMs));
  }
  // Without Redis there is nobody to take leave of.
  if (!isThere()) for (const connection of connections) closeConnection(connection);
  await endsWithin(runtime, partingMs, outbox.settle());
  const failures = await closeAgents(agents, runtime);
  parts.stop();
  await endsWithin(runtime, partingMs, announcer.leave());
  const closed = Promise.all([inbox.close(), ...queues.map((queue) => queue.close())]);
  await endsWithin(runtime, partingMs, closed);
  for (const connection of connections) closeConnection(connection);
  if (failures.length > 0) throw new AggregateError(failures, "Agents could not be closed.");
}

/** Answers with what the agents' `close` has thrown, and with an error for each that does not end. */
async function closeAgents(agents: readonly Agent[], runtime: Runtime): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const open = new Set(agents);
  const closing = agents.map(async (agent) => {
    try {
      await agent.close?.();
    } catch (error) {
      failures.push(error);
    }
    open.delete(agent);
  });
  if (await endsWithin(runtime, agentsMs, Promise.all(closing))) return failures;
  const late = Array.from(open, ({ agentType, name }) => {
    const message = `close of agent ${agentType} "${name}" did not end within ${agentsMs} ms: what it holds may stay open`;
    return new OrchestrationError(ErrorCode.TIMEOUT, message, { details: { agentType, agentName: name } });
  });
  return [...failures, ...late];
}

/** Resolves when a connection is away, now or later, while `isIdle`. */
function whenAway(connections: readonly Redis[], isIdle: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    for (const connection of connections) {
      if (connection.status !== "ready" && isIdle()) resolve();
      connection.on("close", () => isIdle() && resolve());
    }
  });
}

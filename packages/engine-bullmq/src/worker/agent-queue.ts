import { type Agent, type Runtime } from "@convoke/core";
import { createRedisBackend, type JobJson, type MinimalJob, type QueueBaseOptions } from "bullmq";
import type { Redis } from "ioredis";
import { writeBell } from "../wire/bell.ts";
import { nameBell, nameQueue } from "../wire/names.ts";
import { createLockKeeper, type LockedJob } from "./keep-locks.ts";
import type { RateLimit } from "./worker-options.ts";

/** A job that was taken from a queue. */
export interface Delivery extends LockedJob {
  readonly job: JobJson;
  /** When it was asked for, in milliseconds since 1970: its lock cannot be older. */
  readonly askedAt: number;
}

/** The queue of one hosted agent. */
export interface AgentQueue {
  readonly agent: Agent;
  readonly name: string;
  /** Whether there may be something to fetch. */
  readonly isPromising: boolean;
  /** Before this time, in milliseconds since 1970, a rate limit lets nothing be fetched. */
  limitedUntil: number;
  /** Says that there may be something to fetch. */
  ring(): void;
  /** Takes the next job, if there is one. */
  fetch(): Promise<Delivery | undefined>;
  /** Ends a job, and brings the next one if asked to. A job that was lost in the meantime is left to whoever has it. */
  finish(delivery: Delivery, fetchNext: boolean): Promise<Delivery | undefined>;
  /** Puts a job back, first in line. */
  giveBack(delivery: Delivery): Promise<void>;
  /** Extends the locks; returns the tokens of the jobs that are lost. */
  keepLocks(deliveries: readonly LockedJob[]): Promise<readonly string[]>;
  /** Lets jobs whose workers were lost be delivered again. */
  checkStalled(): Promise<void>;
  close(): Promise<void>;
}

export interface AgentQueueOptions {
  readonly agent: Agent;
  readonly redis: Redis;
  readonly prefix: string;
  readonly lockMs: number;
  readonly stalledIntervalMs: number;
  readonly maxRecoveries: number;
  readonly limit: RateLimit | undefined;
  readonly runtime: Runtime;
}

/** Opens the queue of an agent by BullMQ's scripts, over a connection that is shared with everything else. */
export function openAgentQueue(options: AgentQueueOptions): AgentQueue {
  const { agent, redis, prefix, lockMs, stalledIntervalMs, maxRecoveries, limit, runtime } = options;
  const name = nameQueue(agent.agentType, agent.name);
  const settings = {
    connection: redis,
    prefix,
    skipVersionCheck: true,
    lockDuration: lockMs,
    stalledInterval: stalledIntervalMs,
    maxStalledCount: maxRecoveries,
    ...(limit && { limiter: { max: limit.max, duration: limit.durationMs } }),
  };
  const backend = createRedisBackend(name, settings as QueueBaseOptions);
  backend.on("error", () => undefined);
  const { stalled, active } = backend.keys;
  const keepLocks = createLockKeeper(redis, { stalled, active, base: backend.toKey("") }, lockMs);

  const callOut = (): Promise<number> => redis.publish(nameBell(prefix), writeBell("jobs", name));

  let rings = 1;
  let emptyAt = 0;

  // What has rung while the answer was under way may have come too late for it.
  function receive(
    answer: readonly unknown[] | undefined,
    token: string,
    ringsBefore: number,
    askedAt: number,
  ): Delivery | undefined {
    const [job, id, limitedMs] = (answer ?? []) as [(JobJson | null)?, string?, number?];
    if (job === undefined || job === null) {
      if (limitedMs !== undefined && limitedMs > 0) queue.limitedUntil = runtime.now() + limitedMs;
      else emptyAt = ringsBefore;
      return undefined;
    }
    return { job, id: job.id || String(id), token, delivery: job.attemptsStarted, askedAt };
  }

  const queue: AgentQueue = {
    agent,
    name,
    limitedUntil: 0,
    get isPromising() {
      return rings > emptyAt;
    },
    ring() {
      rings++;
    },
    async fetch() {
      const token = runtime.createId();
      const before = rings;
      const askedAt = runtime.now();
      return receive(await backend.moveToActive(token), token, before, askedAt);
    },
    async finish({ id, token }, fetchNext) {
      const minimal = { id, opts: {} } as MinimalJob;
      const before = rings;
      const askedAt = runtime.now();
      const { result } = await backend.moveToCompleted(minimal, null, true, token, fetchNext);
      if (!fetchNext) return undefined;
      return receive(Array.isArray(result) ? result : undefined, token, before, askedAt);
    },
    async giveBack({ id, token }) {
      await backend.moveJobFromActiveToWait(id, token);
      await callOut();
    },
    keepLocks,
    async checkStalled() {
      const again = await backend.moveStalledJobsToWait();
      if (again.length > 0) await callOut();
    },
    close: () => backend.close(),
  };
  return queue;
}

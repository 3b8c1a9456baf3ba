import type { AgentDescriptor } from "@convoke/core";
import type { Redis } from "ioredis";
import { writeBell } from "../wire/bell.ts";
import type { Announcement } from "../wire/messages.ts";
import { nameAnnouncement, nameBell, nameLife, nameWorkers } from "../wire/names.ts";

/** How long an announcement stands without being renewed, in milliseconds. */
const lifeMs = 3_000;
/** How long a worker that was not heard of stays in the list, in milliseconds. */
const listedMs = 60_000;

/** By the clock of Redis: a worker whose own is wrong must not strike others off the list. */
const announce = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
redis.call('SET', KEYS[2], '1', 'PX', ARGV[3])
redis.call('ZADD', KEYS[3], now, ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return 1`;

/** Tells coordinators that the worker is there, and what it hosts. */
export interface Announcer {
  /** Says it again. */
  announce(draining: boolean): Promise<void>;
  ring(): Promise<void>;
  leave(): Promise<void>;
}

export function createAnnouncer(
  redis: Redis,
  prefix: string,
  self: Omit<Announcement, "startedAt" | "draining">,
): Announcer {
  const { workerId } = self;
  let startedAt: number | undefined;

  /** By the clock of Redis, too: those of different machines cannot be compared. */
  async function readClock(): Promise<number> {
    const [seconds, microseconds] = await redis.time();
    return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
  }

  return {
    async announce(draining) {
      startedAt ??= await readClock();
      const announcement: Announcement = { ...self, startedAt, draining };
      const keys = [nameAnnouncement(prefix, workerId), nameLife(prefix, workerId), nameWorkers(prefix)];
      await redis.eval(
        announce,
        keys.length,
        ...keys,
        JSON.stringify(announcement),
        workerId,
        lifeMs,
        listedMs,
      );
    },
    async ring() {
      await redis.publish(nameBell(prefix), writeBell("agents"));
    },
    async leave() {
      await Promise.all([
        redis.del(nameAnnouncement(prefix, workerId)),
        redis.del(nameLife(prefix, workerId)),
        redis.zrem(nameWorkers(prefix), workerId),
        redis.publish(nameBell(prefix), writeBell("agents")),
      ]);
    },
  };
}

/** What an agent announces: everything but its code. */
export function describeAgent(agent: AgentDescriptor): AgentDescriptor {
  const { agentType, name, description, version, capabilities, priority, maxConcurrency } = agent;
  return { agentType, name, description, version, capabilities, priority, maxConcurrency };
}

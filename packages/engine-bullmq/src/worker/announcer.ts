import type { AgentDescriptor } from "@convoke/core";
import type { Redis } from "ioredis";
import { writeBell } from "../wire/bell.ts";
import type { Announcement } from "../wire/messages.ts";
import { nameAnnouncement, nameBell, nameLife, nameWorkers } from "../wire/names.ts";

/** How long an announcement stands without being renewed, in milliseconds. */
const lifeMs = 3_000;
/** How long a worker that was not heard of stays in the list, in milliseconds. */
const listedMs = 60_000;

/** Tells coordinators that the worker is there, and what it hosts. */
export interface Announcer {
  /** Says it again; `now` is in milliseconds since 1970. */
  announce(now: number, draining: boolean): Promise<void>;
  ring(): Promise<void>;
  leave(): Promise<void>;
}

export function createAnnouncer(
  redis: Redis,
  prefix: string,
  self: Omit<Announcement, "draining">,
): Announcer {
  const { workerId } = self;
  return {
    async announce(now, draining) {
      const announcement: Announcement = { ...self, draining };
      await Promise.all([
        redis.set(nameAnnouncement(prefix, workerId), JSON.stringify(announcement), "PX", lifeMs),
        redis.set(nameLife(prefix, workerId), "1", "PX", lifeMs),
        redis.zadd(nameWorkers(prefix), now, workerId),
        redis.zremrangebyscore(nameWorkers(prefix), "-inf", now - listedMs),
        redis.pexpire(nameWorkers(prefix), listedMs),
      ]);
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

import type { AgentDescriptor } from "@convoke/core";
import { systemRuntime } from "@convoke/core";
import type { Redis } from "ioredis";
import { writeBell } from "../../src/wire/bell.ts";
import type { Announcement } from "../../src/wire/messages.ts";
import { nameAnnouncement, nameBell, nameWorkers } from "../../src/wire/names.ts";

/** Says of a worker what it would say of itself. */
export async function announce(
  redis: Redis,
  prefix: string,
  workerId: string,
  agents: readonly AgentDescriptor[],
  part: Partial<Announcement> = {},
): Promise<void> {
  const announcement: Announcement = {
    workerId,
    agents,
    concurrency: 1,
    startedAt: systemRuntime.now(),
    draining: false,
    ...part,
  };
  await redis.set(nameAnnouncement(prefix, workerId), JSON.stringify(announcement));
  await redis.zadd(nameWorkers(prefix), systemRuntime.now(), workerId);
  await redis.publish(nameBell(prefix), writeBell("agents"));
}

import { type AgentDescriptor, ErrorCode } from "@convoke/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Redis } from "ioredis";
import { openConnection } from "../src/connection/connection.ts";
import { openDeadLetterBox } from "../src/engine/dead-letter-box.ts";
import { type Coordinator, createCoordinator } from "../src/index.ts";
import { announce } from "./support/announce.ts";
import { createWorkerByHand, type Ears, listen, readJobs } from "./support/by-hand.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

const agent: AgentDescriptor = { agentType: "t", name: "a", description: "x", capabilities: [] };

describeWithRedis("deadLetters", () => {
  let redis: Redis;
  let prefix: string;
  let ears: Ears;
  let coordinator: Coordinator;

  beforeEach(async () => {
    redis = openConnection(connection);
    prefix = createPrefix();
    await announce(redis, prefix, "w1", [agent]);
    coordinator = await createCoordinator({ connection, prefix });
    ears = await listen(prefix);
  });

  afterEach(async () => {
    await coordinator.close();
    ears.close();
    redis.disconnect();
  });

  test("keeps an attempt whose workers were lost, and retry starts its task anew, once", async () => {
    const { orchestrator, deadLetters } = coordinator;
    const worker = createWorkerByHand(redis, prefix, "w1");
    const handle = orchestrator.startTask({ agentType: "t", description: "deadly", input: { a: 1 } });
    expect(await ears.next()).toBe("jobs t.a");
    const [job] = await readJobs(redis, prefix, "t", "a");
    await redis.del(`${prefix}:t.a:prioritized`);
    await worker.say(job.coordinator, { kind: "lost", attemptId: job.attemptId });
    expect(await handle.settled).toMatchObject({
      status: "failed",
      failure: { code: ErrorCode.WORKER_LOST },
    });
    const { items } = await deadLetters.list();
    expect(items).toMatchObject([
      { taskId: handle.taskId, description: "deadly", input: { a: 1 }, attempt: 1 },
    ]);

    const [{ id }] = items;
    const again = await deadLetters.retry(id);
    expect((await deadLetters.retry(id)).taskId).toBe(again.taskId);
    expect(await ears.next()).toBe("jobs t.a");
    const [next] = await readJobs(redis, prefix, "t", "a");
    expect(next.request).toMatchObject({ description: "deadly", input: { a: 1 }, agentName: "a" });
    const outcome = { ok: true, value: "alive" } as const;
    await worker.say(next.coordinator, { kind: "ended", attemptId: next.attemptId, delivery: 1, outcome });
    expect(await again.settled).toMatchObject({ status: "completed", result: "alive" });
    await deadLetters.discard(id);
    expect(await deadLetters.list()).toEqual({ items: [] });
    await expect(deadLetters.retry(id)).rejects.toMatchObject({ code: ErrorCode.INVALID_ARGUMENT });
    await worker.close();
  });

  test("lists the newest first, page by page, and keeps the newest thousand", async () => {
    const box = openDeadLetterBox(redis, prefix);
    const request = { taskId: "t", agentType: "t", agentName: "a", description: "x", input: 1, attempt: 1 };
    await Promise.all(Array.from({ length: 1_010 }, (_, at) => box.put(`l${at}`, request, "lost", at)));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await coordinator.deadLetters.list(cursor);
      ids.push(...page.items.map(({ id }) => id));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(ids).toEqual(Array.from({ length: 1_000 }, (_, index) => `l${1_009 - index}`));
    await expect(coordinator.deadLetters.list("none")).rejects.toMatchObject({
      code: ErrorCode.INVALID_ARGUMENT,
    });
    expect(await coordinator.deadLetters.discard("l5")).toBe(false);
    expect(await coordinator.deadLetters.discard("l1009")).toBe(true);
    expect((await coordinator.deadLetters.list()).items[0].id).toBe("l1008");
  });
});

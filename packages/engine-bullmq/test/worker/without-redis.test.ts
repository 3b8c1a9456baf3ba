import { createManualRuntime } from "@convoke/core/testing";
import { ErrorCode } from "@convoke/core";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { createWorker } from "../../src/index.ts";
import { nameAnnouncement, nameWorkers } from "../../src/wire/names.ts";
import { startOwnRedis } from "../store/own-redis.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { createAgent } from "./open-parts.ts";

const agent = createAgent("any", () => 1);

describeWithRedis("createWorker", () => {
  test("close of an idle worker does not wait for a Redis that is gone", async () => {
    const own = await startOwnRedis();
    const runtime = createManualRuntime();
    const worker = createWorker({ connection: own.socket, agents: [agent], runtime });
    await worker.ready();
    await own.remove();
    // The clock stands still: what waits for it would wait for ever.
    await expect(worker.close()).resolves.toBe(undefined);
  });

  test("ready rejects when Redis refuses the worker, which is not announced, and resolves once it does not", async () => {
    const redis = new Redis(connection);
    const prefix = createPrefix();
    const user = prefix;
    await redis.acl("SETUSER", user, "on", "nopass", "allkeys", "allchannels", "+@all", "-eval");
    const runtime = createManualRuntime();
    const options = { path: connection, username: user, password: "any" };
    const worker = createWorker({ connection: options, prefix, agents: [agent], runtime });
    await expect(worker.ready()).rejects.toMatchObject({
      code: ErrorCode.STORE_FAILED,
      message: expect.stringContaining("NOPERM") as string,
    });
    expect(await redis.zcard(nameWorkers(prefix))).toBe(0);
    await redis.acl("SETUSER", user, "+eval");
    await runtime.advance(1_000);
    await worker.ready();
    expect(await redis.exists(nameAnnouncement(prefix, worker.workerId))).toBe(1);
    expect(await redis.pttl(nameWorkers(prefix))).toBeGreaterThan(0);
    await worker.close();
    await redis.acl("DELUSER", user);
    redis.disconnect();
  });

  test("start is tried again, as often as it takes, without leaving anything behind", async () => {
    const redis = new Redis(connection);
    const prefix = createPrefix();
    await redis.acl("SETUSER", prefix, "on", "nopass", "allkeys", "allchannels", "+@all", "-eval");
    const warnings: string[] = [];
    const listener = ({ message }: Error): unknown => warnings.push(message);
    process.on("warning", listener);
    const runtime = createManualRuntime();
    const options = { path: connection, username: prefix, password: "any" };
    const worker = createWorker({ connection: options, prefix, agents: [agent], runtime });
    for (let start = 1; start <= 12; start++) {
      await expect(worker.ready()).rejects.toMatchObject({ code: ErrorCode.STORE_FAILED });
      await runtime.advance(1_000);
    }
    await expect(worker.ready()).rejects.toMatchObject({ code: ErrorCode.STORE_FAILED });
    process.off("warning", listener);
    expect(warnings).toEqual([]);
    await redis.acl("SETUSER", prefix, "+eval");
    await runtime.advance(1_000);
    await worker.ready();
    await worker.close();
    await redis.acl("DELUSER", prefix);
    redis.disconnect();
  });

  test("ready rejects when the worker is closed before", async () => {
    const worker = createWorker({ connection: `${connection}.nowhere`, agents: [agent] });
    const ready = worker.ready();
    await Promise.all([
      expect(ready).rejects.toMatchObject({ code: ErrorCode.CLOSED }),
      worker.close({ timeoutMs: 0 }),
    ]);
  });
});

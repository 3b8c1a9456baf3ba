import { type Lease, memoryStore } from "@convoke/core";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { redisStore } from "../../src/index.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";
import { openLossyProxy } from "./lossy-proxy.ts";
import { createOperation, readAll, tell } from "./random-operations.ts";
import { removeKeys } from "./redis-context.ts";

describeWithRedis("redisStore", () => {
  test("answers like memoryStore, whatever is asked of both, and whichever of its answers get lost", async () => {
    const runtime = createManualRuntime({ seed: 7 });
    const prefix = createPrefix();
    const proxy = await openLossyProxy(connection);
    const options = { runtime, maxSettledTasks: 9, keepSettledRuns: 5 };
    const memory = memoryStore(options);
    const redis = redisStore({ connection: proxy.url, prefix, ...options });
    const leases: Lease[] = [];
    for (let round = 0; round < 24; round++) {
      for (let step = 0; step < 25; step++) {
        const operation = createOperation(runtime, leases);
        const expected = await tell(memory, operation);
        if (step === round) void proxy.loseAnswer();
        expect(await tell(redis, operation)).toEqual(expected);
        for (const lease of [expected].flat()) {
          if (typeof lease === "object" && lease !== null && "fence" in lease) leases.push(lease as Lease);
        }
      }
      expect(await readAll(redis)).toEqual(await readAll(memory));
      await runtime.advance(round % 5 === 0 ? 1_000 : 60);
    }
    expect(proxy.cuts).toBeGreaterThan(15);
    await redis.close();
    await proxy.close();
    await removeKeys(prefix);
  });
});

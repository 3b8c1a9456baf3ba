import { expect, test } from "vitest";
import { openConnection } from "../../src/connection/connection.ts";
import { createLockKeeper } from "../../src/worker/keep-locks.ts";
import { connection, createPrefix, describeWithRedis } from "../support/redis.ts";

describeWithRedis("createLockKeeper", () => {
  test("a job that its worker has lost and has again is lost once, and kept once", async () => {
    const redis = openConnection(connection);
    const base = `${createPrefix()}:`;
    const keys = { stalled: `${base}stalled`, active: `${base}active`, base };
    await redis.hset(`${base}job`, "ats", 2);
    await redis.lpush(keys.active, "job");
    await redis.set(`${base}job:lock`, "second", "PX", 60_000);
    const lost = await createLockKeeper(
      redis,
      keys,
      60_000,
    )([
      { id: "job", token: "first", delivery: 1 },
      { id: "job", token: "second", delivery: 2 },
    ]);
    expect(lost).toEqual(["first"]);
    redis.disconnect();
  });
});

import { expect, test } from "vitest";
import { closeConnection, openConnection } from "../src/connection/connection.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

describeWithRedis("openConnection", () => {
  test("a command of one's own works also when it is defined while others wait to be sent", async () => {
    const redis = openConnection(connection);
    const key = createPrefix();
    const set = redis.set(key, "1");
    redis.defineCommand("convokeTestRead", { numberOfKeys: 1, lua: "return redis.call('GET', KEYS[1])" });
    const read = (redis as unknown as { convokeTestRead(key: string): Promise<string> }).convokeTestRead(key);
    expect(await Promise.all([set, read, redis.del(key)])).toEqual(["OK", "1", 1]);
    redis.disconnect();
  });
});

test("closeConnection ends what waits for a Redis that is not there", async () => {
  const redis = openConnection({ path: "/nowhere/redis.sock" });
  const waiting = expect(redis.get("x")).rejects.toThrow("Connection is closed");
  await new Promise<void>((resolve) => redis.once("reconnecting", () => resolve()));
  closeConnection(redis);
  await waiting;
});

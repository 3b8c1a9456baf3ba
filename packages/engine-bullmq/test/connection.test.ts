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

describeWithRedis("closeConnection", () => {
  test("leaves no timer behind that would keep the process alive, also while a command waits", async () => {
    const redis = openConnection(connection, { blocking: true });
    const waiting = redis.xread("BLOCK", 0, "STREAMS", createPrefix(), "0-0").catch(() => undefined);
    await new Promise<void>((resolve) => redis.once("ready", () => resolve()));
    const closed = new Promise<void>((resolve) => redis.once("end", () => resolve()));
    const timersBefore = countTimers();
    closeConnection(redis);
    await Promise.all([waiting, closed]);
    closeConnection(redis);
    expect(countTimers()).toBeLessThan(timersBefore);
  });
});

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

test("closeConnection ends what waits for a Redis that is not there", async () => {
  const redis = openConnection({ path: "/nowhere/redis.sock" });
  const waiting = redis.get("x");
  waiting.catch(() => undefined);
  await new Promise<void>((resolve) => redis.once("reconnecting", () => resolve()));
  closeConnection(redis);
  await expect(waiting).rejects.toThrow("Connection is closed");
});

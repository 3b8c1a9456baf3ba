import { execFile } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { promisify } from "node:util";
import { giveWay } from "@convoke/core";
import type { Redis } from "ioredis";
import { expect, test } from "vitest";
import { closeConnection, openConnection } from "../src/connection/connection.ts";
import { subscribe } from "../src/connection/subscribe.ts";
import { openProxy } from "./chaos/proxy.ts";
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

/** Answers like a Redis that loads its data for a minute when it is asked first. */
async function openLoadingServer(): Promise<Server> {
  let infos = 0;
  const server = createServer((socket) => {
    socket.on("data", (bytes: Buffer) => {
      for (const command of bytes.toString().split(/(?=\*\d+\r\n)/)) {
        if (!/\r\ninfo\r\n/i.test(command)) {
          socket.write("+OK\r\n");
          continue;
        }
        const info = infos++ === 0 ? "loading:1\r\nloading_eta_seconds:60\r\n" : "loading:0\r\n";
        socket.write(`$${info.length}\r\n${info}\r\n`);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

// Longer than is waited for, and shorter than ioredis would wait.
test("openConnection looks again soon after a Redis that loads its data", { timeout: 5_000 }, async () => {
  const server = await openLoadingServer();
  const { port } = server.address() as AddressInfo;
  const redis = openConnection({ host: "127.0.0.1", port });
  await once(redis, "ready");
  expect(redis.status).toBe("ready");
  closeConnection(redis);
  server.close();
  await once(server, "close");
});

describeWithRedis("subscribe", () => {
  /** Subscribes to a channel of its own, and has Redis end the connection; resolves at once. */
  async function loseConnection(subscriber: Redis, channel: string): Promise<void> {
    const id = await subscriber.client("ID");
    await subscribe(subscriber, channel);
    const redis = openConnection(connection);
    await redis.client("KILL", "ID", id);
    closeConnection(redis);
  }

  test("subscribes again whenever the connection comes again", async () => {
    const channel = createPrefix();
    const subscriber = openConnection(connection, { blocking: true });
    const isBack = once(subscriber, "ready").then(() => once(subscriber, "ready"));
    await loseConnection(subscriber, channel);
    await isBack;
    const redis = openConnection(connection);
    const heard = once(subscriber, "message");
    while ((await redis.publish(channel, "here")) === 0);
    expect(await heard).toEqual([channel, "here"]);
    for (const each of [redis, subscriber]) closeConnection(each);
  });

  test("a connection that is closed just when it has come again harms nobody", async () => {
    const proxy = await openProxy(connection);
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): unknown => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    const subscriber = openConnection({ host: "127.0.0.1", port: proxy.port }, { blocking: true });
    const isBack = once(subscriber, "ready").then(() => once(subscriber, "ready"));
    await loseConnection(subscriber, createPrefix());
    const closed = once(subscriber, "end");
    await isBack;
    proxy.stall();
    closeConnection(subscriber);
    await closed;
    await giveWay();
    process.off("unhandledRejection", listener);
    expect(unhandled).toEqual([]);
    await proxy.close();
  });
});

describeWithRedis("closeConnection", () => {
  test("leaves nothing behind that would keep the process alive, also while a command waits", async () => {
    const source = new URL("../src/connection/connection.ts", import.meta.url).href;
    const program = `
      import { closeConnection, openConnection } from ${JSON.stringify(source)};
      const redis = openConnection(${JSON.stringify(connection)}, { blocking: true });
      const waiting = redis.xread("BLOCK", 0, "STREAMS", ${JSON.stringify(createPrefix())}, "0-0");
      waiting.catch(({ message }) => console.log(message));
      await new Promise((resolve) => redis.once("ready", resolve));
      closeConnection(redis);
      closeConnection(redis);`;
    const args = ["--conditions=@convoke/source", "--input-type=module", "--eval", program];
    // It has to end by itself.
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe("Connection is closed.\n");
  });

  test("ends what a lost connection has left unanswered, also when the next one answers nothing", async () => {
    const proxy = await openProxy(connection);
    const redis = openConnection({ host: "127.0.0.1", port: proxy.port }, { blocking: true });
    await once(redis, "ready");
    const waiting = redis.xread("BLOCK", 0, "STREAMS", createPrefix(), "0-0");
    waiting.catch(() => undefined);
    proxy.cut();
    proxy.stall();
    await new Promise<void>((resolve) => redis.once("connect", () => resolve()));
    closeConnection(redis);
    await expect(waiting).rejects.toThrow("Connection is closed");
    await proxy.close();
  });
});

test("closeConnection ends what waits for a Redis that is not there", async () => {
  const redis = openConnection({ path: "/nowhere/redis.sock" });
  const waiting = redis.get("x");
  waiting.catch(() => undefined);
  await new Promise<void>((resolve) => redis.once("reconnecting", () => resolve()));
  closeConnection(redis);
  await expect(waiting).rejects.toThrow("Connection is closed");
});

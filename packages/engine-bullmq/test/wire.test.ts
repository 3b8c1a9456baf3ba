import { expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { openInbox, sendMessage } from "../src/wire/inbox.ts";
import { nameQueue } from "../src/wire/names.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

test("nameQueue gives no two agents the same queue, whatever their names", () => {
  const names = [
    "a",
    "a.b",
    "b",
    "b.a",
    "a:b",
    "a b",
    "a/b",
    "ä",
    "\u{1f680}",
    ".",
    "..",
    "%2E",
    "x".repeat(300),
  ];
  const queues = names.flatMap((type) => names.map((name) => nameQueue(type, name)));
  expect(new Set(queues).size).toBe(names.length ** 2);
  for (const queue of [...queues, nameQueue("\ud800", "a")]) expect(queue).toMatch(/^[^:\s.]+\.[^:\s.]+$/);
});

describeWithRedis("openInbox", () => {
  test("hands on what was sent, once and in order, also what came before it was opened", async () => {
    const redis = openConnection(connection);
    const inbox = `${createPrefix()}:inbox:a`;
    await sendMessage(redis, inbox, { number: 0 });
    const received: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const open = openInbox(openConnection(connection, { blocking: true }), redis, inbox, (message) => {
      received.push(message);
      if (received.length === 100) resolve();
    });
    await Promise.all(
      Array.from({ length: 99 }, (_, index) => sendMessage(redis, inbox, { number: index + 1 })),
    );
    await promise;
    expect(received).toEqual(Array.from({ length: 100 }, (_, number) => ({ number })));
    await open.close();
    expect(await redis.exists(inbox)).toBe(0);
    redis.disconnect();
  });

  test("hands on what comes after something that is no message, or that nobody can take", async () => {
    const redis = openConnection(connection);
    const inbox = `${createPrefix()}:inbox:a`;
    await redis.xadd(
      inbox,
      "*",
      "m",
      "no JSON",
      "m",
      "null",
      "m",
      "5",
      "m",
      '{"number":1}',
      "m",
      '{"number":2}',
    );
    const received: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const open = openInbox(openConnection(connection, { blocking: true }), redis, inbox, (message) => {
      received.push(message);
      if (received.length === 2) resolve();
      throw new Error("not understood");
    });
    await promise;
    expect(received).toEqual([{ number: 1 }, { number: 2 }]);
    await open.close();
    redis.disconnect();
  });
});

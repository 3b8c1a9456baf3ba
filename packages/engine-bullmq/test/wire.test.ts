import { once } from "node:events";
import { expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { openInbox, sendMessage } from "../src/wire/inbox.ts";
import { nameQueue } from "../src/wire/names.ts";
import { startOwnRedis } from "./store/own-redis.ts";
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

  test("hands on, too, what has come under an earlier id while the connection was away: clocks of servers differ", async () => {
    const redis = openConnection(connection);
    const blocking = openConnection(connection, { blocking: true });
    const id = await blocking.client("ID");
    const inbox = `${createPrefix()}:inbox:a`;
    const received: object[] = [];
    let hear = (): void => undefined;
    const heard = (): Promise<void> => new Promise((resolve) => (hear = resolve));
    const first = heard();
    const open = openInbox(blocking, redis, inbox, (message) => {
      received.push(message);
      hear();
    });
    await redis.xadd(inbox, "99999999999999-0", "m", '{"number":1}');
    await first;
    const second = heard();
    // The copy that has taken over has not heard of the first.
    const away = redis.multi().client("KILL", "ID", id).del(inbox).xadd(inbox, "5-0", "m", '{"number":2}');
    await away.exec();
    await second;
    expect(received).toEqual([{ number: 1 }, { number: 2 }]);
    await open.close();
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

describeWithRedis("sendMessage", () => {
  async function readTexts(redis: ReturnType<typeof openConnection>, inbox: string): Promise<string[]> {
    return (await redis.xrange(inbox, "-", "+")).flatMap(([, fields]) =>
      fields.filter((field) => field !== "m"),
    );
  }

  test("sends what Redis refuses for a moment again until it is taken, in order", async () => {
    const own = await startOwnRedis();
    const redis = openConnection(own.socket);
    const refusals: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>])[] = [
      ["OOM", () => redis.config("SET", "maxmemory", 1), () => redis.config("SET", "maxmemory", 0)],
      [
        "NOREPLICAS",
        () => redis.config("SET", "min-replicas-to-write", 1),
        () => redis.config("SET", "min-replicas-to-write", 0),
      ],
      ["READONLY", () => redis.replicaof("127.0.0.1", 1), () => redis.replicaof("NO", "ONE")],
    ];
    for (const [reason, begin, end] of refusals) {
      await begin();
      await expect(redis.xadd("probe", "*", "m", "1")).rejects.toThrow(reason);
      const sent: Promise<void>[] = [];
      for (let number = 1; number <= 3; number++) {
        sent.push(sendMessage(redis, reason, { number }));
        // Over the same connection and later: the message was refused by then.
        await redis.ping();
      }
      await end();
      await Promise.all(sent);
      expect(await readTexts(redis, reason)).toEqual(['{"number":1}', '{"number":2}', '{"number":3}']);
    }
    redis.disconnect();
    await own.remove();
  });

  test("rejects what Redis refuses for good", async () => {
    const redis = openConnection(connection);
    const inbox = createPrefix();
    await redis.set(inbox, "no stream");
    await expect(sendMessage(redis, inbox, {})).rejects.toThrow("WRONGTYPE");
    redis.disconnect();
  });

  test("rejects what is still refused when the connection is closed", async () => {
    const own = await startOwnRedis();
    const redis = openConnection(own.socket);
    await redis.config("SET", "maxmemory", 1);
    const sent = sendMessage(redis, "inbox", {});
    sent.catch(() => undefined);
    await redis.ping();
    redis.disconnect();
    await once(redis, "end");
    await expect(sent).rejects.toThrow();
    await own.remove();
  });
});

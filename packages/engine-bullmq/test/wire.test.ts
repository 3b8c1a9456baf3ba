import { expect, test } from "vitest";
import { openConnection } from "../src/connection/connection.ts";
import { openInbox, sendMessage } from "../src/wire/inbox.ts";
import { connection, createPrefix, describeWithRedis } from "./support/redis.ts";

describeWithRedis("openInbox", () => {
  test("hands on what was sent, once and in order, also what came before it was opened", async () => {
    const redis = openConnection(connection);
    const inbox = `${createPrefix()}:inbox:a`;
    await sendMessage(redis, inbox, { number: 0 });
    const received: unknown[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const open = openInbox(openConnection(connection, { blocking: true }), redis, inbox, (messages) => {
      received.push(...messages);
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
});

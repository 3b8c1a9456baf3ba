import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import { redisStore } from "../../src/index.ts";

/** A server that says yes to every script, and knows none of them afterwards. */
async function startForgetfulServer(onCall: () => void) {
  const sockets = new Set<Socket>();
  const info = "redis_version:7.0.0\r\n";
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    let unread = "";
    socket.on("data", (bytes) => {
      unread += bytes.toString("latin1");
      let end = 0;
      for (const [head, name = ""] of unread.matchAll(/\*\d+\r\n\$\d+\r\n([a-zA-Z]+)\r\n/g)) {
        end = unread.indexOf(head, end) + head.length;
        if (name.toLowerCase() === "info") socket.write(`$${info.length}\r\n${info}\r\n`);
        else if (name.toLowerCase() !== "evalsha") socket.write("+OK\r\n");
        else {
          onCall();
          socket.write("-NOSCRIPT No matching script. Please use EVAL.\r\n");
        }
      }
      unread = unread.slice(end);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

test("redisStore gives up on a server that forgets its scripts again and again, once a call has waited for 10 s", async () => {
  const runtime = createManualRuntime();
  let calls = 0;
  const server = await startForgetfulServer(() => {
    calls += 1;
    if (calls === 20) void runtime.advance(10_001);
  });
  const store = redisStore({ connection: server.url, runtime });
  await expect(store.lastCursor()).rejects.toMatchObject({
    code: "store_failed",
    message: expect.stringContaining("NOSCRIPT") as string,
    details: { problem: "unusable" },
  });
  expect(calls).toBeLessThan(30);
  await store.close();
  await server.close();
});

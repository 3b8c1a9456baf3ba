import { createManualRuntime } from "@convoke/core/testing";
import { expect, test } from "vitest";
import {
  connectTo,
  exchange,
  get,
  openTestLane,
  openTunnel,
  readAll,
  serveTcp,
} from "../../test/support/proxy-client.ts";

const hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
const serveHello = (host = "127.0.0.1", port = 0) =>
  serveTcp((socket) => void socket.once("data", () => socket.end(hello)), { host, port });

test("a name is refused when any of its addresses is not public, and nobody is reached", async () => {
  const server = await serveHello();
  for (const addresses of [
    ["127.0.0.1"],
    ["9.9.9.9", "127.0.0.1"],
    ["::ffff:127.0.0.1"],
    ["169.254.169.254"],
    ["0.0.0.0"],
  ]) {
    const lane = await openTestLane({}, { resolve: () => Promise.resolve(addresses) });
    expect(await exchange(lane, get(`http://name.example:${server.port}/`))).toContain(
      "error=private_address",
    );
    expect(await exchange(lane, openTunnel(`name.example:${server.port}`))).toContain(
      "error=private_address",
    );
    expect(lane.traffic.refused).toMatchObject([
      { reason: "private_address" },
      { reason: "private_address" },
    ]);
  }
  expect(server.connections()).toBe(0);
});

test("a name in `allow` is refused for a private address, one in `allowPrivate` is not", async () => {
  const { port } = await serveHello();
  const resolve = () => Promise.resolve(["127.0.0.1"]);
  const origin = `http://name.example:${port}`;
  const allowed = await openTestLane({ allow: [origin] }, { resolve });
  expect(await exchange(allowed, get(`${origin}/`))).toContain("error=private_address");
  const allowedPrivate = await openTestLane({ allowPrivate: [origin] }, { resolve });
  expect(await exchange(allowedPrivate, get(`${origin}/`))).toContain("hello");
  // By https it is another origin.
  expect(
    await exchange(allowedPrivate, `${openTunnel(`name.example:${port}`)}\u0016\u0003\u0001`),
  ).not.toContain("hello");
});

test("the address that was checked is the one that is connected to, whatever the name answers later", async () => {
  const inside = await serveHello("127.0.0.1");
  const outside = await serveHello("127.0.0.2", inside.port);
  const answers = [["127.0.0.2"], ["127.0.0.1"]];
  let asked = 0;
  const lane = await openTestLane(
    { allow: [], allowPrivate: [`http://name.example:${inside.port}`] },
    { resolve: () => Promise.resolve(answers[asked++]!) },
  );
  expect(await exchange(lane, get(`http://name.example:${inside.port}/`))).toContain("hello");
  // Asked once: a second question would have been answered by the other server's address.
  expect([asked, outside.connections(), inside.connections()]).toEqual([1, 1, 0]);
});

test("each request is checked anew: a name that turns private is refused", async () => {
  const server = await serveHello();
  const answers = [["9.9.9.9", "10.0.0.1"], ["127.0.0.1"]];
  let asked = 0;
  const lane = await openTestLane({}, { resolve: () => Promise.resolve(answers[asked++]!) });
  for (let index = 0; index < 2; index += 1) {
    expect(await exchange(lane, get(`http://name.example:${server.port}/`))).toContain(
      "error=private_address",
    );
  }
  expect([asked, server.connections()]).toEqual([2, 0]);
});

test("an address that does not answer gives way to the next checked one", async () => {
  const { port } = await serveHello("127.0.0.1");
  const lane = await openTestLane(
    { allowPrivate: [`http://name.example:${port}`] },
    { resolve: () => Promise.resolve(["127.0.0.3", "::1", "127.0.0.1"]) },
  );
  expect(await exchange(lane, get(`http://name.example:${port}/`))).toContain("hello");
});

test("names of localhost lead to this machine without being asked for", async () => {
  const { port } = await serveHello("127.0.0.1");
  const resolve = () => Promise.reject(new Error("asked"));
  const lane = await openTestLane({ allow: [], allowPrivate: [`http://app.localhost:${port}`] }, { resolve });
  expect(await exchange(lane, get(`http://app.localhost:${port}/`))).toContain("hello");
});

test.each([
  ["a resolver that fails", () => Promise.reject(new Error("broken"))],
  [
    "a resolver that throws",
    () => {
      throw new Error("broken");
    },
  ],
  ["a name without addresses", () => Promise.resolve([])],
  ["answers that are no addresses", () => Promise.resolve(["example.org", "127.1"])],
  ["answers that are no list", () => Promise.resolve(7 as unknown as string[])],
])("%s is answered 502", async (_, resolve) => {
  const lane = await openTestLane({}, { resolve: resolve as () => Promise<string[]> });
  expect(await exchange(lane, get("http://name.example/"))).toContain("error=unreachable");
  expect(lane.traffic.refused).toMatchObject([{ target: "http://name.example", reason: "unreachable" }]);
});

test("a resolver that never answers is given up", async () => {
  const runtime = createManualRuntime();
  let ask = (): void => {};
  const asked = new Promise<void>((settle) => {
    ask = settle;
  });
  const lane = await openTestLane({}, { runtime, resolve: () => (ask(), new Promise(() => {})) });
  const answer = exchange(lane, get("http://name.example/"));
  await asked;
  await runtime.advance(20_000);
  expect(await answer).toContain("error=unreachable");
});

test("a client that goes away while the name is resolved leaves nothing behind", async () => {
  const runtime = createManualRuntime();
  let ask = (): void => {};
  const asked = new Promise<void>((settle) => {
    ask = settle;
  });
  let answer = (_: string[]): void => {};
  const server = await serveHello();
  const resolve = () => (
    ask(),
    new Promise<string[]>((settle) => {
      answer = settle;
    })
  );
  const lane = await openTestLane(
    { allowPrivate: [`http://name.example:${server.port}`] },
    { runtime, resolve },
  );
  const socket = await connectTo(lane);
  socket.write(get(`http://name.example:${server.port}/`));
  await asked;
  socket.destroy();
  await readAll(socket);
  await lane.close();
  answer(["127.0.0.1"]);
  expect(server.connections()).toBe(0);
});

import { describe, expect, test } from "vitest";
import { exchange, get, openTestLane, openTunnel, serveTcp } from "../../test/support/proxy-client.ts";

/** A server that says this, whatever it is asked, and a lane that may go there. */
async function serve(answer: string) {
  const server = await serveTcp((socket) => void socket.once("data", () => socket.end(answer, "latin1")));
  const lane = await openTestLane({ allow: [], allowPrivate: [`http://127.0.0.1:${server.port}`] });
  return { lane, ask: () => exchange(lane, get(`http://127.0.0.1:${server.port}/`)) };
}

describe("answers of servers", () => {
  test.each([
    ["a status line with control characters", "HTTP/1.1 200 O\u0001K\r\nContent-Length: 2\r\n\r\nhi"],
    ["a status below 100", "HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nhi"],
    ["a status of 000", "HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nhi"],
    ["a change of protocol", "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\nhi"],
    ["a change of protocol without a name", "HTTP/1.1 101 Switching\r\n\r\nhi"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["a line break in a header", "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=1\r\n\r\nhi"],
    ["a zero byte in a header", "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\nhi"],
    ["a head without an end", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(200_000)}\r\n\r\nhi`],
  ])("with %s are answered 502, and end nothing else", async (_, answer) => {
    const { lane, ask } = await serve(answer);
    expect(await ask()).toMatch(/^HTTP\/1\.1 502 /u);
    expect(lane.traffic.refused).toMatchObject([{ reason: "unreachable" }]);
  });

  test("of several heads (1xx) are passed on as the last one; trailers are left out", async () => {
    const { ask } = await serve(
      "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" +
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n2\r\nhi\r\n0\r\nX-Late: 1\r\n\r\n",
    );
    const answer = await ask();
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/u);
    expect(answer).toContain("hi");
    expect(answer).not.toMatch(/early|x-late|103|continue/iu);
  });

  test("that speak for the proxy are not believed", async () => {
    const { ask } = await serve(
      "HTTP/1.1 403 Forbidden\r\nProxy-Status: convoke; error=outside_policy\r\nContent-Length: 0\r\n\r\n",
    );
    expect(await ask()).not.toMatch(/proxy-status/iu);
  });

  test("that redirect are handed on, never followed", async () => {
    const outside = await serveTcp(() => {});
    const { ask } = await serve(
      `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${outside.port}/\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(await ask()).toMatch(/^HTTP\/1\.1 302 /u);
    expect(outside.connections()).toBe(0);
  });
});

describe("lanes", () => {
  test("of this process lead to none of its lanes, whatever the policy allows", async () => {
    const target = await openTestLane({ allow: [] });
    const { port } = new URL(target.server);
    for (const host of ["127.0.0.1", "localhost", "name.example"]) {
      const lane = await openTestLane(
        { allow: [], allowPrivate: [`http://${host}:${port}`, `https://${host}:${port}`] },
        { resolve: () => Promise.resolve(["127.0.0.1"]) },
      );
      expect(await exchange(lane, get(`http://${host}:${port}/`))).toMatch(/^HTTP\/1\.1 403 /u);
      expect(await exchange(lane, openTunnel(`${host}:${port}`))).toMatch(/^HTTP\/1\.1 403 /u);
      expect(lane.traffic.refused).toMatchObject([
        { reason: "outside_policy" },
        { reason: "outside_policy" },
      ]);
    }
    expect(target.traffic).toMatchObject({ requests: 0, refusals: 0 });
  });

  test("do not lead to themselves", async () => {
    const proxy = await openTestLane({});
    const { host } = new URL(proxy.server);
    expect(await exchange(proxy, get(`http://${host}/`))).toMatch(/^HTTP\/1\.1 403 /u);
    expect(await exchange(proxy, openTunnel(host))).toMatch(/^HTTP\/1\.1 403 /u);
    // As a page would that speaks to the port: no absolute address, and a method that a proxy is asked by.
    expect(await exchange(proxy, `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /u);
  });
});

test.each([
  "http://[fe80::1%25lo]/",
  "http://127.0.0.1:65536/",
  "http://127.0.0.1:-1/",
  "http://a b/",
  "http://",
])("%s is answered 400", async (url) => {
  const lane = await openTestLane({});
  const host = /^http:\/\/([^/]*)/u.exec(url)?.[1] ?? "";
  expect(await exchange(lane, `GET ${url} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /u);
});

test("a head that is too long is answered 400, one that is long is not", async () => {
  const { port } = await serveTcp(
    (socket) => void socket.once("data", () => socket.end("HTTP/1.1 204 Fine\r\n\r\n")),
  );
  const lane = await openTestLane({ allow: [], allowPrivate: [`http://127.0.0.1:${port}`] });
  const ask = (length: number) =>
    exchange(lane, get(`http://127.0.0.1:${port}/`, `X: ${"a".repeat(length)}`));
  expect(await ask(100_000)).toMatch(/^HTTP\/1\.1 204 /u);
  expect(await ask(200_000)).toMatch(/^HTTP\/1\.1 400 /u);
});

test("port 0 is no place", async () => {
  const lane = await openTestLane({ allow: [], allowPrivate: ["http://127.0.0.1:0"] });
  expect(await exchange(lane, get("http://127.0.0.1:0/"))).toMatch(/^HTTP\/1\.1 (?:400|403|502) /u);
  expect(await exchange(lane, openTunnel("127.0.0.1:0"))).toMatch(/^HTTP\/1\.1 400 /u);
});

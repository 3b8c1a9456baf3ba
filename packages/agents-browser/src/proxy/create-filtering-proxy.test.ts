import { describe, expect, test } from "vitest";
import {
  connectTo,
  exchange,
  get,
  openTestLane,
  openTunnel,
  readAll,
  readUntil,
  serveHttp,
  serveTcp,
} from "../../test/support/proxy-client.ts";

const loopback = (...ports: number[]) => ({
  allow: [],
  allowPrivate: ports.map((port) => `http://127.0.0.1:${port}`),
});

describe("plain requests", () => {
  test("are passed on with their path, method, body and end-to-end headers, and so are answers", async () => {
    const seen: unknown[] = [];
    const { port } = await serveHttp((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        seen.push(request.method, request.url, request.headers, Buffer.concat(chunks).toString());
        response.writeHead(201, [
          "Set-Cookie",
          "a=1",
          "Set-Cookie",
          "b=2",
          "Proxy-Status",
          "x",
          "Connection",
          "X-Hop",
          "X-Hop",
          "1",
        ]);
        response.end("answer");
      });
    });
    const lane = await openTestLane(loopback(port));
    const body = "0123456789";
    const answer = await exchange(
      lane,
      [
        `POST http://127.0.0.1:${port}/path?query HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        "Proxy-Authorization: Basic c2VjcmV0",
        "Proxy-Connection: keep-alive",
        "Connection: close, X-Private",
        "X-Private: 1",
        "X-Public: 2",
        `Content-Length: ${body.length}`,
        "",
        body,
      ].join("\r\n"),
    );
    const [method, url, headers, received] = seen as [string, string, Record<string, string>, string];
    expect([method, url, received]).toEqual(["POST", "/path?query", body]);
    expect(headers).toEqual({
      host: `127.0.0.1:${port}`,
      "x-public": "2",
      "content-length": "10",
      connection: "close",
    });
    expect(answer).toMatch(/^HTTP\/1\.1 201 /u);
    expect(answer).toContain("Set-Cookie: a=1\r\nSet-Cookie: b=2");
    expect(answer).not.toMatch(/proxy-status|x-hop/iu);
    expect(answer).toContain("answer");
    expect(lane.traffic).toMatchObject({ requests: 1, refusals: 0 });
    expect(lane.traffic.bytes).toBeGreaterThan(100);
  });

  test("stream a chunked body before it is complete", async () => {
    const { port } = await serveHttp((request, response) => {
      request.once("data", (chunk: Buffer) => response.write(`heard ${chunk.toString()}`));
      request.once("end", () => response.end("the end"));
    });
    const socket = await connectTo(await openTestLane(loopback(port)));
    socket.write(
      `PUT http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n`,
    );
    expect(await readUntil(socket, "heard one")).toContain("200 OK");
    socket.write("0\r\n\r\n");
    expect(await readUntil(socket, "the end")).toContain("the end");
  });

  test("to an origin outside the policy are answered 403, counted, and reach nobody", async () => {
    const forbidden = await serveTcp(() => {});
    const lane = await openTestLane(loopback(1));
    const answer = await exchange(lane, get(`http://127.0.0.1:${forbidden.port}/secret`));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /u);
    expect(answer).toContain("proxy-status: convoke; error=outside_policy");
    expect(answer).not.toContain("secret");
    expect(forbidden.connections()).toBe(0);
    expect(lane.traffic).toMatchObject({ requests: 0, bytes: 0, refusals: 1 });
    expect(lane.traffic.refused).toMatchObject([
      { target: `http://127.0.0.1:${forbidden.port}`, reason: "outside_policy" },
    ]);
  });

  test("keep only the latest 100 refusals, and count all", async () => {
    const lane = await openTestLane({ allow: [] });
    for (let index = 0; index < 105; index += 1) await exchange(lane, get(`http://host${index}.example/`));
    expect(lane.traffic.refusals).toBe(105);
    expect(lane.traffic.refused.map(({ target }) => target).at(0)).toBe("http://host5.example");
    expect(lane.traffic.refused).toHaveLength(100);
  });

  test("whose answer breaks off break off too", async () => {
    const { port } = await serveTcp((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      socket.once("data", () => socket.destroySoon());
    });
    const answer = await exchange(await openTestLane(loopback(port)), get(`http://127.0.0.1:${port}/`));
    expect(answer).toContain("half");
  });

  test("to a server that speaks no http are answered 502", async () => {
    const { port } = await serveTcp((socket) => socket.end("220 mail\r\n"));
    const lane = await openTestLane(loopback(port));
    expect(await exchange(lane, get(`http://127.0.0.1:${port}/`))).toMatch(/^HTTP\/1\.1 502 /u);
    expect(lane.traffic.refused).toMatchObject([{ reason: "unreachable" }]);
  });

  const host = "Host: 127.0.0.1:";
  test.each([
    [
      "another Host",
      (port: number) => `GET http://127.0.0.1:${port}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n`,
    ],
    [
      "two Hosts",
      (port: number) =>
        `GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nHost: evil.example\r\n\r\n`,
    ],
    ["no Host", (port: number) => `GET http://127.0.0.1:${port}/ HTTP/1.0\r\n\r\n`],
    ["no absolute address", (port: number) => `GET / HTTP/1.1\r\n${host}${port}\r\n\r\n`],
    [
      "a folded header",
      (port: number) => `GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nX: a\r\n b\r\n\r\n`,
    ],
    [
      "a space before a colon",
      (port: number) => `GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nX : a\r\n\r\n`,
    ],
    [
      "two lengths",
      (port: number) =>
        `POST http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "two different lengths",
      (port: number) =>
        `POST http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
    ],
    [
      "an unknown encoding",
      (port: number) =>
        `POST http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "an upgrade",
      (port: number) =>
        `GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n`,
    ],
    ["a user name", (port: number) => `GET http://a@127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\n\r\n`],
    ["another scheme", (port: number) => `GET https://127.0.0.1:${port}/ HTTP/1.1\r\n${host}${port}\r\n\r\n`],
    ["bytes that are no http", () => "\u0016\u0003\u0001\u0000\r\n\r\n"],
  ])("with %s are answered 400, end the connection, and reach nobody", async (_, write) => {
    const server = await serveTcp(() => {});
    const lane = await openTestLane(loopback(server.port));
    const next = get(`http://127.0.0.1:${server.port}/smuggled`);
    expect(await exchange(lane, write(server.port) + next)).toMatch(/^HTTP\/1\.1 400 /u);
    expect(server.connections()).toBe(0);
    expect(lane.traffic.refused[0]).toMatchObject({ reason: "malformed" });
  });
});

describe("tunnels", () => {
  test("carry both directions to an allowed origin, and end with either side", async () => {
    const { port } = await serveTcp((socket) => {
      socket.on("data", (chunk: Buffer) => socket.write(`echo ${chunk.toString()}`));
      socket.once("end", () => socket.end("bye"));
    });
    const lane = await openTestLane(loopback(port));
    const socket = await connectTo(lane);
    socket.write(openTunnel(`127.0.0.1:${port}`));
    expect(await readUntil(socket, "\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /u);
    socket.write("GET");
    expect(await readUntil(socket, "echo GET")).toContain("echo GET");
    expect(lane.traffic).toMatchObject({ requests: 1, bytes: 3 + 8 });
    socket.end();
    expect(await readAll(socket)).toBe("bye");
  });

  test("take what came together with the CONNECT", async () => {
    const { port } = await serveTcp((socket) => {
      socket.on("data", (chunk: Buffer) => socket.end(`echo ${chunk.toString()}`));
    });
    const lane = await openTestLane(loopback(port));
    expect(await exchange(lane, `${openTunnel(`127.0.0.1:${port}`)}hello`)).toContain("echo hello");
  });

  test("to an origin outside the policy are answered 403, and reach nobody", async () => {
    const forbidden = await serveTcp(() => {});
    const lane = await openTestLane(loopback(1));
    for (const host of ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"]) {
      expect(await exchange(lane, openTunnel(`${host}:${forbidden.port}`))).toMatch(/^HTTP\/1\.1 4\d\d /u);
    }
    expect(forbidden.connections()).toBe(0);
    expect(lane.traffic).toMatchObject({ requests: 0, refusals: 4 });
  });

  test("of an origin that is allowed by https only carry no plain text, and the other way round", async () => {
    const heard: string[] = [];
    const { port } = await serveTcp((socket) =>
      socket.on("data", (chunk: Buffer) => heard.push(chunk.toString("latin1"))),
    );
    const authority = `127.0.0.1:${port}`;
    const secure = await openTestLane({ allow: [], allowPrivate: [`https://${authority}`] });
    expect(await exchange(secure, `${openTunnel(authority)}GET / HTTP/1.1\r\n\r\n`)).not.toContain("GET");
    expect(secure.traffic.refused).toMatchObject([{ target: authority, reason: "outside_policy" }]);
    const plain = await openTestLane({ allow: [], allowPrivate: [`http://${authority}`] });
    await exchange(
      plain,
      Buffer.concat([Buffer.from(openTunnel(authority)), Buffer.from([0x16, 3, 1, 0, 5])]),
    );
    expect(plain.traffic.refused).toMatchObject([{ target: authority, reason: "outside_policy" }]);
    expect(heard).toEqual([]);
  });

  test.each(["127.0.0.1", "127.0.0.1:99999", "a@127.0.0.1:80", "127.0.0.1:80/path"])(
    "to %s are answered 400",
    async (authority) => {
      const lane = await openTestLane({});
      expect(await exchange(lane, openTunnel(authority))).toMatch(/^HTTP\/1\.1 400 /u);
    },
  );
});

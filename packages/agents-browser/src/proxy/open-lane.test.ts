import { execFile } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
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
import { checkPolicy } from "../policy/check-policy.ts";
import { createFilteringProxy } from "./create-filtering-proxy.ts";

const run = promisify(execFile);

const loopback = (port: number) => ({ allow: [], allowPrivate: [`http://127.0.0.1:${port}`] });

describe("a lane", () => {
  test("listens on 127.0.0.1 alone, each on a port of its own", async () => {
    const proxy = await createFilteringProxy({ policy: checkPolicy() });
    const lanes = [await proxy.openLane(), await proxy.openLane()];
    const servers = [proxy.server, ...lanes.map(({ server }) => server)];
    expect(new Set(servers).size).toBe(3);
    for (const server of servers) expect(server).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    await proxy.close();
    await expect(proxy.openLane()).rejects.toMatchObject({ reason: "browser_failed" });
  });

  test("ends every connection when it closes, in whichever phase, and takes no more", async () => {
    const { port } = await serveTcp((socket) => socket.resume());
    const lane = await openTestLane(
      { allowPrivate: loopback(port).allowPrivate },
      { resolve: () => new Promise(() => {}) },
    );
    const resolving = exchange(lane, openTunnel("name.example:443"));
    const waiting = exchange(lane, get(`http://127.0.0.1:${port}/`));
    const idle = await connectTo(lane);
    const tunnel = await connectTo(lane);
    tunnel.write(openTunnel(`127.0.0.1:${port}`));
    await readUntil(tunnel, "200");
    await lane.close();
    await Promise.all([resolving, waiting, readAll(idle), readAll(tunnel)]);
    const late = await connectTo(lane).catch((error: unknown) => error);
    expect(late).toMatchObject({ code: "ECONNREFUSED" });
  });

  test("leaves nothing behind that would keep a process running", async () => {
    const source = new URL("./create-filtering-proxy.ts", import.meta.url);
    const program = `
      import { connect } from "node:net";
      import { once } from "node:events";
      const { createFilteringProxy } = await import(${JSON.stringify(source.href)});
      const { checkPolicy } = await import(${JSON.stringify(new URL("../policy/check-policy.ts", source).href)});
      const proxy = await createFilteringProxy({ policy: checkPolicy(), resolve: () => new Promise(() => {}) });
      const lane = await proxy.openLane();
      const sockets = [proxy, lane].map(({ server }) => connect({ port: Number(new URL(server).port), host: "127.0.0.1" }));
      await Promise.all(sockets.map((socket) => once(socket, "connect")));
      sockets[1].write("CONNECT name.example:443 HTTP/1.1\\r\\nHost: name.example:443\\r\\n\\r\\n");
      await Promise.all([lane.close(), proxy.close()]);
      for (const socket of sockets) socket.on("error", () => {}).resume();
      console.log("closed");`;
    // A process that does not end by itself is killed, which rejects.
    const { stdout } = await run(
      process.execPath,
      ["--conditions=@convoke/source", "--input-type=module", "--eval", program],
      { timeout: 20_000 },
    );
    expect(stdout).toBe("closed\n");
  });

  test("ends connections on which nothing moves", async () => {
    const { port } = await serveTcp((socket) => socket.resume());
    const lane = await openTestLane(loopback(port), { idleMs: 50 });
    expect(await exchange(lane, openTunnel(`127.0.0.1:${port}`))).toMatch(/^HTTP\/1\.1 200 /u);
    await exchange(lane, get(`http://127.0.0.1:${port}/`));
    await readAll(await connectTo(lane));
  });
});

test("the server of the launch refuses everything, and counts it", async () => {
  const { port } = await serveHttp((_, response) => response.end("reached"));
  const proxy = await createFilteringProxy({ policy: checkPolicy(loopback(port)) });
  expect(await exchange(proxy, get(`http://127.0.0.1:${port}/`))).toMatch(/^HTTP\/1\.1 403 /u);
  expect(await exchange(proxy, openTunnel(`127.0.0.1:${port}`))).toMatch(/^HTTP\/1\.1 403 /u);
  expect(proxy.unowned).toMatchObject({ requests: 0, refusals: 2 });
  const socket = await connectTo(proxy);
  await proxy.close();
  if (!socket.closed) await once(socket, "close");
});

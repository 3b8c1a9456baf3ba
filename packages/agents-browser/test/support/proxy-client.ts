import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import type { BrowserPolicy } from "../../src/policy/browser-policy.ts";
import { createFilteringProxy } from "../../src/proxy/create-filtering-proxy.ts";
import type { FilteringProxyOptions, ProxyLane } from "../../src/proxy/filtering-proxy.ts";

/** Serves http on 127.0.0.1 until the test ends. */
export async function serveHttp(
  listener: RequestListener,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return { port: (server.address() as AddressInfo).port, server };
}

/** Accepts connections on a loopback address until the test ends. */
export async function serveTcp(
  accept: (socket: Socket) => void,
  { host = "127.0.0.1", port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<{ readonly port: number; readonly connections: () => number }> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    accept(socket);
  });
  server.listen(port, host);
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

/** A lane that is closed when the test ends. */
export async function openTestLane(
  policy: BrowserPolicy,
  options: Partial<FilteringProxyOptions> = {},
): Promise<ProxyLane> {
  const proxy = await createFilteringProxy({ ...options, policy: checkPolicy(policy) });
  onTestFinished(() => proxy.close());
  return proxy.openLane();
}

/** Connects to a lane. */
export async function connectTo({ server }: { readonly server: string }): Promise<Socket> {
  const socket = connect({ port: Number(new URL(server).port), host: "127.0.0.1" });
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Sends a text to a lane, and answers everything that comes back until the connection ends. */
export async function exchange(lane: { readonly server: string }, text: string | Buffer): Promise<string> {
  const socket = await connectTo(lane);
  socket.write(text);
  return readAll(socket);
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // A connection that was reset is one that has ended.
  if (!socket.closed) await new Promise((settle) => socket.once("close", settle));
  return Buffer.concat(chunks).toString("latin1");
}

/** Reads until the text is there. */
export async function readUntil(socket: Socket, text: string): Promise<string> {
  let read = "";
  for await (const [chunk] of on(socket)) {
    read += (chunk as Buffer).toString("latin1");
    if (read.includes(text)) return read;
  }
  return read;
}

async function* on(socket: Socket): AsyncGenerator<[unknown]> {
  while (!socket.closed) {
    const ended = new AbortController();
    socket.once("close", () => ended.abort());
    const chunk = await once(socket, "data", { signal: ended.signal }).catch(() => undefined);
    if (chunk === undefined) return;
    yield chunk as [unknown];
  }
}

/** A GET by a proxy, on a connection of its own. */
export const get = (url: string, ...headers: string[]): string =>
  [`GET ${url} HTTP/1.1`, `Host: ${new URL(url).host}`, "Connection: close", ...headers, "", ""].join("\r\n");

/** A CONNECT. */
export const openTunnel = (authority: string): string =>
  `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;

import { createServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { FilteringProxy, ProxyLane } from "../../src/proxy/filtering-proxy.ts";

/** A proxy that lets everything through, until the real one is there. */
export async function openStandInProxy(): Promise<FilteringProxy> {
  const listen = async (): Promise<{ server: string; close(): Promise<void> }> => {
    const sockets = new Set<Socket>();
    const server = createServer((incoming, outgoing) => {
      const onward = httpRequest(incoming.url ?? "", { method: incoming.method, headers: incoming.headers });
      onward.on("response", (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      });
      onward.on("error", () => outgoing.destroy());
      outgoing.on("close", () => onward.destroy());
      incoming.pipe(onward);
    });
    server.on("connection", (socket) => sockets.add(socket));
    server.on("connect", (incoming, socket: Socket) => {
      const [host = "", port = "443"] = (incoming.url ?? "").split(":");
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      sockets.add(onward);
      onward.on("error", () => socket.destroy());
      socket.on("error", () => onward.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    server.unref();
    return {
      server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    };
  };
  const main = await listen();
  return {
    ...main,
    async openLane(): Promise<ProxyLane> {
      const lane = await listen();
      return {
        ...lane,
        traffic: { requests: 0, bytes: 0, refused: [], refusals: 0 },
        exhausted: new AbortController().signal,
      };
    },
  };
}

import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server that nobody may reach; it counts who does, by TCP and UDP on one port, before a single byte is read. */
export interface Trap {
  readonly port: number;
  readonly connections: number;
  readonly datagrams: number;
  close(): Promise<void>;
}

/** Answers whatever is asked, so that ways of several steps go on. */
const body = "/* reached */";
const answer = [
  "HTTP/1.1 200 OK",
  "Content-Type: text/javascript",
  "Access-Control-Allow-Origin: *",
  `Content-Length: ${body.length}`,
  "Connection: close",
  "",
  body,
].join("\r\n");

const attempts = 20;

export async function openTrap(): Promise<Trap> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openOnce();
    } catch (error) {
      // The port is free for TCP, and may be taken for UDP.
      if (attempt === attempts) throw error;
    }
  }
}

async function openOnce(): Promise<Trap> {
  let connections = 0;
  let datagrams = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", () => socket.end(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const udp = createSocket("udp4");
  udp.on("message", () => {
    datagrams += 1;
  });
  udp.bind(port, "127.0.0.1");
  try {
    await once(udp, "listening");
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    port,
    get connections() {
      return connections;
    },
    get datagrams() {
      return datagrams;
    },
    async close() {
      const closed = [once(server, "close"), once(udp, "close")];
      server.close();
      udp.close();
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

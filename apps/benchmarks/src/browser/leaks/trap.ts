import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

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

/** By TCP also here: other spellings of this machine lead there. Where there is no such address, nothing can reach it. */
const otherHosts = ["127.9.8.7", "::1"];

async function openOnce(): Promise<Trap> {
  let connections = 0;
  let datagrams = 0;
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    connections += 1;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", () => socket.end(answer));
  };
  const servers: Server[] = [];
  const listen = async (host: string, port: number): Promise<number> => {
    const server = createServer(accept);
    server.listen(port, host);
    await once(server, "listening");
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };
  const closeServers = async (): Promise<void> => {
    const closed = servers.map((server) => once(server, "close"));
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
    await Promise.all(closed);
  };
  const port = await listen("127.0.0.1", 0);
  const udp = createSocket("udp4");
  udp.on("message", () => {
    datagrams += 1;
  });
  try {
    for (const host of otherHosts) {
      await listen(host, port).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRNOTAVAIL" && error.code !== "EAFNOSUPPORT") throw error;
      });
    }
    udp.bind(port, "127.0.0.1");
    await once(udp, "listening");
  } catch (error) {
    udp.close();
    await closeServers();
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
      const closed = once(udp, "close");
      udp.close();
      await Promise.all([closed, closeServers()]);
    },
  };
}

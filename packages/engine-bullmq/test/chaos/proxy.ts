import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** The network between one process and Redis. */
export interface Proxy {
  readonly port: number;
  /** Connections are reset, and new ones too. */
  cut(): void;
  /** Nothing gets through any more, and nobody is told. */
  stall(): void;
  /** What was held back gets through, and new connections are accepted. */
  heal(): void;
  close(): Promise<void>;
}

/** Opens the network before a port of this machine, or before a socket; `onConnection` hears of every try to connect. */
export async function openProxy(target: number | string, onConnection?: () => void): Promise<Proxy> {
  let state: "open" | "cut" | "stalled" = "open";
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];

  const server = createServer((near) => {
    onConnection?.();
    if (state === "cut") {
      near.resetAndDestroy();
      return;
    }
    const far = connect(typeof target === "number" ? { port: target, host: "127.0.0.1" } : { path: target });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // A reset of one side is a reset of the other.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    // By hand, so that a paused side stays paused whatever the other one does.
    const join = (): void => {
      near.on("data", (bytes: Buffer) => far.write(bytes)).on("end", () => far.end());
      far.on("data", (bytes: Buffer) => near.write(bytes)).on("end", () => near.end());
    };
    if (state === "stalled") waiting.push(join);
    else join();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = "cut";
      for (const socket of sockets) {
        // A socket of the file system knows no reset.
        if (socket.remoteAddress === undefined) socket.destroy();
        else socket.resetAndDestroy();
      }
    },
    stall() {
      state = "stalled";
      for (const socket of sockets) socket.pause();
    },
    heal() {
      state = "open";
      for (const join of waiting.splice(0)) join();
      for (const socket of sockets) socket.resume();
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

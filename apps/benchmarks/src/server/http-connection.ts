import { connect, type Socket } from "node:net";

/** One keep-alive connection that takes requests one after the other. */
export interface HttpConnection {
  /** Sends a whole request; resolves with the status and the body of its answer. */
  send(request: string): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
}

/**
 * Opens a connection that does as little as a client can: answers must tell their length.
 *
 * The client shares the machine with the server: what it costs is taken from what is measured.
 */
export function openConnection(url: string): Promise<HttpConnection> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true }, () =>
      resolve(createConnection(socket)),
    );
    socket.once("error", reject);
  });
}

function createConnection(socket: Socket): HttpConnection {
  let received = "";
  let waiting: PromiseWithResolvers<{ status: number; body: string }> | undefined;
  // One character a byte: lengths are counted in bytes.
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    received += chunk;
    const headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const head = received.slice(0, headEnd);
    const length = Number(/\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (!Number.isInteger(length)) fail(new Error(`An answer tells no length: ${head}`));
    const end = headEnd + 4 + length;
    if (received.length < end) return;
    const body = received.slice(headEnd + 4, end);
    received = received.slice(end);
    const answered = waiting;
    waiting = undefined;
    answered?.resolve({ status: Number(head.slice(9, 12)), body });
  });
  const fail = (error: Error): void => waiting?.reject(error);
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("The server closed the connection.")));
  return {
    send(request) {
      waiting = Promise.withResolvers();
      socket.write(request);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

/** A request as it goes over the wire. */
export function formatRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  const sent = {
    host: "127.0.0.1",
    ...(body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Runtime } from "@convoke/core";
import type { CheckedPolicy } from "../policy/browser-policy.ts";
import type { ProxyLane, RefusedTraffic, ResolveName } from "./filtering-proxy.ts";
import { answerRefusal, forwardRequest } from "./forward-request.ts";
import { answerRefusedTunnel, forwardTunnel } from "./forward-tunnel.ts";
import { lanePorts } from "./lane-ports.ts";
import { createMeter } from "./meter.ts";
import type { LaneContext } from "./open-upstream.ts";
import { Refusal } from "./refusal.ts";

const headersMs = 30_000;
const keepAliveMs = 60_000;
const largestHead = 131_072;
/** A browser opens 32 to one proxy, and 255 WebSockets. */
const mostConnections = 1024;

/** Listens on a port of its own, and passes on what the policy lets through. */
export async function openLane({
  policy,
  resolve,
  runtime,
  idleMs,
}: {
  readonly policy: CheckedPolicy;
  readonly resolve: ResolveName;
  readonly runtime: Runtime;
  readonly idleMs: number;
}): Promise<ProxyLane> {
  const meter = createMeter(policy);
  const closing = new AbortController();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    if (closing.signal.aborted) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  };
  const lane: LaneContext = {
    policy,
    resolve,
    runtime,
    idleMs,
    meter,
    signal: AbortSignal.any([closing.signal, meter.exhausted]),
    keep,
  };

  const server = createServer({
    insecureHTTPParser: false,
    maxHeaderSize: largestHead,
    headersTimeout: headersMs,
    // Bodies are streamed, and may take their time.
    requestTimeout: 0,
    keepAliveTimeout: keepAliveMs,
  });
  server.maxConnections = mostConnections;
  server.timeout = idleMs;
  server.on("connection", (socket) => {
    socket.on("error", () => socket.destroy());
    if (isLoopback(socket.remoteAddress)) keep(socket);
    else socket.destroy();
  });
  // Browsers wait for an answer before they send the next request on a connection. What comes sooner, or after a refusal,
  // may be the rest of something that was understood otherwise.
  const busy = new WeakMap<Socket, ServerResponse>();
  server.on("request", (request, response) => {
    const { socket } = request;
    if (busy.has(socket)) {
      const early = new Refusal("malformed", "it came before the answer to the one before it.");
      return answerRefusal(response, record(early, request.url));
    }
    busy.set(socket, response);
    const free = (): void => void busy.delete(socket);
    response.once("finish", free);
    forwardRequest(request, response, lane).catch((error: unknown) => {
      response.off("finish", free);
      if (!isGivenUp(error, socket)) answerRefusal(response, record(error, request.url));
    });
  });
  server.on("connect", (request, client: Socket, head) => {
    if (busy.has(client)) return void client.destroy();
    forwardTunnel(request, client, head, lane).catch((error: unknown) => {
      if (!isGivenUp(error, client)) answerRefusedTunnel(client, record(error, request.url));
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, client: Socket) => {
    if (error.code === "ECONNRESET" || !client.writable) return void client.destroy();
    const answer = busy.get(client);
    // In the middle of an answer a second one would be taken for a part of it.
    if (answer?.headersSent === true)
      return void (answer.writableEnded ? client.destroySoon() : client.destroy());
    const refusal = new Refusal("malformed", `not http as it has to be: ${error.code ?? error.message}.`);
    answerRefusedTunnel(client, record(refusal));
  });

  /** What becomes of a request that failed; `undefined` when nobody waits for an answer any more. */
  function record(error: unknown, url = ""): Refusal | undefined {
    if (closing.signal.aborted) return undefined;
    if (!(error instanceof Refusal)) return undefined;
    if (error.isOfBrowser) return error;
    meter.refuse({
      target: nameTarget(url),
      reason: error.reason,
      problem: error.message,
    } satisfies RefusedTraffic);
    return error;
  }

  const endSockets = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  meter.exhausted.addEventListener("abort", endSockets, { once: true });

  await new Promise<void>((settle, reject) => {
    server.once("error", reject);
    // A browser keeps the host running while it has a run; its way out alone does not.
    server.unref();
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      settle();
    });
  });
  const { port } = server.address() as AddressInfo;
  lanePorts.add(port);
  let closed: Promise<void> | undefined;
  return {
    server: `http://127.0.0.1:${port}`,
    traffic: meter.traffic,
    exhausted: meter.exhausted,
    close() {
      closed ??= new Promise((settle) => {
        closing.abort(new Error("the lane is closed"));
        server.close(() => {
          lanePorts.delete(port);
          settle();
        });
        endSockets();
      });
      return closed;
    },
  };
}

/** A browser that went away ended the way to the server with it: the server is not to blame. */
function isGivenUp(error: unknown, client: Socket): boolean {
  return error instanceof Refusal && error.reason === "unreachable" && client.destroyed;
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::ffff:)?127\./u.test(address);
}

/** An origin for plain requests, `host:port` for tunnels. */
function nameTarget(url: string): string {
  const parsed = /^http:/iu.test(url) ? URL.parse(url) : null;
  return parsed === null ? url.slice(0, 300) : parsed.origin;
}

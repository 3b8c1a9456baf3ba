import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { createSocketCounter, type LaneContext, openUpstream } from "./open-upstream.ts";
import { describeRefusal, type Refusal } from "./refusal.ts";
import { readTunnelTarget } from "./request-target.ts";

/** How a TLS connection begins: a handshake record. */
const tlsHandshake = 0x16;

/**
 * Opens a tunnel for https or for a WebSocket. Which of the two it is shows in its first byte, and is checked before
 * anything of it is passed on: an origin that is allowed by https only is no place for plain text. Rejects with a `Refusal`.
 */
export async function forwardTunnel(
  request: IncomingMessage,
  client: Socket,
  head: Buffer,
  lane: LaneContext,
): Promise<void> {
  const { urls, port, authority } = readTunnelTarget(request);
  const gone = new AbortController();
  client.once("close", () => gone.abort());
  const signal = AbortSignal.any([lane.signal, gone.signal]);
  const upstream = await openUpstream([urls.https, urls.http], lane, { port, signal, allowHalfOpen: true });
  const { socket } = upstream;
  if (signal.aborted) return void socket.destroy();
  const count = createSocketCounter(socket, lane.meter);
  const endBoth = (): void => {
    socket.destroy();
    client.destroy();
  };
  for (const end of [socket, client]) {
    end.setTimeout(lane.idleMs, endBoth);
    end.once("close", endBoth);
    end.once("error", endBoth);
  }

  let isKnown = false;
  client.on("data", (chunk: Buffer) => {
    if (!isKnown) {
      const { protocol } = chunk[0] === tlsHandshake ? urls.https : urls.http;
      if (!upstream.urls.some((url) => url.protocol === protocol)) {
        lane.meter.refuse({
          target: authority,
          reason: "outside_policy",
          problem: `the policy does not allow ${protocol}//${authority}.`,
        });
        return endBoth();
      }
      isKnown = true;
      socket.resume();
    }
    if (!socket.write(chunk)) client.pause();
    count();
  });
  socket.on("data", (chunk: Buffer) => {
    if (count() && !client.write(chunk)) socket.pause();
  });
  // The server is not heard before the client has said what it speaks.
  socket.pause();
  socket.on("drain", () => client.resume());
  client.on("drain", () => socket.resume());
  client.once("end", () => socket.end());
  socket.once("end", () => client.end());
  client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
  if (head.length > 0) client.unshift(head);
  client.resume();
}

/** Answers a refused CONNECT, or what is no http, and ends its connection. Without a refusal nobody waits for an answer. */
export function answerRefusedTunnel(client: Socket, refusal: Refusal | undefined): void {
  if (refusal === undefined || !client.writable) return void client.destroy();
  const { status, statusText, headers, body } = describeRefusal(refusal);
  const lines = [`HTTP/1.1 ${status} ${statusText}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  client.end(`${lines.join("\r\n")}\r\n\r\n${body}`, () => client.destroy());
}
